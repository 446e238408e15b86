import numpy as np
x0=np.array([.5,-1,2,.3])
def f(t): return 0.0, 0.0*t
