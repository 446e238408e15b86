import numpy as np

INPUTS, HIDDEN, DIGITS = 400, 25, 10
PENALTY = 1


def squash(z):
    return 1 / (1 + np.exp(-z))


def unpack(theta):
    cut = HIDDEN * (INPUTS + 1)
    return theta[:cut].reshape(HIDDEN, INPUTS + 1), theta[cut:].reshape(DIGITS, HIDDEN + 1)


def forward(theta, X):
    W1, W2 = unpack(theta)
    x = np.hstack([np.ones((len(X), 1)), X])
    a = np.hstack([np.ones((len(X), 1)), squash(x @ W1.T)])
    return x, a, squash(a @ W2.T)


def cost(theta, X, Y):
    W1, W2 = unpack(theta)
    m = len(X)
    out = forward(theta, X)[-1]
    J = -np.sum(Y * np.log(out) + (1 - Y) * np.log(1 - out)) / m
    return J + PENALTY / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))


def gradient(theta, X, Y):
    W1, W2 = unpack(theta)
    m = len(X)
    x, a, out = forward(theta, X)
    G1, G2 = np.zeros_like(W1), np.zeros_like(W2)
    for i in range(m):
        error = out[i] - Y[i]
        hidden = (W2.T @ error * a[i] * (1 - a[i]))[1:]
        G1 += np.outer(hidden, x[i])
        G2 += np.outer(error, a[i])
    G1, G2 = G1 / m, G2 / m
    G1[:, 1:] += PENALTY / m * W1[:, 1:]
    G2[:, 1:] += PENALTY / m * W2[:, 1:]
    return np.concatenate([G1.ravel(), G2.ravel()])
