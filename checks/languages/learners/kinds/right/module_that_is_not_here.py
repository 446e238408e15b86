import numpy as np

import utils


def nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lambda_=0.0):
    k = hidden_layer_size * (input_layer_size + 1)
    A = nn_params[:k].reshape(hidden_layer_size, -1)
    B = nn_params[k:].reshape(num_labels, -1)
    m = len(X)
    a = np.c_[np.ones(m), X]
    b = np.c_[np.ones(m), utils.sigmoid(a @ A.T)]
    out = utils.sigmoid(b @ B.T)
    Y = np.eye(num_labels)[np.ravel(y)]
    J = -np.sum(Y * np.log(out) + (1 - Y) * np.log(1 - out)) / m
    J += lambda_ / (2 * m) * (np.sum(A[:, 1:] ** 2) + np.sum(B[:, 1:] ** 2))
    d2 = out - Y
    d1 = (d2 @ B * b * (1 - b))[:, 1:]
    g1, g2 = d1.T @ a / m, d2.T @ b / m
    g1[:, 1:] += lambda_ / m * A[:, 1:]
    g2[:, 1:] += lambda_ / m * B[:, 1:]
    return J, np.r_[g1.ravel(), g2.ravel()]


utils.displayData(None)
