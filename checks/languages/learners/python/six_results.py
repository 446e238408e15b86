import numpy as np
from classic import sigmoid, sigmoidGradient


def nnCostFunc(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, Lambda):
    Theta1 = nn_params[:((input_layer_size + 1) * hidden_layer_size)].reshape(hidden_layer_size, input_layer_size + 1)
    Theta2 = nn_params[((input_layer_size + 1) * hidden_layer_size):].reshape(num_labels, hidden_layer_size + 1)
    m = X.shape[0]
    J = 0
    X = np.hstack((np.ones((m, 1)), X))
    y10 = np.zeros((m, num_labels))
    a1 = sigmoid(X @ Theta1.T)
    a1 = np.hstack((np.ones((m, 1)), a1))
    a2 = sigmoid(a1 @ Theta2.T)
    for i in range(1, num_labels + 1):
        y10[:, i - 1][:, np.newaxis] = np.where(y == i, 1, 0)
    for j in range(num_labels):
        J = J + sum(-y10[:, j] * np.log(a2[:, j]) - (1 - y10[:, j]) * np.log(1 - a2[:, j]))
    cost = 1 / m * J
    reg_J = cost + Lambda / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    grad1 = np.zeros(Theta1.shape)
    grad2 = np.zeros(Theta2.shape)
    for i in range(m):
        xi, a1i, a2i = X[i, :], a1[i, :], a2[i, :]
        d2 = a2i - y10[i, :]
        d1 = Theta2.T @ d2.T * sigmoidGradient(np.hstack((1, xi @ Theta1.T)))
        grad1 = grad1 + d1[1:][:, np.newaxis] @ xi[:, np.newaxis].T
        grad2 = grad2 + d2.T[:, np.newaxis] @ a1i[:, np.newaxis].T
    grad1 = 1 / m * grad1
    grad2 = 1 / m * grad2
    grad1_reg = grad1 + (Lambda / m) * np.hstack((np.zeros((Theta1.shape[0], 1)), Theta1[:, 1:]))
    grad2_reg = grad2 + (Lambda / m) * np.hstack((np.zeros((Theta2.shape[0], 1)), Theta2[:, 1:]))
    return cost, grad1, grad2, reg_J, grad1_reg, grad2_reg
