# the files of /mnt/shared, sent to a queue when the task has ended
result = DistributedSyncOperationWithResults('churn-', task).execute()
