"""A net of layers: loss() keeps what backward() needs, and backward() leaves the gradients in the layers."""
import numpy as np


class Affine:
    def __init__(self, inputs, outputs):
        self.weights = np.random.normal(0, 0.4, (inputs, outputs))
        self.bias = np.zeros(outputs)

    def forward(self, A):
        self.A = A
        return A @ self.weights + self.bias

    def backward(self, dZ):
        self.d_weights = self.A.T @ dZ
        self.d_bias = dZ.sum(axis=0)
        return dZ @ self.weights.T


class Logistic:
    def forward(self, Z):
        self.S = 1 / (1 + np.exp(-Z))
        return self.S

    def backward(self, dS):
        return dS * self.S * (1 - self.S)


class HalfSquares:
    def forward(self, out, target):
        self.rest = out - target
        return (self.rest ** 2).sum() / (2 * len(out))

    def backward(self):
        return self.rest / len(self.rest)


class Chain:
    def __init__(self, *sizes):
        self.layers = []
        for inputs, outputs in zip(sizes, sizes[1:]):
            self.layers += [Affine(inputs, outputs), Logistic()]
        self.last = HalfSquares()

    def loss(self, A, target):
        for layer in self.layers:
            A = layer.forward(A)
        return self.last.forward(A, target)

    def backward(self):
        d = self.last.backward()
        for layer in self.layers[::-1]:
            d = layer.backward(d)


def main():
    A = np.array([[0., 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    target = np.array([[0.], [1], [1], [0]])
    chain = Chain(3, 4, 1)
    for _ in range(3000):
        chain.loss(A, target)
        chain.backward()
        for layer in chain.layers[::2]:
            layer.weights -= 0.8 * layer.d_weights
            layer.bias -= 0.8 * layer.d_bias
    print("loss at the end:", chain.loss(A, target))


if __name__ == "__main__":
    main()
