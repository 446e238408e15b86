# Exercise 2: the cost of logistic regression.
#
# The prediction of an example is h = sigmoid(X @ theta), a probability. An
# example costs -log(h) where y is 1, and -log(1 - h) where y is 0; J is the
# mean over the examples.
#
#   X:       (m, n), one example a row, column 0 all ones
#   y:       (m,), 0 or 1
#   theta:   (n,)
#   result:  J
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cost(X, y, theta):
    # ---- write here, in place of the next line ----
    raise NotImplementedError
