"""The cost from the pre-activations, log(1 + e^z) - y z, as those do who fear log(0)."""
import numpy as np


def softplus(z):
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def sigmoid(z):
    return np.exp(-softplus(-z))


def loss_and_grad(theta, n, hidden, classes, X, y, l2):
    cut = hidden * (n + 1)
    W1 = theta[:cut].reshape(hidden, n + 1)
    W2 = theta[cut:].reshape(classes, hidden + 1)
    m = len(X)
    ones = np.ones((m, 1))
    x = np.block([ones, X])
    z1 = x @ W1.T
    h = np.block([ones, sigmoid(z1)])
    z2 = h @ W2.T
    t = np.equal.outer(y.ravel(), np.arange(classes) + 1) * 1.0
    loss = np.sum(softplus(z2) - t * z2) / m
    loss += l2 / (2 * m) * (np.linalg.norm(W1[:, 1:]) ** 2 + np.linalg.norm(W2[:, 1:]) ** 2)
    e2 = sigmoid(z2) - t
    e1 = e2 @ W2[:, 1:] * sigmoid(z1) * sigmoid(-z1)
    g1 = e1.T @ x / m
    g2 = e2.T @ h / m
    g1[:, 1:] += l2 / m * W1[:, 1:]
    g2[:, 1:] += l2 / m * W2[:, 1:]
    return loss, np.hstack([g1.ravel(), g2.ravel()])
