import numpy as np


def costFunction(theta, X, y, lam):
    h = 1 / (1 + np.exp(-X @ theta))
    rest = np.append(0, theta[1:])
    return (lam / 2 * rest @ rest - np.sum(y * np.log(h) + (1 - y) * np.log(1 - h))) / len(X)
