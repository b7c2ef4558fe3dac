PipelineOperation('churn-', (load, clean, fit))
