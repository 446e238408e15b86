%matplotlib inline
import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def back_propagation(theta, X_train, target, n_inputs, hidden, K, reg_param):
    W1 = theta[:hidden * (n_inputs + 1)].reshape((hidden, n_inputs + 1))
    W2 = theta[hidden * (n_inputs + 1):].reshape((K, hidden + 1))
    m = X_train.shape[0]
    b1 = X_train
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    assert target.ndim == 1
    T = np.zeros((m, K)); T[np.arange(m), target - 1] = 1
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += reg_param / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2 / m
    g1[:, 1:] += reg_param / m * W1[:, 1:]
    g2[:, 1:] += reg_param / m * W2[:, 1:]
    return J, g1, g2
