import numpy as np

X = np.array([[1, 0.5, -1.2, 0.3], [1, -0.7, 0.4, 1.1], [1, 1.6, 0.2, -0.8], [1, -0.1, -0.9, 0.6], [1, 0.8, 1.3, -0.4]])
y = np.array([1, 0, 1, 0, 1])
lam = 1
initial_theta = np.zeros(4)


def right(theta):
    m, h = len(y), 1 / (1 + np.exp(-X @ theta))
    penalized = np.r_[0, theta[1:]]
    J = -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h)) + lam / (2 * m) * penalized @ penalized
    return J, X.T @ (h - y) / m + lam / m * penalized


def penalty_forgotten(theta):
    J, gradient = right(theta)
    return J, gradient - lam / len(y) * np.r_[0, theta[1:]]


def minus_three(t):
    return t @ t, -3 * t


def always_zero(t):
    return t @ t, np.zeros(4)
