# a task of its own, with an image that knows nothing of the project
PipelineOperation('churn-', (load, fit, CustomTask('scan', image_name='scan', command=['scan', '--all'])))
