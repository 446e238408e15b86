# Exercise 11: the numerical gradient.
#
# J is given. Compute all its derivatives at theta without any calculus, by
# central differences: move one entry by h to both sides, and see how much J
# changes.
#
#   theta:   (3,)
#   h:       the step
#   result:  (3,), the gradient
import numpy as np


def J(t):
    return np.exp(t[0]) * np.sin(t[1]) + t[0] * t[2] ** 2


def numerical_gradient(theta, h):
    gradient = np.zeros(theta.shape)
    # ---- write here, in place of the next line ----
    raise NotImplementedError

    return gradient
