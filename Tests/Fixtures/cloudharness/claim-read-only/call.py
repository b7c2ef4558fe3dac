PipelineOperation('churn-', (load, fit), shared_directory='models:/mnt/models:ro')
