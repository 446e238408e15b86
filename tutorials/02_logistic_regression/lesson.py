"""Lesson 2 in NumPy: cost and gradient of logistic regression, by a loop."""
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cost_function(theta, X, y):
    m = len(y)
    cost = 0
    grad = np.zeros(len(theta))

    for i in range(m):
        z = theta[0] + X[i] @ theta[1:]
        h = sigmoid(z)
        error = h - y[i]
        cost += -y[i] * np.log(h) - (1 - y[i]) * np.log(1 - h)
        grad[0] += error
        grad[1:] += error * X[i]
    cost /= m
    grad /= m

    return cost, grad
