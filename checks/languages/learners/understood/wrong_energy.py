import numpy as np

DECAY = 0.25


def squash(a):
    return 1 / (1 + np.exp(-a))


def outputs(w, X):
    hidden = squash(X @ w[0] + w[1])
    return hidden, squash(hidden @ w[2] + w[3])


def energy(w, X, labels):
    T = np.eye(w[2].shape[1])[labels]
    _, O = outputs(w, X)
    data = -np.sum(T * np.log(O) + (1 - T) * np.log(1 - O)) / len(X)
    return data + DECAY / (2 * len(X)) * ((w[0] ** 2).sum() + (w[2] ** 2).sum())


def energy_grad(w, X, labels):
    T = np.eye(w[2].shape[1])[labels]
    hidden, O = outputs(w, X)
    top = (O - T) / len(X)
    low = top @ w[2].T * hidden * (1 - hidden)
    return [X.T @ low + DECAY * w[0], low.sum(0), hidden.T @ top + DECAY / len(X) * w[2], top.sum(0)]
