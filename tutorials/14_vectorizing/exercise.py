# Exercise 14: vectorizing, backpropagation for all examples at once.
#
# The loop of exercise 8 adds up outer products, one an example. A product of
# two matrices does just that. Write the deltas of all examples as matrices,
# and both gradients as one product each: no loop.
#
#   Theta1:  (h, n+1), column 0 belongs to the bias
#   Theta2:  (K, h+1), column 0 belongs to the bias
#   X:       (m, n), one example a row
#   y10:     (m, K), the labels one-hot
#   result:  grad1 (h, n+1) and grad2 (K, h+1), without regularization
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoidGradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def gradients(Theta1, Theta2, X, y10):
    m = X.shape[0]
    X = np.hstack([np.ones((m, 1)), X])            # (m, n+1)
    z1 = X @ Theta1.T                              # (m, h)
    a1 = np.hstack([np.ones((m, 1)), sigmoid(z1)])  # (m, h+1)
    a2 = sigmoid(a1 @ Theta2.T)                    # (m, K)

    # d2 (m, K), d1 (m, h), and the two products:
    # ---- write here, in place of the next line ----
    raise NotImplementedError
