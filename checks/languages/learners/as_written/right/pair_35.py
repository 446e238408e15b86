import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def compute_cost(t, n, hidden_layer_size, output_size, inputs, y, lambda_):
    W1 = t[:hidden_layer_size * (n + 1)].reshape((hidden_layer_size, n + 1))
    W2 = t[hidden_layer_size * (n + 1):].reshape((output_size, hidden_layer_size + 1))
    m = inputs.shape[0]
    b1 = np.hstack([np.ones((m, 1)), inputs])
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    T = np.eye(output_size)[y.ravel().astype(int) - 1]
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += lambda_ / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2 / m
    g1[:, 1:] += lambda_ / m * W1[:, 1:]
    g2[:, 1:] += lambda_ / m * W2[:, 1:]
    return J


def compute_gradient(t, n, hidden_layer_size, output_size, inputs, y, lambda_):
    W1 = t[:hidden_layer_size * (n + 1)].reshape((hidden_layer_size, n + 1))
    W2 = t[hidden_layer_size * (n + 1):].reshape((output_size, hidden_layer_size + 1))
    m = inputs.shape[0]
    b1 = np.hstack([np.ones((m, 1)), inputs])
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    T = np.eye(output_size)[y.ravel().astype(int) - 1]
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += lambda_ / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2 / m
    g1[:, 1:] += lambda_ / m * W1[:, 1:]
    g2[:, 1:] += lambda_ / m * W2[:, 1:]
    return np.concatenate([g1.ravel(), g2.ravel()])


