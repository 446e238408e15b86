"""Lesson 14 in NumPy: both gradients of the network, without a loop."""
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# delta.T @ [1, a]: the sum over the examples of the outer products.
def outer_products(delta, a):
    return np.column_stack([delta.sum(axis=0), delta.T @ a])


# Y: the labels one-hot. X and a1 come without their column of ones.
def gradients(Theta1, Theta2, X, Y):
    m = len(X)

    # Forward
    a1 = sigmoid(X @ Theta1[:, 1:].T + Theta1[:, 0])  # S7
    z2 = a1 @ Theta2[:, 1:].T + Theta2[:, 0]          # S9

    # Backward: three matrix products
    delta2 = sigmoid(z2) - Y                          # S22
    delta1 = delta2 @ Theta2[:, 1:] * a1 * (1 - a1)   # S23
    grad1 = outer_products(delta1, X) / m             # S24, S26
    grad2 = outer_products(delta2, a1) / m            # S25, S27
    return grad1, grad2
