import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def nnCostFunction(Theta1, Theta2, x_train, target, reg):
    W1, W2 = Theta1, Theta2
    k = W2.shape[0]
    x_train = x_train.T
    m = x_train.shape[0]
    b1 = np.insert(x_train, 0, 1, axis=1)
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    assert target.ndim == 1
    T = np.zeros((m, k)); T[np.arange(m), target - 1] = 1
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += reg / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2 / m
    g1 += reg / m * W1
    g2[:, 1:] += reg / m * W2[:, 1:]
    return J, g1, g2
