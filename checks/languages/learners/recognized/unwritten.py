import numpy as np
def nnCostFunction(t, n, h, K, X, y, lam): return 0.0, 0.0*t
