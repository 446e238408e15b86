%matplotlib inline
import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def cost_function(theta, inputs, y_train, n, num_hidden_units, output_size, lmbda):
    W1 = theta[:num_hidden_units * (n + 1)].reshape((num_hidden_units, n + 1))
    W2 = theta[num_hidden_units * (n + 1):].reshape((output_size, num_hidden_units + 1))
    inputs = inputs.T
    m = inputs.shape[0]
    b1 = np.insert(inputs, 0, 1, axis=1)
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    T = np.eye(output_size)[y_train.ravel().astype(int)]
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += lmbda / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2 / m
    g1[:, 1:] += lmbda / m * W1[:, 1:]
    g2[:, 1:] += lmbda / m * W2[:, 1:]
    return J, np.concatenate([g1.ravel(), g2.ravel()])
