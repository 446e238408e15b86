"""The one-hot rows made by fancy indexing; the cost picks the label's output."""
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def nn_cost_func(nn_params, input_size, hidden_size, num_labels, X, y, lmbda=0):
    theta1 = np.reshape(nn_params[:hidden_size * (input_size + 1)], (hidden_size, -1))
    theta2 = np.reshape(nn_params[hidden_size * (input_size + 1):], (num_labels, -1))
    m = X.shape[0]
    rows = np.arange(m)
    wanted = y.flatten().astype(int) - 1
    X1 = np.ones((m, input_size + 1))
    X1[:, 1:] = X
    H = np.ones((m, hidden_size + 1))
    H[:, 1:] = sigmoid(X1.dot(theta1.T))
    out = sigmoid(H.dot(theta2.T))
    J = -np.log(1 - out).sum() + np.log(1 - out)[rows, wanted].sum() - np.log(out)[rows, wanted].sum()
    J = J / m + lmbda * (np.sum(theta1[:, 1:] ** 2) + np.sum(theta2[:, 1:] ** 2)) / (2.0 * m)
    delta = out.copy()
    delta[rows, wanted] -= 1
    grad2 = delta.T.dot(H) / m
    hidden = delta.dot(theta2) * H * (1 - H)
    grad1 = hidden[:, 1:].T.dot(X1) / m
    reg1, reg2 = theta1.copy(), theta2.copy()
    reg1[:, 0] = 0
    reg2[:, 0] = 0
    return J, np.append(grad1 + lmbda / m * reg1, grad2 + lmbda / m * reg2)
