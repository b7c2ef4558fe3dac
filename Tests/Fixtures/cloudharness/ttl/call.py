PipelineOperation('churn-', (load, fit), ttl_strategy={
    'secondsAfterCompletion': 3600, 'secondsAfterSuccess': 1200, 'secondsAfterFailure': 7200})
