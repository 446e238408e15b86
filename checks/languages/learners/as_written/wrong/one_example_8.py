import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def back_propagation(weights_1, weights_2, X, y_train, reg):
    W1, W2 = weights_1, weights_2
    k = W2.shape[0]
    X = X.T
    m = X.shape[0]
    b1 = np.insert(X, 0, 1, axis=1)
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    T = np.eye(k)[y_train.ravel().astype(int) - 1]
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += reg / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3[1:].T @ b2[1:] / m
    g1[:, 1:] += reg / m * W1[:, 1:]
    g2[:, 1:] += reg / m * W2[:, 1:]
    return J, g1, g2
