import numpy as np


def squash(z):
    return 1 / (1 + np.exp(-z))


class Network:
    def __init__(self, sizes):
        self.sizes = sizes
        self.biases = [np.random.randn(rows, 1) for rows in sizes[1:]]
        self.weights = [np.random.randn(rows, columns) for columns, rows in zip(sizes, sizes[1:])]

    def feedforward(self, a):
        for w, b in zip(self.weights, self.biases):
            a = squash(w @ a + b)
        return a

    def cost(self, x, y):
        """of one example: x and y are columns"""
        a = self.feedforward(x)
        return float(np.sum(-y * np.log(a) - (1 - y) * np.log(1 - a)))

    def backprop(self, x, y):
        activations = [x]
        for w, b in zip(self.weights, self.biases):
            activations.append(squash(w @ activations[-1] + b))
        delta = activations[-1] - y
        nabla_b, nabla_w = [delta], [delta @ activations[-2].T]
        for layer in range(2, len(self.sizes)):
            a = activations[-layer]
            delta = self.weights[-layer + 1].T @ delta * a
            nabla_b.insert(0, delta)
            nabla_w.insert(0, delta @ activations[-layer - 1].T)
        return nabla_b, nabla_w
