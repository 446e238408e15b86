import numpy as np

class LogReg:
    def __init__(self, lr=0.1, lam=0.0):
        self.lr = lr
        self.lam = lam

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-z))

    def loss(self, w, X, y):
        p = self.sigmoid(X @ w)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) + self.lam / (2 * len(y)) * np.sum(w ** 2)

    def gradient(self, w, X, y):
        p = self.sigmoid(X @ w)
        return X.T @ (p - y) / len(y) + self.lam / len(y) * w
