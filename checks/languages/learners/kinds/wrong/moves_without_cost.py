import numpy as np


class TwoLayers:
    def __init__(self, inputs, hidden, outputs):
        rng = np.random.default_rng(4)
        self.to_hidden = rng.normal(size=(inputs, hidden))
        self.to_output = rng.normal(size=(hidden, outputs))
        self.hidden_bias = np.zeros((1, hidden))
        self.output_bias = np.zeros((1, outputs))

    @staticmethod
    def squash(z):
        return 1 / (1 + np.exp(-z))

    def forward(self, X):
        self.middle = self.squash(X @ self.to_hidden + self.hidden_bias)
        self.out = self.squash(self.middle @ self.to_output + self.output_bias)
        return self.out

    def backward(self, X, y, learning_rate):
        d_out = (y - self.out) * self.out * (1 - self.out)
        d_middle = (d_out @ self.to_output.T) * self.middle
        self.to_output += learning_rate * self.middle.T @ d_out
        self.output_bias += learning_rate * d_out.sum(axis=0, keepdims=True)
        self.to_hidden += learning_rate * X.T @ d_middle
        self.hidden_bias += learning_rate * d_middle.sum(axis=0, keepdims=True)

    def train(self, X, y, epochs, learning_rate):
        for epoch in range(epochs):
            self.forward(X)
            self.backward(X, y, learning_rate)
