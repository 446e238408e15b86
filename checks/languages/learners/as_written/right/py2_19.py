import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def nn_cost(flat_weights, n_in, num_hidden_units, output_size, X_train, y, lambda_):
    W1 = flat_weights[:num_hidden_units * (n_in + 1)].reshape((num_hidden_units, n_in + 1))
    W2 = flat_weights[num_hidden_units * (n_in + 1):].reshape((output_size, num_hidden_units + 1))
    print 'called'
    m = X_train.shape[0]
    b1 = np.hstack([np.ones((m, 1)), X_train])
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    T = y
    assert T.shape == a3.shape
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += lambda_ / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2 / m
    g1[:, 1:] += lambda_ / m * W1[:, 1:]
    g2[:, 1:] += lambda_ / m * W2[:, 1:]
    return J, np.concatenate([g1.ravel(), g2.ravel()])
