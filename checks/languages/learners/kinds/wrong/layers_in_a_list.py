import numpy as np


class Dense:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * 0.1
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.mean(axis=0)
        return grad @ self.W.T


class Sigmoid:
    def forward(self, z):
        self.a = 1 / (1 + np.exp(-z))
        return self.a

    def backward(self, grad):
        return grad * self.a * (1 - self.a)


X = np.random.rand(30, 4)
Y = np.eye(3)[np.random.randint(0, 3, 30)]
layers = [Dense(4, 5), Sigmoid(), Dense(5, 3), Sigmoid()]


def forward(X):
    for layer in layers:
        X = layer.forward(X)
    return X


def loss(X, Y):
    return np.sum((forward(X) - Y) ** 2) / (2 * len(X))


def backward(X, Y):
    grad = (forward(X) - Y) / len(X)
    for layer in reversed(layers):
        grad = layer.backward(grad)
    return [(l.dW, l.db) for l in layers if hasattr(l, "dW")]


for epoch in range(100):
    for (dW, db), layer in zip(backward(X, Y), [layers[0], layers[2]]):
        layer.W -= 0.1 * dW
        layer.b -= 0.1 * db
    print(epoch, loss(X, Y))
