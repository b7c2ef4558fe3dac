def summary():
    import json
    print(json.dumps({'fit': 'done'}))

PipelineOperation('churn-', (load, fit, PythonTask('summary', summary)))
