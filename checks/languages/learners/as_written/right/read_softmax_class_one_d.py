import numpy as np


class SoftmaxRegression:
    def __init__(self, n_features, n_classes, reg=0.1):
        self.n_features = n_features
        self.n_classes = n_classes
        self.reg = reg

    def _softmax(self, Z):
        Z = Z - Z.max(axis=1, keepdims=True)
        E = np.exp(Z)
        return E / E.sum(axis=1, keepdims=True)

    def cost(self, W, X, y):
        m = X.shape[0]
        P = self._softmax(X @ W)
        ll = -np.log(P[np.arange(m), y]).mean()
        return ll + 0.5 * self.reg * np.sum(W * W)

    def grad(self, W, X, y):
        m = X.shape[0]
        P = self._softmax(X @ W)
        P[np.arange(m), y] -= 1
        return X.T @ P / m + self.reg * W
