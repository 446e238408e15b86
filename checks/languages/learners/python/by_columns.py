"""Translated from Octave line by line, so everything is unrolled by columns."""
import numpy as np
from classic import sigmoid, sigmoidGradient


def cost(params, n, hidden, labels, X, y, lam):
    T1 = params[0:hidden * (n + 1)].reshape((hidden, n + 1), order='F')
    T2 = params[hidden * (n + 1):].reshape((labels, hidden + 1), order='F')
    m = len(y)
    J = 0
    D1 = np.zeros(T1.shape)
    D2 = np.zeros(T2.shape)
    for t in range(m):
        a1 = np.append(1, X[t])
        z2 = T1 @ a1
        a2 = np.append(1, sigmoid(z2))
        a3 = sigmoid(T2 @ a2)
        yk = np.zeros(labels)
        yk[int(y[t, 0]) - 1] = 1
        J += -np.sum(yk * np.log(a3) + (1 - yk) * np.log(1 - a3))
        d3 = a3 - yk
        d2 = (T2.T @ d3)[1:] * sigmoidGradient(z2)
        D1 += np.outer(d2, a1)
        D2 += np.outer(d3, a2)
    J = J / m + lam / (2 * m) * ((T1[:, 1:] ** 2).sum() + (T2[:, 1:] ** 2).sum())
    D1 = D1 / m
    D2 = D2 / m
    D1[:, 1:] = D1[:, 1:] + lam / m * T1[:, 1:]
    D2[:, 1:] = D2[:, 1:] + lam / m * T2[:, 1:]
    return J, np.hstack((D1.flatten('F'), D2.flatten('F')))
