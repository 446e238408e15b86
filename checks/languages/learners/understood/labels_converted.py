import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def nn_cost(theta, n, h, K, X, y, lam):
    one, two = theta[:h * (n + 1)].reshape(h, n + 1), theta[h * (n + 1):].reshape(K, h + 1)
    m = len(X)
    T = np.zeros((m, K))
    for k in range(K):
        T[:, k] = y.ravel() == k
    low = np.insert(X, 0, 1, axis=1)
    mid = np.insert(sigmoid(low @ one.T), 0, 1, axis=1)
    top = sigmoid(mid @ two.T)
    J = -np.sum(T * np.log(top) + (1 - T) * np.log(1 - top)) / m
    J += lam / (2 * m) * ((one[:, 1:] ** 2).sum() + (two[:, 1:] ** 2).sum())
    up = (top - T) / m
    below = (up @ two * mid * (1 - mid))[:, 1:]
    grads = [below.T @ low, up.T @ mid]
    for grad, weights in zip(grads, (one, two)):
        grad[:, 1:] += lam / m * weights[:, 1:]
    return J, np.concatenate([grad.ravel() for grad in grads])


if __name__ == "__main__":
    from scipy.io import loadmat
    data = loadmat("ex4data1.mat")
    y = data["y"]
    y[y == 10] = 0
