# Exercise 4: the forward pass.
#
# A column of ones goes before X, then each layer is
# sigmoid(layer before @ Theta.T), and a column of ones goes before the hidden
# layer too (S5, S7 to S9).
#
#   Theta1:  (h, n+1), column 0 belongs to the bias
#   Theta2:  (K, h+1), column 0 belongs to the bias
#   X:       (m, n), one example a row, without the ones
#   result:  a2 (m, K), the outputs
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(Theta1, Theta2, X):
    ones = np.ones((len(X), 1))
    # ---- write here, in place of the next line ----
    raise NotImplementedError
