CustomTask('fit', image_name='registry.example.com/churn/fit:1.4', command=['fit', '--fast'])
