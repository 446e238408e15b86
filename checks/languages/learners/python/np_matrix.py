"""Written when np.matrix was the fashion: * is the matrix product, and everything has two dimensions."""
import numpy as np
from classic import sigmoid


def nnCost(params, n, h, K, X, y, lmbda):
    theta1 = np.matrix(np.reshape(params[:h * (n + 1)], (h, n + 1)))
    theta2 = np.matrix(np.reshape(params[h * (n + 1):], (K, h + 1)))
    m = X.shape[0]
    assert isinstance(X, np.matrix), "X should be a matrix, for * below"
    a1 = np.insert(X, 0, values=np.ones(m), axis=1)
    a2 = np.insert(sigmoid(a1 * theta1.T), 0, values=np.ones(m), axis=1)
    out = sigmoid(a2 * theta2.T)
    Y = np.matrix(np.eye(K))[y.A1 - 1, :]
    ones = np.matrix(np.ones((K, 1)))
    terms = np.multiply(-Y, np.log(out)) - np.multiply(1 - Y, np.log(1 - out))
    J = np.matrix(np.ones(m)) * terms * ones / m
    J = J + lmbda / (2 * m) * (np.sum(np.power(theta1[:, 1:], 2)) + np.sum(np.power(theta2[:, 1:], 2)))
    d3 = out - Y
    d2 = np.multiply((d3 * theta2)[:, 1:], np.multiply(a2[:, 1:], 1 - a2[:, 1:]))
    g1 = d2.T * a1 / m
    g2 = d3.T * a2 / m
    g1[:, 1:] = g1[:, 1:] + theta1[:, 1:] * lmbda / m
    g2[:, 1:] = g2[:, 1:] + theta2[:, 1:] * lmbda / m
    return J, np.concatenate((g1.reshape(-1, 1), g2.reshape(-1, 1)))
