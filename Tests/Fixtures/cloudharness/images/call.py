CustomTask('fit', image_name='churn', image_pull_policy='Always')
# the registry's secret and the account are the platform's
