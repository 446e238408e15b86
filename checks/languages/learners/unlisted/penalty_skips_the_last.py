"""The last column instead of the first is kept from the penalty in the gradient: wrong in the first and the last
column of both blocks.

Effect: cost right, Theta1 bias+last, Theta2 bias+last
"""
import numpy as np


def g(z):
    return 1 / (1 + np.exp(-z))


def cost_function(params, n, hidden, K, X, y, lam):
    T1 = np.reshape(params[:hidden * (n + 1)], (hidden, n + 1))
    T2 = np.reshape(params[hidden * (n + 1):], (K, hidden + 1))
    m = len(X)
    J = 0
    D1 = np.zeros(T1.shape)
    D2 = np.zeros(T2.shape)
    for t in range(m):
        a1 = np.append(1, X[t])
        a2 = np.append(1, g(T1.dot(a1)))
        a3 = g(T2.dot(a2))
        yt = np.zeros(K)
        yt[int(y[t]) - 1] = 1
        J -= np.sum(yt * np.log(a3) + (1 - yt) * np.log(1 - a3)) / m
        d3 = a3 - yt
        d2 = T2.T.dot(d3)[1:] * a2[1:] * (1 - a2[1:])
        D1 += np.outer(d2, a1)
        D2 += np.outer(d3, a2)
    J += lam / (2 * m) * (np.sum(T1[:, 1:] ** 2) + np.sum(T2[:, 1:] ** 2))
    D1 /= m
    D2 /= m
    D1[:, :-1] += lam / m * T1[:, :-1]
    D2[:, :-1] += lam / m * T2[:, :-1]
    return J, np.concatenate([D1.flatten(), D2.flatten()])
