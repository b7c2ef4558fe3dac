PipelineOperation('churn-', (load, fit), pod_context=(
    PodExecutionContext('team', 'blue'),
    PodExecutionContext('tier', 'batch'),
    PodExecutionContext('disk', 'fast', required=True)))
