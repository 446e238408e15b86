"""The network's cost and gradients in NumPy, as a loop over the examples and vectorized: the other side of the
comparison in `run`. Measuring and judging are left to it."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_gradient(z):
    s = sigmoid(z)
    return s * (1 - s)


def add_bias(a):
    return np.hstack((np.ones((len(a), 1)), a))


def without_bias(Theta):
    return np.hstack((np.zeros((len(Theta), 1)), Theta[:, 1:]))


def reshape(nn_params, input_layer_size, hidden_layer_size, num_labels):
    size1 = hidden_layer_size * (input_layer_size + 1)
    return (nn_params[:size1].reshape(hidden_layer_size, input_layer_size + 1),
            nn_params[size1:].reshape(num_labels, hidden_layer_size + 1))


def loop(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, Lambda):
    Theta1, Theta2 = reshape(nn_params, input_layer_size, hidden_layer_size, num_labels)
    m = len(X)
    J = 0
    X = add_bias(X)
    y10 = np.zeros((m, num_labels))

    a1 = add_bias(sigmoid(X @ Theta1.T))
    a2 = sigmoid(a1 @ Theta2.T)

    for i in range(1, num_labels + 1):
        y10[:, i - 1] = y == i
    for j in range(num_labels):
        J += np.sum(-y10[:, j] * np.log(a2[:, j]) - (1 - y10[:, j]) * np.log(1 - a2[:, j]))
    cost = J / m
    reg_J = cost + Lambda / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))

    grad1 = np.zeros(Theta1.shape)
    grad2 = np.zeros(Theta2.shape)
    for i in range(m):
        xi, a1i, a2i = X[i], a1[i], a2[i]
        d2 = a2i - y10[i]
        d1 = Theta2.T @ d2 * sigmoid_gradient(np.hstack((1, xi @ Theta1.T)))
        grad1 += np.outer(d1[1:], xi)
        grad2 += np.outer(d2, a1i)
    grad1 /= m
    grad2 /= m

    return (cost, grad1, grad2, reg_J, grad1 + Lambda / m * without_bias(Theta1),
            grad2 + Lambda / m * without_bias(Theta2))


def vectorized(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, Lambda):
    Theta1, Theta2 = reshape(nn_params, input_layer_size, hidden_layer_size, num_labels)
    m = len(X)
    X = add_bias(X)
    Y = np.eye(num_labels)[y - 1]

    a1 = add_bias(sigmoid(X @ Theta1.T))
    a2 = sigmoid(a1 @ Theta2.T)
    cost = np.sum(-Y * np.log(a2) - (1 - Y) * np.log(1 - a2)) / m
    reg_J = cost + Lambda / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))

    delta2 = a2 - Y
    delta1 = (delta2 @ Theta2 * (a1 * (1 - a1)))[:, 1:]
    grad1 = delta1.T @ X / m
    grad2 = delta2.T @ a1 / m

    return (cost, grad1, grad2, reg_J, grad1 + Lambda / m * without_bias(Theta1),
            grad2 + Lambda / m * without_bias(Theta2))
