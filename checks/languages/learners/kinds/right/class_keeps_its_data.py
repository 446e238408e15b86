import numpy as np


class NeuralNet:
    def __init__(self, hidden=25, reg=1.0, iters=500, lr=0.5):
        self.hidden = hidden
        self.reg = reg
        self.iters = iters
        self.lr = lr

    def _sigmoid(self, z):
        return 1 / (1 + np.exp(-z))

    def fit(self, X, y):
        self.X, self.m = X, X.shape[0]
        self.classes_ = np.unique(y)
        self.Y = (y.reshape(-1, 1) == self.classes_).astype(float)
        rng = np.random.RandomState(42)
        self.Theta1 = rng.uniform(-0.12, 0.12, (self.hidden, X.shape[1] + 1))
        self.Theta2 = rng.uniform(-0.12, 0.12, (len(self.classes_), self.hidden + 1))
        self.history = []
        for _ in range(self.iters):
            J, (g1, g2) = self._cost_and_grads()
            self.Theta1 -= self.lr * g1
            self.Theta2 -= self.lr * g2
            self.history.append(J)
        return self

    def _forward(self, X):
        A1 = np.c_[np.ones(len(X)), X]
        A2 = np.c_[np.ones(len(X)), self._sigmoid(A1 @ self.Theta1.T)]
        return A1, A2, self._sigmoid(A2 @ self.Theta2.T)

    def _cost_and_grads(self):
        A1, A2, H = self._forward(self.X)
        J = -np.sum(self.Y * np.log(H) + (1 - self.Y) * np.log(1 - H)) / self.m
        J += self.reg / (2 * self.m) * (np.sum(self.Theta1[:, 1:] ** 2) + np.sum(self.Theta2[:, 1:] ** 2))
        D3 = H - self.Y
        D2 = ((D3 @ self.Theta2) * A2 * (1 - A2))[:, 1:]
        g1, g2 = D2.T @ A1 / self.m, D3.T @ A2 / self.m
        g1[:, 1:] += self.reg / self.m * self.Theta1[:, 1:]
        g2[:, 1:] += self.reg / self.m * self.Theta2[:, 1:]
        return J, (g1, g2)

    def predict(self, X):
        return self.classes_[self._forward(X)[2].argmax(axis=1)]
