# Exercise 1, solved: one step of gradient descent for linear regression.
import numpy as np


def gradient_step(X, y, theta, alpha):
    m = len(y)
    gradient = X.T @ (X @ theta - y) / m
    return theta - alpha * gradient
