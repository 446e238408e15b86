import numpy as np
x0=np.array([.5,-1,2,.3,1.2,-.7])
def f(t):
    g=np.cos(t); g[2]+=.3*t[1]; g[5]=.1
    return np.sum(np.sin(t)), g
