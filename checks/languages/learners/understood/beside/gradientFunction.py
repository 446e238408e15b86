import numpy as np


def gradientFunction(theta, X, y, lam):
    h = 1 / (1 + np.exp(-X @ theta))
    rest = np.append(0, theta[1:])
    return (X.T @ (h - y) + lam * rest) / len(X)
