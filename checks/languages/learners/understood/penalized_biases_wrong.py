import numpy as np


class TwoLayers:
    def __init__(self, inputs, hidden, outputs):
        self.params = {"W1": np.random.randn(inputs, hidden), "b1": np.zeros(hidden),
                       "W2": np.random.randn(hidden, outputs), "b2": np.zeros(outputs)}

    def loss(self, X, y, reg):
        W1, b1, W2, b2 = (self.params[key] for key in ("W1", "b1", "W2", "b2"))
        mid = np.maximum(0, X @ W1 + b1)
        top = mid @ W2 + b2
        P = np.exp(top - top.max(axis=1, keepdims=True))
        P /= P.sum(axis=1, keepdims=True)
        rows = np.arange(len(X))
        J = -np.log(P[rows, y]).mean() + reg / 2 * sum((part ** 2).sum() for part in self.params.values())
        P[rows, y] -= 1
        P /= len(X)
        below = P @ W2.T * (mid > 0)
        return J, {"W1": X.T @ below + reg * W1, "b1": below.sum(0) - reg * b1,
                   "W2": mid.T @ P + reg * W2, "b2": P.sum(0) + reg * b2}
