"""Cost and gradient of a network with one hidden layer, in 30 statements.

The number of a statement stands behind it, S1 to S30.

    nn_params           Theta1 and Theta2 as one vector, row by row
    input_layer_size    n, without the bias
    hidden_layer_size   h, without the bias
    num_labels          K
    X                   (m, n), one example a row
    y                   (m,), labels 1..K
    Lambda              how much large weights cost; 0: nothing

It returns the cost and the gradients of Theta1 and Theta2, first without the
penalty on large weights, then with it.
"""
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoidGradient(z):
    s = sigmoid(z)
    return s * (1 - s)


def nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels,
                   X, y, Lambda):
    n, h, K = input_layer_size, hidden_layer_size, num_labels

    Theta1 = nn_params[:h*(n+1)].reshape(h, n+1)  # S1
    Theta2 = nn_params[h*(n+1):].reshape(K, h+1)  # S2

    m = len(X)                            # S3
    J = 0.0                               # S4
    X = np.column_stack([np.ones(m), X])  # S5
    y10 = np.zeros((m, K))                # S6

    a1 = sigmoid(X @ Theta1.T)              # S7
    a1 = np.column_stack([np.ones(m), a1])  # S8
    a2 = sigmoid(a1 @ Theta2.T)             # S9

    for i in range(1, K + 1):   # S10
        y10[:, i-1] = (y == i)  # S11

    for j in range(K):                                         # S12
        J += np.sum(-y10[:, j] * np.log(a2[:, j])
                    - (1 - y10[:, j]) * np.log(1 - a2[:, j]))  # S13

    cost = J / m  # S14
    reg_J = cost + Lambda/(2*m) * (np.sum(Theta1[:, 1:]**2)
                                   + np.sum(Theta2[:, 1:]**2))  # S15

    grad1 = np.zeros((h, n+1))  # S16
    grad2 = np.zeros((K, h+1))  # S17

    for i in range(m):  # S18
        xi = X[i]       # S19
        a1i = a1[i]     # S20
        a2i = a2[i]     # S21

        d2 = a2i - y10[i]  # S22
        d1 = (Theta2.T @ d2) * sigmoidGradient(
            np.append(1, xi @ Theta1.T))  # S23
        grad1 += np.outer(d1[1:], xi)     # S24
        grad2 += np.outer(d2, a1i)        # S25

    grad1 /= m  # S26
    grad2 /= m  # S27

    grad1_reg = grad1 + Lambda/m * np.column_stack(
        [np.zeros(h), Theta1[:, 1:]])  # S28
    grad2_reg = grad2 + Lambda/m * np.column_stack(
        [np.zeros(K), Theta2[:, 1:]])  # S29

    return cost, grad1, grad2, reg_J, grad1_reg, grad2_reg  # S30
