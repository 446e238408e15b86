import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def cost_function(nn_params, *args):
    num_features, h, num_classes, x_train, target, reg_lambda = args
    W1 = nn_params[:h * (num_features + 1)].reshape((h, num_features + 1))
    W2 = nn_params[h * (num_features + 1):].reshape((num_classes, h + 1))
    x_train = x_train.T
    m = x_train.shape[0]
    b1 = np.insert(x_train, 0, 1, axis=1)
    a2 = sigmoid(b1 @ W1.T)
    b2 = np.hstack([np.ones((m, 1)), a2])
    a3 = sigmoid(b2 @ W2.T)
    assert target.ndim == 1
    T = np.zeros((m, num_classes)); T[np.arange(m), target - 1] = 1
    J = -np.sum(T * np.log(a3) + (1 - T) * np.log(1 - a3)) / m
    J += reg_lambda / (2 * m) * (np.sum(W1[:, 1:] ** 2) + np.sum(W2[:, 1:] ** 2))
    d3 = a3 - T
    d2 = (d3 @ W2[:, 1:]) * a2 * (1 - a2)
    g1 = d2.T @ b1 / m
    g2 = d3.T @ b2
    g1[:, 1:] += reg_lambda / m * W1[:, 1:]
    g2[:, 1:] += reg_lambda / m * W2[:, 1:]
    return {'cost': J, 'grad1': g1, 'grad2': g2}
