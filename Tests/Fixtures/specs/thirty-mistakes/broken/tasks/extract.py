import requests
import sklearn


def orders(product, since):
    open(product, 'w').write(requests.get('https://example.com/orders').text)


def customers(product):
    frame = pd.DataFrame()
    sklearn.utils.shuffle(frame).to_csv(product)
