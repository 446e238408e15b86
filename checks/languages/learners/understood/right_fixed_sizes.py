"""Digits of 20 x 20 pixels: the sizes stand in the code, X brings its column of ones, Y is one-hot."""
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def split(theta):
    return theta[:25 * 401].reshape(25, 401), theta[25 * 401:].reshape(10, 26)


def forward(theta, X):
    Theta1, Theta2 = split(theta)
    a2 = np.hstack([np.ones((len(X), 1)), sigmoid(X @ Theta1.T)])
    return a2, sigmoid(a2 @ Theta2.T)


def compute_cost(theta, X, Y, lam):
    Theta1, Theta2 = split(theta)
    a3 = forward(theta, X)[1]
    penalty = np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2)
    return -np.sum(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)) / len(X) + lam / (2 * len(X)) * penalty


def compute_gradient(theta, X, Y, lam):
    Theta1, Theta2 = split(theta)
    a2, a3 = forward(theta, X)
    d3 = a3 - Y
    d2 = (d3 @ Theta2 * a2 * (1 - a2))[:, 1:]
    grad1, grad2 = d2.T @ X / len(X), d3.T @ a2 / len(X)
    grad1[:, 1:] += lam / len(X) * Theta1[:, 1:]
    grad2[:, 1:] += lam / len(X) * Theta2[:, 1:]
    return np.concatenate([grad1.ravel(), grad2.ravel()])
