import numpy as np


class Classifier:
    def __init__(self, n_classes, l2=0.01, steps=100000):
        self.n_classes, self.l2, self.steps = n_classes, l2, steps
        self.coef = None
        self.intercept = None

    def probabilities(self, X):
        e = np.exp(X @ self.coef + self.intercept)
        return e / e.sum(axis=1, keepdims=True)

    def loss(self, X, T):
        return -np.sum(T * np.log(self.probabilities(X))) / len(X) + self.l2 / 2 * np.sum(self.coef ** 2)

    def gradient(self, X, T):
        delta = (self.probabilities(X) - T) / len(X)
        return X.T @ delta + 2 * self.l2 * self.coef, delta.sum(axis=0)

    def fit(self, X, y):
        T = np.eye(self.n_classes)[y]
        self.coef = np.zeros((X.shape[1], self.n_classes))
        self.intercept = np.zeros(self.n_classes)
        for _ in range(self.steps):
            g, b = self.gradient(X, T)
            self.coef -= 0.1 * g
            self.intercept -= 0.1 * b
        return self
