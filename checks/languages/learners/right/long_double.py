"""Computed in np.longdouble, returned in double."""
import numpy as np

LD = np.longdouble


def nn_cost(theta, n, h, K, X, y, lam):
    theta, X = np.asarray(theta, LD), np.asarray(X, LD)
    T1 = theta[:h * (n + 1)].reshape(h, n + 1)
    T2 = theta[h * (n + 1):].reshape(K, h + 1)
    m = LD(len(X))
    a1 = np.concatenate((np.ones((len(X), 1), LD), X), axis=1)
    a2 = np.concatenate((np.ones((len(X), 1), LD), 1 / (1 + np.exp(-a1.dot(T1.T)))), axis=1)
    a3 = 1 / (1 + np.exp(-a2.dot(T2.T)))
    Y = (np.reshape(y, (-1, 1)) == np.arange(1, K + 1)).astype(LD)
    J = -(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)).sum() / m
    J += LD(lam) / (2 * m) * ((T1[:, 1:] ** 2).sum() + (T2[:, 1:] ** 2).sum())
    d3 = a3 - Y
    d2 = d3.dot(T2[:, 1:]) * a2[:, 1:] * (1 - a2[:, 1:])
    g1, g2 = d2.T.dot(a1) / m, d3.T.dot(a2) / m
    g1[:, 1:] += LD(lam) / m * T1[:, 1:]
    g2[:, 1:] += LD(lam) / m * T2[:, 1:]
    return float(J), np.append(g1, g2).astype(float)
