# Exercise 11, solved: the numerical gradient.
import numpy as np


def J(t):
    return np.exp(t[0]) * np.sin(t[1]) + t[0] * t[2] ** 2


def numerical_gradient(theta, h):
    gradient = np.zeros(theta.shape)
    moved = theta.copy()
    for i in range(theta.size):
        moved[i] = theta[i] + h
        plus = J(moved)
        moved[i] = theta[i] - h
        minus = J(moved)
        moved[i] = theta[i]
        gradient[i] = (plus - minus) / (2 * h)
    return gradient
