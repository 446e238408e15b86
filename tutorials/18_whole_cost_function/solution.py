# Exercise 18, solved: the whole cost function.
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels,
                   X, y, Lambda):
    n, h, K = input_layer_size, hidden_layer_size, num_labels
    Theta1 = nn_params[:h * (n + 1)].reshape(h, n + 1)
    Theta2 = nn_params[h * (n + 1):].reshape(K, h + 1)
    m = len(X)
    ones = np.ones((m, 1))
    y10 = np.zeros((m, K))
    y10[np.arange(m), y - 1] = 1

    # forward
    X = np.hstack([ones, X])                     # (m, n+1)
    a1 = np.hstack([ones, sigmoid(X @ Theta1.T)])  # (m, h+1)
    a2 = sigmoid(a1 @ Theta2.T)                  # (m, K)
    J = np.sum(-y10 * np.log(a2) - (1 - y10) * np.log(1 - a2)) / m

    # backward
    d2 = a2 - y10                                # (m, K)
    d1 = d2 @ Theta2 * a1 * (1 - a1)             # (m, h+1)
    grad1 = d1[:, 1:].T @ X / m
    grad2 = d2.T @ a1 / m

    # regularization, without the biases
    W1, W2 = Theta1.copy(), Theta2.copy()
    W1[:, 0] = 0
    W2[:, 0] = 0
    J += Lambda / (2 * m) * (np.sum(W1 ** 2) + np.sum(W2 ** 2))
    grad1 += Lambda / m * W1
    grad2 += Lambda / m * W2
    return J, np.concatenate([grad1.ravel(), grad2.ravel()])
