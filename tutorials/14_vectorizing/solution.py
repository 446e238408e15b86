# Exercise 14, solved: vectorizing, backpropagation for all examples at once.
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoidGradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def gradients(Theta1, Theta2, X, y10):
    m = X.shape[0]
    X = np.hstack([np.ones((m, 1)), X])            # (m, n+1)
    z1 = X @ Theta1.T                              # (m, h)
    a1 = np.hstack([np.ones((m, 1)), sigmoid(z1)])  # (m, h+1)
    a2 = sigmoid(a1 @ Theta2.T)                    # (m, K)

    d2 = a2 - y10
    back = d2 @ Theta2  # (m, h+1), column 0 belongs to the bias
    d1 = back[:, 1:] * sigmoidGradient(z1)
    grad1 = d1.T @ X
    grad2 = d2.T @ a1
    return grad1 / m, grad2 / m
