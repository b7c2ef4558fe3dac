PipelineOperation('churn-', (load, fit), shared_directory='/mnt/shared', shared_volume_size=100)
