import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


class Network(object):
    def __init__(self, n_in, hidden, num_labels):
        self.W1 = np.random.randn(hidden, n_in + 1) * 0.1
        self.W2 = np.random.randn(num_labels, hidden + 1) * 0.1

    def cost_and_gradient(self, X_train, labels, lmbda=0.0):
        W1, W2 = self.W1, self.W2
        num_labels = W2.shape[0]
        m = X_train.shape[0]
        b1 = np.hstack([np.ones((m, 1)), X_train])
        a2 = sigmoid(b1 @ W1.T)
        b2 = np.hstack([np.ones((m, 1)), a2])
        a3 = sigmoid(b2 @ W2.T)
        T = np.eye(num_labels)[labels.ravel().astype(int)]
        J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
        J += lmbda / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
        d3 = a3 - T
        d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
        g1 = d2.T @ b1 / m
        g2 = d3[1:].T @ b2[1:] / m
        g1[:, 1:] += lmbda / m * W1[:, 1:]
        g2[:, 1:] += lmbda / m * W2[:, 1:]
        return J, [g1, g2]
