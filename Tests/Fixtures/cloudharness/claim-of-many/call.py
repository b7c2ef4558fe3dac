PipelineOperation('churn-', (load, fit), shared_directory='churn-data:/mnt/shared:rwx')
