import numpy as np


def hypothesis(theta, X):
    return 1 / (1 + np.exp(-X @ theta))


def cost(theta, X, y):
    h = hypothesis(theta, X)
    return -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))


def gradient(theta, X, y):
    return X.T @ (hypothesis(theta, X) - y) / len(X)


def cost_reg(theta, X, y, lam):
    return cost(theta, X, y) + lam / (2 * len(X)) * np.sum(theta[1:] ** 2)


def gradient_reg(theta, X, y, lam):
    return gradient(theta, X, y) + lam / len(X) * np.append(0, theta[1:])
