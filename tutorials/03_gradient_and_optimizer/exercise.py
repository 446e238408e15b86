# Exercise 3: an optimizer that works with any gradient.
#
# gradient(theta) gives the gradient of some cost: which cost, the optimizer
# need not know. Make so many steps of gradient descent, and return where they
# lead.
#
#   gradient:  a function; gradient(theta) is an array as long as theta
#   theta:     where to start, (n,)
#   alpha:     the learning rate
#   steps:     how many
#   result:    theta after the last step, (n,)
import numpy as np


def minimize(gradient, theta, alpha, steps):
    # ---- write here, in place of the next line ----
    raise NotImplementedError
