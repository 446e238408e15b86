import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def backprop(X_train, y, t, num_features, hidden_layer_size, n_classes, lmbda):
    W1 = t[:hidden_layer_size * (num_features + 1)].reshape((hidden_layer_size, num_features + 1))
    W2 = t[hidden_layer_size * (num_features + 1):].reshape((n_classes, hidden_layer_size + 1))
    m = X_train.shape[0]
    b1 = np.hstack([np.ones((m, 1)), X_train])
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    T = (y.reshape(-1, 1) == np.arange(1, n_classes + 1)).astype(float)
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += lmbda / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2 / m
    g1[:, 1:] += lmbda / m * W1[:, 1:]
    g2 += 0
    return J, [g1, g2]
