fit = CustomTask('fit', image_name='fit', volume_mounts=['models:/mnt/models', '/mnt/scratch'])
PipelineOperation('churn-', (load, fit))
