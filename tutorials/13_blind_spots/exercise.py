# Exercise 13: blind spots.
#
# A check sees only what shows at the place where it is made. The one below is
# a bad place: a check there passes with most of the usual mistakes. Choose
# weights, examples and Lambda such that none of them can hide.
#
#   Theta1:  (h, n+1), column 0 belongs to the bias
#   Theta2:  (K, h+1)
#   X:       (m, n)
#   y:       (m,), labels 1..K
#   Lambda:  0 or more
import numpy as np


def place_to_check():
    # ---- change what is wrong here ----
    Theta1 = np.zeros((5, 4))
    Theta2 = np.zeros((3, 6))
    X = np.array([[0.5, -0.25, 1]])
    y = np.array([2.0])
    Lambda = 0
    return Theta1, Theta2, X, y, Lambda
