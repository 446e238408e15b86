# Exercise 4, solved: the forward pass.
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(Theta1, Theta2, X):
    ones = np.ones((len(X), 1))
    z1 = np.hstack([ones, X]) @ Theta1.T
    hidden = sigmoid(z1)
    a1 = np.hstack([ones, hidden])
    z2 = a1 @ Theta2.T
    return sigmoid(z2)
