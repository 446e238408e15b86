import numpy as np


def softmax_cost(theta, num_classes, input_size, lam, data, labels):
    W = theta.reshape(num_classes, input_size)
    T = np.eye(num_classes)[labels].T
    Z = W @ data
    P = np.exp(Z - Z.max(axis=0))
    P /= P.sum(axis=0)
    m = data.shape[1]
    J = -np.sum(T * np.log(P)) / m + lam / 2 * np.sum(W * W)
    return J, ((T - P) @ data.T / m + lam * W).ravel()
