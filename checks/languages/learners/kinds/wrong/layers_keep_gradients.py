import numpy as np


class Linear:
    def __init__(self, inputs, outputs, rng):
        self.W = rng.normal(0, 0.3, (outputs, inputs))
        self.b = np.zeros((outputs, 1))
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

    def forward(self, A):
        self.A = A
        return self.W.dot(A) + self.b

    def backward(self, dZ):
        self.dW = dZ.dot(self.A.T)
        self.db = dZ.sum(axis=1, keepdims=True)
        return self.W.T.dot(dZ)


class Tanh:
    def forward(self, Z):
        self.out = np.tanh(Z)
        return self.out

    def backward(self, dA):
        return dA * (1 - self.out)


def build(n_in, n_hidden, n_out, seed=0):
    rng = np.random.RandomState(seed)
    return [Linear(n_in, n_hidden, rng), Tanh(), Linear(n_hidden, n_out, rng)]


def softmax(Z):
    e = np.exp(Z - Z.max(axis=0))
    return e / e.sum(axis=0)


def loss_and_backward(net, X, Y):
    """X (features, examples), Y one-hot (classes, examples); fills dW and db of the layers."""
    out = X
    for layer in net:
        out = layer.forward(out)
    P = softmax(out)
    m = X.shape[1]
    cost = -np.sum(Y * np.log(P)) / m
    d = (P - Y) / m
    for layer in reversed(net):
        d = layer.backward(d)
    return cost
