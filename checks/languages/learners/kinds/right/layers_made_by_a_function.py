import numpy as np

class FC:
    def __init__(self, i, o):
        self.params = {"W": np.random.randn(o, i) / np.sqrt(i), "b": np.zeros(o)}
        self.grads = {}
    def forward(self, X):
        self.X = X
        return X @ self.params["W"].T + self.params["b"]
    def backward(self, D):
        self.grads = {"W": D.T @ self.X, "b": D.sum(0)}
        return D @ self.params["W"]

class Sig:
    params = {}
    def forward(self, Z):
        self.A = 1 / (1 + np.exp(-Z))
        return self.A
    def backward(self, D):
        return D * self.A * (1 - self.A)

def make_network(sizes):
    layers = []
    for a, b in zip(sizes[:-1], sizes[1:]):
        layers += [FC(a, b), Sig()]
    return layers

def compute_loss(layers, X, Y):
    A = X
    for l in layers:
        A = l.forward(A)
    return -np.mean(np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A), axis=1))

def compute_gradients(layers, X, Y):
    A = X
    for l in layers:
        A = l.forward(A)
    D = (A - Y) / (A * (1 - A)) / len(X)
    for l in layers[::-1]:
        D = l.backward(D)
    return [l.grads for l in layers if l.params]
