ParallelOperation('churn-', (north, south, west))
