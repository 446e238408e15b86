import numpy as np

def g(z):
    return 1 / (1 + np.exp(-z))

def cost_and_grad(theta, X, y, lam=1.0, shape=(400, 25, 10)):
    n, h, K = shape
    T1 = theta[:h * (n + 1)].reshape(h, n + 1)
    T2 = theta[h * (n + 1):].reshape(K, h + 1)
    m = X.shape[0]
    Y = np.eye(K)[y.ravel() - 1]
    a1 = np.insert(X, 0, 1, axis=1)
    a2 = np.insert(g(a1 @ T1.T), 0, 1, axis=1)
    a3 = g(a2 @ T2.T)
    J = -(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)).sum() / m
    J += lam / 2 / m * ((T1[:, 1:] ** 2).sum() + (T2[:, 1:] ** 2).sum())
    d3 = a3 - Y
    d2 = (d3 @ T2 * a2 * (1 - a2))[:, 1:]
    G1, G2 = d2.T @ a1 / m, d3.T @ a2 / m
    G1[:, 1:] += lam / m * T1[:, 1:]
    G2[:, 1:] += lam / m * T2[:, 1:]
    return J, np.concatenate([G1.ravel(), G2.ravel()])
