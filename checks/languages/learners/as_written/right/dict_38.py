import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def cost_function(initial_theta, X_train, y, lambda_=0.0):
    W1, W2 = initial_theta['Theta1'], initial_theta['Theta2']
    n_classes = W2.shape[0]
    m = X_train.shape[0]
    b1 = np.hstack([np.ones((m, 1)), X_train])
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    T = (y.reshape(-1, 1) == np.arange(1, n_classes + 1)).astype(float)
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += lambda_ / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2 / m
    g1[:, 1:] += lambda_ / m * W1[:, 1:]
    g2[:, 1:] += lambda_ / m * W2[:, 1:]
    return J, g1, g2
