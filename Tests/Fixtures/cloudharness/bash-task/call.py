PipelineOperation('churn-', (load, fit, BashTask('tidy', source='rm -rf out/cache\necho tidied')))
