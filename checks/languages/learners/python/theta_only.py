import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def rosenbrock(theta):
    x, y, z = theta
    cost = (1 - x) ** 2 + 100 * (y - x * x) ** 2 + (1 - y) ** 2 + 100 * (z - y * y) ** 2
    return cost, [-2 * (1 - x) - 400 * x * (y - x * x),
                  200 * (y - x * x) - 2 * (1 - y) - 400 * y * (z - y * y),
                  200 * (z - y * y)]


def wrong(theta):
    cost, gradient = rosenbrock(theta)
    return cost, [gradient[0], gradient[1], gradient[2] + 1e-3]
