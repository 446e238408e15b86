# Exercise 8, solved: the loop, backpropagation one example at a time.
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoidGradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def backpropagate(Theta1, Theta2, X, y10):
    m = X.shape[0]
    X = np.hstack([np.ones((m, 1)), X])                      # (m, n+1)
    a1 = np.hstack([np.ones((m, 1)), sigmoid(X @ Theta1.T)])  # (m, h+1)
    a2 = sigmoid(a1 @ Theta2.T)                              # (m, K)

    grad1 = np.zeros(Theta1.shape)
    grad2 = np.zeros(Theta2.shape)
    for i in range(m):
        xi, a1i, a2i = X[i], a1[i], a2[i]
        z1 = np.hstack([1, xi @ Theta1.T])                   # (h+1,), as in S23

        d2 = a2i - y10[i]
        d1 = (d2 @ Theta2) * sigmoidGradient(z1)
        grad1 += np.outer(d1[1:], xi)
        grad2 += np.outer(d2, a1i)
    return grad1 / m, grad2 / m
