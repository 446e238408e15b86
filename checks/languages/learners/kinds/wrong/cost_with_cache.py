"""The forward pass gives the cost and what the backward pass needs, as courses on deep learning have it."""
import numpy as np


def logistic(z):
    return 1 / (1 + np.exp(-z))


def forward_n(X, Y, params):
    W1, b1 = params.get("W1"), params.get("b1")
    W2, b2 = params.get("W2"), params.get("b2")
    W3, b3 = params.get("W3"), params.get("b3")
    H1 = np.tanh(W1 @ X + b1)
    H2 = np.tanh(W2 @ H1 + b2)
    P = logistic(W3 @ H2 + b3)
    cost = -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / X.shape[1]
    cache = (H1, H2, P, W2, W3)
    return cost, cache


def backward_n(X, Y, cache):
    H1, H2, P, W2, W3 = cache
    d = (P - Y) / X.shape[1]
    dW3, db3 = d @ H2.T, d.sum(axis=1, keepdims=True)
    d = (W3.T @ d) * (1 - H2 ** 2)
    dW2, db2 = 2 * d @ H1.T, d.sum(axis=1, keepdims=True)
    d = (W2.T @ d) * (1 - H1 ** 2)
    dW1, db1 = d @ X.T, d.sum(axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dW3": dW3, "db3": db3}
