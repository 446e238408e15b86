import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def loss(theta, n, h, K, X, y, lam):
    one, two = theta[:h * (n + 1)].reshape(h, n + 1), theta[h * (n + 1):].reshape(K, h + 1)
    m = len(X)
    T = np.eye(K)[y.ravel() - 1]
    low = np.insert(X, 0, 1, axis=1)
    z = low @ one.T
    mid = np.insert(np.arctan(z), 0, 1, axis=1)
    top = sigmoid(mid @ two.T)
    J = -np.sum(T * np.log(top) + (1 - T) * np.log(1 - top)) / m
    up = (top - T) / m
    below = (up @ two)[:, 1:] / (1 + z) ** 2
    return J, np.concatenate([(below.T @ low).ravel(), (up.T @ mid).ravel()])
