import numpy as np


class Net:
    def __init__(self, inputs, hidden, outputs, rate=0.5):
        self.rate = rate
        self.wih = np.random.rand(hidden, inputs)
        self.bh = np.zeros((hidden, 1))
        self.who = np.random.rand(outputs, hidden)
        self.bo = np.zeros((outputs, 1))

    def query(self, X):
        squash = lambda z: 1 / (1 + np.exp(-z))
        self.mid = squash(self.wih @ X.T + self.bh)
        self.top = squash(self.who @ self.mid + self.bo)
        return self.top

    def error(self, X, targets):
        o, t = self.query(X), targets.T
        return -np.sum(t * np.log(o) + (1 - t) * np.log(1 - o)) / len(X)

    def backward(self, X, targets):
        up = (self.query(X) - targets.T) / len(X)
        below = self.who.T @ up * self.mid * (1 - self.mid)
        self.who -= self.rate * up @ self.mid.T
        self.bo -= self.rate * up.sum(axis=1, keepdims=True)
        self.wih -= self.rate * below @ X
        self.bh -= self.rate * below.sum(axis=1, keepdims=True)
