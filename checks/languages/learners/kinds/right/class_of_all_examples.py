import numpy as np


class Classifier:
    """X and Y: an example a column"""

    def __init__(self, inputs=400, hidden=25, outputs=10, rate=0.5):
        self.W1 = np.random.uniform(-0.12, 0.12, (hidden, inputs))
        self.b1 = np.zeros((hidden, 1))
        self.W2 = np.random.uniform(-0.12, 0.12, (outputs, hidden))
        self.b2 = np.zeros((outputs, 1))
        self.rate = rate

    @staticmethod
    def squash(z):
        return 1 / (1 + np.exp(-z))

    def forward(self, X):
        self.a1 = self.squash(self.W1 @ X + self.b1)
        return self.squash(self.W2 @ self.a1 + self.b2)

    def cost(self, X, Y):
        out = self.forward(X)
        return -np.sum(Y * np.log(out) + (1 - Y) * np.log(1 - out)) / X.shape[1]

    def backward(self, X, Y):
        m = X.shape[1]
        error = self.forward(X) - Y
        below = self.W2.T @ error * self.a1 * (1 - self.a1)
        return below @ X.T / m, np.sum(below, axis=1, keepdims=True) / m, error @ self.a1.T / m, \
            np.sum(error, axis=1, keepdims=True) / m
