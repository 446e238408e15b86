# Exercise 2, solved: the cost of logistic regression.
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cost(X, y, theta):
    m = len(y)
    h = sigmoid(X @ theta)
    return np.sum(-y * np.log(h) - (1 - y) * np.log(1 - h)) / m
