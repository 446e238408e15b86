import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(params, X):
    W1, b1, W2, b2 = params
    a = sigmoid(X @ W1 + b1)
    return a, sigmoid(a @ W2 + b2)


def cost(params, X, Y):
    return 0.5 * np.mean(np.sum((forward(params, X)[1] - Y) ** 2, axis=1))


def backprop(params, X, Y):
    a, out = forward(params, X)
    d2 = (out - Y) * out * (1 - out)
    d1 = d2 @ params[2].T * a * (1 - a)
    return [X.T @ d1, d1.sum(axis=0), a.T @ d2, d2.sum(axis=0)]


def step(params, X, Y, eta):
    grads = backprop(params, X, Y)
    return [p - eta / len(X) * g for p, g in zip(params, grads)]
