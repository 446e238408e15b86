import numpy as np
x0 = np.array([0.5, -1.0, 2.0, 0.3])
def f(t):
    return np.sum(np.sin(t)) + 0.15 * np.sum(t[1:] ** 2), np.cos(t)
