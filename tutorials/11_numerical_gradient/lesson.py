"""Lesson 11 in NumPy: derivatives measured by central differences."""
import numpy as np


def cost(theta):
    return np.exp(theta[0]) * np.sin(theta[1]) + theta[0] * theta[2] ** 2


def central(theta, step):
    slope = np.zeros(len(theta))
    for k in range(len(theta)):
        above, below = theta.copy(), theta.copy()
        above[k] += step
        below[k] -= step
        slope[k] = (cost(above) - cost(below)) / (2 * step)
    return slope
