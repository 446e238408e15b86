import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def cost_function(nn_params, *args):
    n, hidden_layer_size, k, x_train, y_train, reg = args
    W1 = nn_params[:hidden_layer_size * (n + 1)].reshape((hidden_layer_size, n + 1))
    W2 = nn_params[hidden_layer_size * (n + 1):].reshape((k, hidden_layer_size + 1))
    m = x_train.shape[0]
    b1 = x_train
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    T = (y_train.reshape(-1, 1) == np.arange(1, k + 1)).astype(float)
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += reg / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2 / m
    g1[:, 1:] += reg / m * W1[:, 1:]
    g2[:, 1:] += reg / m * W2[:, 1:]
    return J, np.concatenate([g1.ravel(), g2.ravel()]), a3
