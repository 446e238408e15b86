import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def backprop(t, data, y, lam=0.0):
    W1, W2 = t['Theta1'], t['Theta2']
    output_size = W2.shape[0]
    m = data.shape[0]
    b1 = np.hstack([np.ones((m, 1)), data])
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    T = np.eye(output_size)[y.ravel().astype(int) - 1]
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += lam / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2 / m
    g1[:, 1:] += lam / m * W1[:, 1:]
    g2[:, 1:] += lam / m * W2[:, 1:]
    return J, [g1, g2]
