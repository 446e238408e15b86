import numpy as np


def new_layers(units):
    rng = np.random.RandomState(0)
    return [[rng.randn(a, b) * 0.5, np.zeros(b)] for a, b in zip(units, units[1:])]


def run(layers, X):
    values = [X]
    for W, b in layers[:-1]:
        values.append(np.tanh(values[-1] @ W + b))
    W, b = layers[-1]
    values.append(1 / (1 + np.exp(-(values[-1] @ W + b))))
    return values


def mean_loss(layers, X, y):
    p = run(layers, X)[-1]
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def layer_gradients(layers, X, y):
    values = run(layers, X)
    delta = (values[-1] - y) / len(X)
    found = []
    for place in range(len(layers) - 1, -1, -1):
        found.insert(0, [values[place].T @ delta, delta.sum(axis=0)])
        if place:
            delta = delta @ layers[place][0].T * (1 - values[place] ** 2)
    return found
