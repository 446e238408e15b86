"""np.matrix throughout: * is the matrix product."""
import numpy as np


def nn_cost(params, n_in, n_hid, n_out, X, y, lam):
    X = np.matrix(X)
    y = np.matrix(y).reshape(-1, 1)
    m = X.shape[0]
    w1 = np.matrix(np.asarray(params).ravel()[:n_hid * (n_in + 1)].reshape(n_hid, n_in + 1))
    w2 = np.matrix(np.asarray(params).ravel()[n_hid * (n_in + 1):].reshape(n_out, n_hid + 1))
    sig = lambda z: 1 / (1 + np.exp(-z))
    a1 = np.insert(X, 0, 1, axis=1)
    a2 = np.insert(sig(a1 * w1.T), 0, 1, axis=1)
    h = sig(a2 * w2.T)
    t = np.matrix(np.zeros((m, n_out)))
    for i in range(m):
        t[i, int(y[i, 0]) - 1] = 1
    J = -(np.multiply(t, np.log(h)) + np.multiply(1 - t, np.log(1 - h))).sum() / m
    J += lam / (2 * m) * (np.power(w1[:, 1:], 2).sum() + np.power(w2[:, 1:], 2).sum())
    d1 = np.matrix(np.zeros(w1.shape))
    d2 = np.matrix(np.zeros(w2.shape))
    for i in range(m):
        e2 = (h[i] - t[i]).T
        e1 = np.multiply((w2.T * e2)[1:], np.multiply(a2[i, 1:], 1 - a2[i, 1:]).T)
        d1 += e1 * a1[i]
        d2 += e2 * a2[i]
    d1 /= m
    d2 /= m
    d1[:, 1:] += w1[:, 1:] * lam / m
    d2[:, 1:] += w2[:, 1:] * lam / m
    return J, np.concatenate((np.ravel(d1), np.ravel(d2)))
