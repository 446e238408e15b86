import numpy as np
x0=np.array([.5,-1,2,.3])
def f(t): return np.sum(np.sin(t)), np.cos(t)
