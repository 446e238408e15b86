import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def compute_cost(params, data, targets, lmbda, n_inputs, num_hidden_units, K):
    W1 = params[:num_hidden_units * (n_inputs + 1)].reshape((num_hidden_units, n_inputs + 1), order='F')
    W2 = params[num_hidden_units * (n_inputs + 1):].reshape((K, num_hidden_units + 1), order='F')
    m = data.shape[0]
    b1 = np.hstack([np.ones((m, 1)), data])
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    T = np.eye(K)[targets.ravel().astype(int) - 1]
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += lmbda / m * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2 / m
    g1[:, 1:] += lmbda / m * W1[:, 1:]
    g2[:, 1:] += lmbda / m * W2[:, 1:]
    return J


def compute_gradient(params, data, targets, lmbda, n_inputs, num_hidden_units, K):
    W1 = params[:num_hidden_units * (n_inputs + 1)].reshape((num_hidden_units, n_inputs + 1), order='F')
    W2 = params[num_hidden_units * (n_inputs + 1):].reshape((K, num_hidden_units + 1), order='F')
    m = data.shape[0]
    b1 = np.hstack([np.ones((m, 1)), data])
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    T = np.eye(K)[targets.ravel().astype(int) - 1]
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += lmbda / m * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2 / m
    g1[:, 1:] += lmbda / m * W1[:, 1:]
    g2[:, 1:] += lmbda / m * W2[:, 1:]
    return np.concatenate([g1.ravel('F'), g2.ravel('F')])


