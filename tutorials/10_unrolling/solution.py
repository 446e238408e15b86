# Exercise 10, solved: unrolling.
import numpy as np


def unroll(Theta1, Theta2):
    first = Theta1.ravel()
    second = Theta2.ravel()
    return np.concatenate([first, second])
