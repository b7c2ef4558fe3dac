PipelineOperation('churn-', (load, fit), shared_directory='churn-data:/mnt/shared', on_exit_notify={
    'queue': 'runs', 'payload': '{"job": "nightly run"}', 'image': 'registry.example.com/notify:2'})
