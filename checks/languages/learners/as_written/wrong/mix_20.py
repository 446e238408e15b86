import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


class Network(object):
    def __init__(self, n, hidden_size, output_size):
        self.W1 = np.random.randn(hidden_size, n + 1) * 0.1
        self.W2 = np.random.randn(output_size, hidden_size + 1) * 0.1

    def cost_and_gradient(self, inputs, Y, learning_rate=0.0):
        W1, W2 = self.W1, self.W2
        output_size = W2.shape[0]
        m = inputs.shape[0]
        b1 = inputs
        a2 = sigmoid(b1 @ W1.T)
        b2 = np.hstack([np.ones((m, 1)), a2])
        a3 = sigmoid(b2 @ W2.T)
        T = Y
        assert T.shape == a3.shape
        J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
        J += learning_rate / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
        d3 = a3 - T
        d2 = (d3 @ W2[:, :-1]) * a2 * (1 - a2)
        g1 = d2.T @ b1 / m
        g2 = d3.T @ b2 / m
        g1[:, 1:] += learning_rate / m * W1[:, 1:]
        g2[:, 1:] += learning_rate / m * W2[:, 1:]
        return J, [g1, g2]
