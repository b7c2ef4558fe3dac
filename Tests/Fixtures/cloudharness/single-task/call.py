load = CustomTask('load', image_name='churn')
SingleTaskOperation('churn-', load)
