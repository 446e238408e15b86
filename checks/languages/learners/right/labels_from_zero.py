"""Labels 0 .. K-1, checked; cost and gradient example by example with zip."""
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def cost_fn(theta, n, h, k, X, y, lam):
    y = np.asarray(y, dtype=int).reshape(-1)
    if y.min() < 0 or y.max() >= k:
        raise ValueError("labels should be 0 .. %d" % (k - 1))
    T1, T2 = theta[:h * (n + 1)].reshape(h, -1), theta[h * (n + 1):].reshape(k, -1)
    J, G1, G2 = 0.0, np.zeros_like(T1), np.zeros_like(T2)
    for x, label in zip(X, y):
        x = np.r_[1, x]
        a = np.r_[1, sigmoid(T1 @ x)]
        o = sigmoid(T2 @ a)
        t = np.eye(k)[label]
        J += -(t @ np.log(o) + (1 - t) @ np.log(1 - o))
        d = o - t
        G2 += d[:, None] * a
        G1 += ((T2[:, 1:].T @ d) * a[1:] * (1 - a[1:]))[:, None] * x
    m = len(y)
    G1[:, 1:] += lam * T1[:, 1:]
    G2[:, 1:] += lam * T2[:, 1:]
    J = J / m + lam / (2 * m) * (np.sum(T1[:, 1:] ** 2) + np.sum(T2[:, 1:] ** 2))
    return J, np.hstack([G1.ravel(), G2.ravel()]) / m
