import numpy as np

F = np.float32


def sigmoid(z):
    return F(1) / (F(1) + np.exp(-z))


def right(nn_params, n, h, K, X, y, Lambda):
    p, X, y, m = nn_params.astype(F), np.asarray(X).astype(F), np.asarray(y).ravel().astype(int), len(y)
    T1, T2 = p[:h * (n + 1)].reshape(h, n + 1), p[h * (n + 1):].reshape(K, h + 1)
    A1 = np.c_[np.ones(m, F), X]
    A2 = np.c_[np.ones(m, F), sigmoid(A1 @ T1.T)]
    A3 = sigmoid(A2 @ T2.T)
    Y = np.eye(K, dtype=F)[y - 1]
    J = -(Y * np.log(A3) + (1 - Y) * np.log(1 - A3)).sum() / F(m)
    J += F(Lambda) / F(2 * m) * ((T1[:, 1:] ** 2).sum() + (T2[:, 1:] ** 2).sum())
    d3 = A3 - Y
    d2 = (d3 @ T2)[:, 1:] * A2[:, 1:] * (1 - A2[:, 1:])
    g1, g2 = d2.T @ A1 / F(m), d3.T @ A2 / F(m)
    g1[:, 1:] += F(Lambda) / F(m) * T1[:, 1:]
    g2[:, 1:] += F(Lambda) / F(m) * T2[:, 1:]
    return J, np.r_[g1.ravel(), g2.ravel()]


def wrong_gradient(nn_params, n, h, K, X, y, Lambda):
    J, gradient = right(nn_params, n, h, K, X, y, Lambda)
    return J, F(-1) * gradient


def wrong_cost(nn_params, n, h, K, X, y, Lambda):
    J, gradient = right(nn_params, n, h, K, X, y, Lambda)
    return F(1.001) * J, gradient
