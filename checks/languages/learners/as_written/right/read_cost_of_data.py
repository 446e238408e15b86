import numpy as np

def build(X, y, lam):
    m = len(y)

    def J(theta):
        h = 1 / (1 + np.exp(-X @ theta))
        return -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h)) + lam / (2 * m) * np.sum(theta[1:] ** 2)

    def dJ(theta):
        h = 1 / (1 + np.exp(-X @ theta))
        g = X.T @ (h - y) / m
        g[1:] += lam / m * theta[1:]
        return g

    return J, dJ
