"""Functions of theta in units far from 1, that have values within bounds alone; and how they fail."""
import time

import numpy as np

theta0 = np.array([3e-10, 0.0])
typical_size = [1e-9, 1.0]
lower = [-np.inf, 0.0]
upper = None


def cost(theta):
    if theta[1] < 0:
        raise ValueError("asked below its bound")
    return np.sin(theta[0] / 1e-9) + np.sqrt(1 + theta[1])


def gradient(theta):
    return np.array([np.cos(theta[0] / 1e-9) / 1e-9, 0.5 / np.sqrt(1 + theta[1])])


def wrong_gradient(theta):
    return gradient(theta) * [1, 1.01]


def always_hanging_cost(theta):
    if theta[1] > 0:
        time.sleep(1000)
    return np.sin(theta[0] / 1e-9) + np.sqrt(1 + theta[1])


def slow_cost(theta):
    time.sleep(0.05)
    return cost(theta)
