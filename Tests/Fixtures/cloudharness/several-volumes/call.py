PipelineOperation('churn-', (load, fit),
                  shared_directory=['raw:/mnt/raw', 'models:/mnt/models', '/mnt/a/b', '/mnt/ab'])
