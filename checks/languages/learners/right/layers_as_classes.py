"""Layers as objects, and a function of the usual form that puts them to use."""
import numpy as np


class Layer:
    def __init__(self, weights):
        self.weights = weights

    def forward(self, below):
        self.input = np.column_stack([np.ones(len(below)), below])
        self.output = 1 / (1 + np.exp(-self.input @ self.weights.T))
        return self.output

    def backward(self, error):
        self.gradient = error.T @ self.input
        return error @ self.weights[:, 1:]

    def penalty(self):
        return np.sum(self.weights[:, 1:] ** 2)

    def regularized(self, lam, m):
        gradient = self.gradient / m
        gradient[:, 1:] += lam / m * self.weights[:, 1:]
        return gradient


class Network:
    def __init__(self, *layers):
        self.layers = layers

    def cost(self, X, Y, lam):
        m = len(X)
        for layer in self.layers:
            X = layer.forward(X)
        entropy = -(Y * np.log(X) + (1 - Y) * np.log(1 - X)).sum()
        return entropy / m + lam / (2 * m) * sum(layer.penalty() for layer in self.layers)

    def gradient(self, Y, lam):
        error = self.layers[-1].output - Y
        below = None
        for layer in reversed(self.layers):
            if below is not None:
                error = below * layer.output * (1 - layer.output)
            below = layer.backward(error)
        return np.concatenate([layer.regularized(lam, len(Y)).ravel() for layer in self.layers])


def nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, Lambda):
    split = hidden_layer_size * (input_layer_size + 1)
    network = Network(Layer(nn_params[:split].reshape(hidden_layer_size, -1)),
                      Layer(nn_params[split:].reshape(num_labels, -1)))
    Y = np.vstack([(y.ravel() == label) for label in range(1, num_labels + 1)]).T.astype(float)
    return network.cost(X, Y, Lambda), network.gradient(Y, Lambda)
