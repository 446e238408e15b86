"""Lesson 1 in NumPy: a straight line, found by gradient descent."""
import numpy as np


def gradient(X, y, theta):
    return X.T @ (X @ theta - y) / len(y)


def descend(X, y, theta, alpha, steps):
    path = [theta]
    for step in range(steps):
        theta = theta - alpha * gradient(X, y, theta)
        path.append(theta)
    return np.array(path)
