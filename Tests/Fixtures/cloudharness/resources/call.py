CustomTask('fit', image_name='fit', resources={
    'requests': {'cpu': '500m', 'memory': '128Mi'},
    'limits': {'memory': '256Mi', 'nvidia.com/gpu': 1}})
