import numpy as np
from classic import sigmoid


def cost_function(theta, n, h, K, X, Y, lam):
    """Y is one-hot already: (m, K)."""
    assert Y.shape == (len(X), K), "Y should be one-hot"
    t1 = theta[:h * (n + 1)].reshape(h, n + 1)
    t2 = theta[h * (n + 1):].reshape(K, h + 1)
    m = len(X)
    a1 = np.c_[np.ones(m), X]
    a2 = np.c_[np.ones(m), sigmoid(a1 @ t1.T)]
    a3 = sigmoid(a2 @ t2.T)
    J = -np.mean(np.sum(Y * np.log(a3) + (1 - Y) * np.log(1 - a3), axis=1))
    J += lam / 2 / m * (np.sum(t1[:, 1:] ** 2) + np.sum(t2[:, 1:] ** 2))
    e3 = (a3 - Y) / m
    e2 = e3 @ t2[:, 1:] * a2[:, 1:] * (1 - a2[:, 1:])
    g1 = e2.T @ a1 + lam / m * np.c_[np.zeros(h), t1[:, 1:]]
    g2 = e3.T @ a2 + lam / m * np.c_[np.zeros(K), t2[:, 1:]]
    return J, np.append(g1, g2).reshape(-1, 1)
