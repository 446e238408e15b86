import numpy as np


def sig(z):
    return 1 / (1 + np.exp(-z))


def loss(W1, W2, X, Y, lam):
    m = len(X)
    a = np.hstack([X, np.ones((m, 1))])
    b = np.hstack([sig(a @ W1.T), np.ones((m, 1))])
    out = sig(b @ W2.T)
    J = -np.sum(Y * np.log(out) + (1 - Y) * np.log(1 - out)) / m
    J += lam / (2 * m) * (np.sum(W1[:, :-1] ** 2) + np.sum(W2[:, :-1] ** 2))
    d2 = out - Y
    d1 = (d2 @ W2 * b * (1 - b))[:, :-1]
    g1, g2 = d1.T @ a / m, d2.T @ b / m
    g1[:, :-1] += lam / m * W1[:, :-1]
    g2[:, 1:] += lam / m * W2[:, 1:]
    return J, g1, g2
