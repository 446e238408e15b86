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

    def total_cost(self, data, lmbda):
        J = 0
        for x, y in data:
            a = self.outputs(x)[-1]
            J -= np.sum(y * np.log(a) + (1 - y) * np.log(1 - a))
        return (J + lmbda / 2 * sum((w ** 2).sum() for w in self.weights)) / len(data)

    def gradient(self, data, lmbda):
        of_b = [np.zeros(b.shape) for b in self.biases]
        of_w = [lmbda * w for w in self.weights]
        for x, y in data:
            outputs = self.outputs(x)
            delta = outputs[-1] - y
            for l in range(len(self.weights) - 1, -1, -1):
                of_b[l] += delta
                of_w[l] += delta @ outputs[l].T
                delta = self.weights[l].T @ delta * outputs[l] * (1 - outputs[l])
        return [b / len(data) for b in of_b], [w / len(data) for w in of_w]
