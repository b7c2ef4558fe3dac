# A title

import sys

# + tags=["parameters"]
upstream = {'load': None}
# -

print(sys.path)
