import numpy as np


class Net:
    def __init__(self, n_in, n_hidden, n_out, lam=0.1, seed=None):
        draw = np.random.default_rng(seed)
        self.lam = lam
        self.W1 = draw.normal(0, 0.5, (n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = draw.normal(0, 0.5, (n_hidden, n_out))
        self.b2 = np.zeros(n_out)

    def set_params(self, theta):
        n, h = self.W1.shape
        K = self.W2.shape[1]
        parts = np.split(theta, np.cumsum([n * h, h * K, h]))
        self.W1, self.W2 = parts[0].reshape(n, h), parts[1].reshape(h, K)
        self.b1, self.b2 = parts[2], parts[3]

    @staticmethod
    def squash(z):
        return 1 / (1 + np.exp(-z))

    def outputs(self, X):
        self.hidden = self.squash(X @ self.W1 + self.b1)
        return self.squash(self.hidden @ self.W2 + self.b2)

    def loss(self, X, Y):
        P, m = self.outputs(X), len(X)
        entropy = -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / m
        return entropy + self.lam / (2 * m) * (np.sum(self.W1 ** 2) + np.sum(self.W2 ** 2))

    def gradient(self, X, Y):
        m = len(X)
        error = (self.outputs(X) - Y) / m
        below = error @ self.W2.T * self.hidden * (1 - self.hidden)
        parts = [X.T @ below + self.lam / m * self.W1, self.hidden.T @ error + self.lam / m * self.W2,
                 below.sum(axis=0), error.sum(axis=0)]
        return np.concatenate([part.ravel() for part in parts])
