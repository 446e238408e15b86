import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def back_propagation(initial_theta, data, labels, reg_lambda=0.0):
    W1, W2 = initial_theta['Theta1'], initial_theta['Theta2']
    output_size = W2.shape[0]
    m = data.shape[0]
    b1 = np.hstack([np.ones((m, 1)), data])
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    T = labels
    assert T.shape == a3.shape
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += reg_lambda / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2 / m
    g1[:, 1:] += reg_lambda / m * W1[:, 1:]
    g2[:, 1:] += reg_lambda / m * W2[:, 1:]
    return J, {'dTheta1': g1, 'dTheta2': g2}
