"""Octave's order: parameters and gradient by columns, examples as columns."""
import numpy as np


def nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lambda_):
    Theta1 = nn_params[:hidden_layer_size * (input_layer_size + 1)].reshape((input_layer_size + 1, hidden_layer_size)).T
    Theta2 = nn_params[hidden_layer_size * (input_layer_size + 1):].reshape((hidden_layer_size + 1, num_labels)).T
    m = X.shape[0]
    sig = lambda z: 1.0 / (1.0 + np.exp(-z))
    A1 = np.vstack([np.ones(m), X.T])
    A2 = np.vstack([np.ones(m), sig(Theta1 @ A1)])
    A3 = sig(Theta2 @ A2)
    Y = np.zeros((num_labels, m))
    Y[np.ravel(y).astype(int) - 1, np.arange(m)] = 1
    J = (-1 / m) * (np.vdot(Y, np.log(A3)) + np.vdot(1 - Y, np.log(1 - A3)))
    J += (lambda_ / (2 * m)) * sum(np.vdot(T[:, 1:], T[:, 1:]) for T in (Theta1, Theta2))
    S3 = A3 - Y
    S2 = ((Theta2.T @ S3) * (A2 * (1 - A2)))[1:, :]
    grads = []
    for S, A, T in ((S2, A1, Theta1), (S3, A2, Theta2)):
        G = S @ A.T / m + (lambda_ / m) * np.hstack([np.zeros((T.shape[0], 1)), T[:, 1:]])
        grads.append(G.flatten(order='F'))
    return J, np.concatenate(grads)
