import numpy as np
from scipy.io import loadmat

data = loadmat("a_file_that_is_not_here.mat")
X = np.c_[np.ones(len(data["X"])), data["X"]]
m = len(X)
n_hidden = 25
n_labels = 10
Y = np.zeros((m, n_labels))
Y[np.arange(m), data["y"].ravel() - 1] = 1
lam = 1.0


def sig(z):
    return 1 / (1 + np.exp(-z))


def parts(theta):
    k = n_hidden * X.shape[1]
    return theta[:k].reshape(n_hidden, -1), theta[k:].reshape(n_labels, -1)


def J(theta):
    one, two = parts(theta)
    out = sig(np.c_[np.ones(m), sig(X @ one.T)] @ two.T)
    squares = (one[:, 1:] ** 2).sum() + (two[:, 1:] ** 2).sum()
    return (lam / 2 * squares - (Y * np.log(out) + (1 - Y) * np.log(1 - out)).sum()) / m


def dJ(theta):
    one, two = parts(theta)
    mid = np.c_[np.ones(m), sig(X @ one.T)]
    top = sig(mid @ two.T) - Y
    low = (top @ two * mid * (1 - mid))[:, 1:]
    pair = [low.T @ X, top.T @ mid]
    for grad, weights in zip(pair, (one, two)):
        grad += lam * weights
    return np.concatenate([grad.ravel() for grad in pair]) / m
