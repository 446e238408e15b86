"""The hidden layer was changed to ReLU, its derivative was not: beside a ReLU network, Theta1's gradient is wrong.

Effect: cost right, Theta1 all, Theta2 none
"""
import numpy as np

sig = lambda z: 1 / (1 + np.exp(-z))


def backprop(w, n, h, k, X, y, reg):
    W = w[:h * (n + 1)].reshape(h, n + 1)
    b1, W1 = W[:, [0]], W[:, 1:]
    W = w[h * (n + 1):].reshape(k, h + 1)
    b2, W2 = W[:, [0]], W[:, 1:]
    A0 = X.T
    m = A0.shape[1]
    Y = np.eye(k)[np.ravel(y).astype(int) - 1].T
    A1 = np.maximum(0, W1 @ A0 + b1)
    A2 = sig(W2 @ A1 + b2)
    cost = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)).sum() / m
    cost += reg / 2 / m * ((W1 ** 2).sum() + (W2 ** 2).sum())
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + reg / m * W2
    db2 = dZ2.sum(axis=1, keepdims=True)
    dZ1 = (W2.T @ dZ2) * A1 * (1 - A1)
    dW1 = dZ1 @ A0.T + reg / m * W1
    db1 = dZ1.sum(axis=1, keepdims=True)
    return cost, np.hstack([db1, dW1]), np.hstack([db2, dW2])
