# Exercise 3, solved: an optimizer that works with any gradient.
import numpy as np


def minimize(gradient, theta, alpha, steps):
    for _ in range(steps):
        theta = theta - alpha * gradient(theta)
    return theta
