import numpy as np

class Net:
    def __init__(self, n_in, n_hid, n_out, lr=0.1):
        self.W1 = np.random.randn(n_in, n_hid) * 0.1
        self.b1 = np.zeros(n_hid)
        self.W2 = np.random.randn(n_hid, n_out) * 0.1
        self.b2 = np.zeros(n_out)
        self.lr = lr

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-z))

    def forward(self, X):
        self.a1 = self.sigmoid(X @ self.W1 + self.b1)
        self.a2 = self.sigmoid(self.a1 @ self.W2 + self.b2)
        return self.a2

    def loss(self, X, Y):
        out = self.forward(X)
        return -np.mean(np.sum(Y * np.log(out) + (1 - Y) * np.log(1 - out), axis=1))

    def train_step(self, X, Y):
        m = X.shape[0]
        out = self.forward(X)
        d2 = (out - Y) / m
        self.W2 -= self.lr * self.a1.T @ d2
        self.b2 -= self.lr * d2.sum(axis=0)
        d1 = (d2 @ self.W2.T) * self.a1 * (1 - self.a1)
        self.W1 -= self.lr * X.T @ d1
        self.b1 -= self.lr * d1.sum(axis=0)

    def fit(self, X, Y, epochs=100):
        for i in range(epochs):
            self.train_step(X, Y)
