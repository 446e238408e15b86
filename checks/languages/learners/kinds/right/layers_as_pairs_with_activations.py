import numpy as np


def start(sizes):
    layers = []
    for before, after in zip(sizes, sizes[1:]):
        layers.append((np.random.randn(after, before) * 0.3, np.zeros((after, 1))))
    return layers


def logistic(z):
    return 1 / (1 + np.exp(-z))


def forward_pass(X, parameters):
    """X: an example a column. The activations of all layers."""
    activations = [X]
    for W, b in parameters:
        activations.append(logistic(W @ activations[-1] + b))
    return activations


def log_loss(activations, Y):
    out = activations[-1]
    return -np.sum(Y * np.log(out) + (1 - Y) * np.log(1 - out)) / Y.shape[1]


def backward_pass(activations, parameters, Y):
    count = Y.shape[1]
    gradients = []
    error = activations[-1] - Y
    for layer in range(len(parameters) - 1, -1, -1):
        below = activations[layer]
        gradients.insert(0, (error @ below.T / count, np.sum(error, axis=1, keepdims=True) / count))
        if layer > 0:
            error = parameters[layer][0].T @ error * below * (1 - below)
    return gradients
