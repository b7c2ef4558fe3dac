PipelineOperation('churn-', (load, fit), pod_gc={
    'strategy': 'OnWorkflowSuccess', 'deleteDelayDuration': '1200s'})
