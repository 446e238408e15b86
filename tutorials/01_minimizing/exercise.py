# Exercise 1: one step of gradient descent for linear regression.
#
# The prediction is X @ theta, the cost J = 1/(2m) * sum of (X @ theta - y)**2.
# Compute the gradient of J and return theta after one step against it.
#
#   X:       (m, n), one example a row, column 0 all ones
#   y:       (m,), the targets
#   theta:   (n,)
#   alpha:   the learning rate
#   result:  (n,), theta after the step
import numpy as np


def gradient_step(X, y, theta, alpha):
    # ---- write here, in place of the next line ----
    raise NotImplementedError
