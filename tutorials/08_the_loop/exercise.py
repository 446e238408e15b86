# Exercise 8: the loop, backpropagation one example at a time.
#
# The forward pass is done; so are the loop and the division by m at the end.
# Write the four lines of the loop's body that are missing: the two deltas,
# and what they add to the two gradients (S22 to S25).
#
#   Theta1:  (h, n+1), column 0 belongs to the bias
#   Theta2:  (K, h+1), column 0 belongs to the bias
#   X:       (m, n), one example a row
#   y10:     (m, K), one-hot: a 1 where the example's label is, else 0
#   result:  grad1 (h, n+1) and grad2 (K, h+1), without regularization
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoidGradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def backpropagate(Theta1, Theta2, X, y10):
    m = X.shape[0]
    X = np.hstack([np.ones((m, 1)), X])                      # (m, n+1)
    a1 = np.hstack([np.ones((m, 1)), sigmoid(X @ Theta1.T)])  # (m, h+1)
    a2 = sigmoid(a1 @ Theta2.T)                              # (m, K)

    grad1 = np.zeros(Theta1.shape)
    grad2 = np.zeros(Theta2.shape)
    for i in range(m):
        xi, a1i, a2i = X[i], a1[i], a2[i]
        z1 = np.hstack([1, xi @ Theta1.T])                   # (h+1,), as in S23

        # d2, d1, and what they add to grad1 and grad2:
        # ---- write here, in place of the next line ----
        raise NotImplementedError
    return grad1 / m, grad2 / m
