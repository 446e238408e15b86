import numpy as np

class SoftmaxRegression:
    def __init__(self, num_classes=3, lam=0.5):
        self.K = num_classes
        self.lam = lam

    def cost(self, W, X, y):
        m = len(X)
        S = X @ W.T
        logZ = np.log(np.exp(S).sum(axis=1))
        total = 0.0
        for k in range(self.K):
            total += np.sum((y == k) * (logZ - S[:, k]))
        return total / m + self.lam / 2 * np.sum(W ** 2)

    def grad(self, W, X, y):
        m = len(X)
        S = X @ W.T
        P = np.exp(S) / np.exp(S).sum(axis=1, keepdims=True)
        G = np.zeros_like(W)
        for k in range(self.K):
            G[k] = np.sum((P[:, k] - (y == k))[:, None] * X, axis=0) / m
        return G + self.lam * np.sign(W)
