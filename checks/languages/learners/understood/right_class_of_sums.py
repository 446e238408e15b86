import numpy as np


def squash(z):
    return 1 / (1 + np.exp(-z))


class Net:
    def __init__(self, sizes):
        self.biases = [np.random.randn(k, 1) for k in sizes[1:]]
        self.weights = [np.random.randn(k, j) for j, k in zip(sizes, sizes[1:])]

    def outputs(self, a):
        found = [a]
        for b, w in zip(self.biases, self.weights):
            found.append(squash(w @ found[-1] + b))
        return found

    def total_cost(self, data):
        """The sum over the examples, where the gradient is that of one."""
        return sum(np.sum((self.outputs(x)[-1] - y) ** 2) / 2 for x, y in data)

    def backprop(self, x, y):
        outputs = self.outputs(x)
        of_b, of_w = [], []
        delta = (outputs[-1] - y) * outputs[-1] * (1 - outputs[-1])
        for l in range(len(self.weights) - 1, -1, -1):
            of_b.insert(0, delta)
            of_w.insert(0, delta @ outputs[l].T)
            delta = self.weights[l].T @ delta * outputs[l] * (1 - outputs[l])
        return of_b, of_w
