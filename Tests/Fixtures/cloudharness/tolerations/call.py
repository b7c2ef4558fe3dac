# on every workflow
{'key': 'cloudharness/temporary-job', 'operator': 'Equal', 'value': 'true'}
