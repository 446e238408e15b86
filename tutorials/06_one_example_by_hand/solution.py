# Exercise 6, solved: one derivative by hand.
import numpy as np


def derivative(hidden, output, target):
    error = output - target          # dE/doutput
    slope = output * (1 - output)    # doutput/dz
    return error * slope * hidden    # dz/dw is hidden
