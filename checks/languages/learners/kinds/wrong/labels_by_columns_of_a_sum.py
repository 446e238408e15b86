import numpy as np


class Perceptrons(object):
    def __init__(self, n_output, n_features, n_hidden=30, l2=0.0, eta=0.001):
        self.n_output, self.l2, self.eta = n_output, l2, eta
        self.w1 = np.random.uniform(-1, 1, (n_hidden, n_features + 1))
        self.w2 = np.random.uniform(-1, 1, (n_output, n_hidden + 1))

    def _forward(self, X, w1, w2):
        a1 = np.c_[np.ones(len(X)), X]
        z2 = w1 @ a1.T
        a2 = np.vstack([np.ones(len(X)), 1 / (1 + np.exp(-z2))])
        a3 = 1 / (1 + np.exp(-w2 @ a2))
        return a1, z2, a2, a3

    def _get_cost(self, y_enc, output, w1, w2):
        cost = np.sum(-y_enc * np.log(output) - (1 - y_enc) * np.log(1 - output))
        return cost + self.l2 / 2 * (np.sum(w1[:, 1:] ** 2) + np.sum(w2[:, 1:] ** 2))

    def _get_gradient(self, a1, a2, a3, z2, y_enc, w1, w2):
        d3 = a3 - y_enc
        d2 = (w2.T @ d3 * a2 * (1 - a2))[1:]
        grad1, grad2 = d2 @ a1, d3 @ a2.T
        grad1[:, 1:] += self.l2 * w1[:, 1:]
        grad2 += self.l2 * w2
        return grad1, grad2
