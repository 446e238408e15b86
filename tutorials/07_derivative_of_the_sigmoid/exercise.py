# Exercise 7: the derivative of the sigmoid.
#
# Write sigmoidGradient(z) = sigmoid(z) * (1 - sigmoid(z)), entry by entry.
# z is what goes into the sigmoid, not what comes out of it.
#
#   z:       an array of any shape
#   result:  an array of the same shape
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoidGradient(z):
    # ---- write here, in place of the next line ----
    raise NotImplementedError
