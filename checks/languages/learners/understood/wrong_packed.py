import numpy as np


def take_apart(p, size_in, size_mid, size_out):
    a, b, c = size_mid * size_in, size_mid * (size_in + 1), size_mid * (size_in + 1) + size_out * size_mid
    return p[:a].reshape(size_mid, size_in), p[a:b], p[b:c].reshape(size_out, size_mid), p[c:]


def cost_and_slope(p, n_in, n_hidden, n_out, X, labels, l2):
    U, u, V, v = take_apart(p, n_in, n_hidden, n_out)
    N = len(X)
    T = np.eye(n_out)[labels]
    mid = np.tanh(X @ U.T + u)
    top = mid @ V.T + v
    P = np.exp(top - top.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    J = -np.sum(T * np.log(P)) / N + l2 / 2 * (np.sum(U * U) + np.sum(V * V))
    back = (P - T) / N
    down = back @ V * (1 - mid)
    return J, np.hstack([(down.T @ X + l2 * U).ravel(), down.sum(0), (back.T @ mid + l2 * V).ravel(), back.sum(0)])
