import numpy as np


class Net:
    def __init__(self, inputs, hidden, outputs, decay=0.01):
        rng = np.random.default_rng(1)
        self.decay = decay
        self.W1, self.b1 = rng.normal(0, 0.3, (inputs, hidden)), np.zeros(hidden)
        self.W2, self.b2 = rng.normal(0, 0.3, (hidden, outputs)), np.zeros(outputs)

    def forward(self, X):
        self.a = 1 / (1 + np.exp(-(X @ self.W1 + self.b1)))
        return 1 / (1 + np.exp(-(self.a @ self.W2 + self.b2)))

    def cost(self, X, Y):
        H = self.forward(X)
        data = -np.sum(Y * np.log(H) + (1 - Y) * np.log(1 - H)) / len(X)
        return data + self.decay / 2 * (np.sum(self.W1 ** 2) + np.sum(self.W2 ** 2))

    def gradient(self, X, Y):
        d = (self.forward(X) - Y) / len(X)
        e = d @ self.W2.T * self.a * (1 - self.a)
        return {"W1": X.T @ e + self.decay * self.W1, "b1": e.sum(axis=0),
                "W2": self.a.T @ d + self.decay * self.W2, "b2": d.sum(axis=0)}
