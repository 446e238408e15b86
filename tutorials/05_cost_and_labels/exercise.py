# Exercise 5: the network's cost, and one-hot labels.
#
# Each example has K outputs, and its label says which of them should be 1;
# all others should be 0. J is the mean over the examples of the sum over the
# labels of -y10*log(a2) - (1 - y10)*log(1 - a2) (S6, S10 to S14).
#
#   a2:          (m, K), the outputs, each between 0 and 1
#   y:           (m,), whole numbers 1..K: label i belongs to column i-1
#   num_labels:  K
#   result:      J
import numpy as np


def cost(a2, y, num_labels):
    # ---- write here, in place of the next line ----
    raise NotImplementedError
