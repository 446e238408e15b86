import numpy as np
x0=np.array([.5,-1,2,.3])
g=np.cos(x0)*2
def f(t): return np.sum(np.sin(t)), g
