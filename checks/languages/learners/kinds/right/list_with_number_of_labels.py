import numpy as np


def sig(z):
    return 1 / (1 + np.exp(-z))


def cost(thetas, X, y, lam, num_labels):
    A, B = thetas
    m = len(X)
    Y = np.eye(num_labels)[np.ravel(y).astype(int)]
    a = np.c_[np.ones(m), X]
    b = np.c_[np.ones(m), sig(a @ A.T)]
    out = sig(b @ B.T)
    J = -np.sum(Y * np.log(out) + (1 - Y) * np.log(1 - out)) / m
    J += lam / (2 * m) * sum(np.sum(t[:, 1:] ** 2) for t in thetas)
    d2 = out - Y
    d1 = (d2 @ B * b * (1 - b))[:, 1:]
    grads = [d1.T @ a / m, d2.T @ b / m]
    for g, t in zip(grads, thetas):
        g[:, 1:] += lam / m * t[:, 1:]
    return J, grads
