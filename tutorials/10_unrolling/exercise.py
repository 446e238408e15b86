# Exercise 10: unrolling.
#
# An optimizer wants one vector. Put all entries of Theta1 into it, row by
# row, then those of Theta2, row by row.
#
#   Theta1:  (h, n+1)
#   Theta2:  (K, h+1)
#   result:  a vector of h*(n+1) + K*(h+1) entries
import numpy as np


def unroll(Theta1, Theta2):
    # ---- write here, in place of the next line ----
    raise NotImplementedError
