# Exercise 9: regularization, and why not the bias.
#
# The cost has the penalty Lambda/(2m) * (sum of Theta1[:, 1:]**2 + sum of Theta2[:, 1:]**2). Add its derivative to
# the two gradients (S28 and S29).
#
#   grad1, Theta1:  (h, n+1), column 0 belongs to the bias
#   grad2, Theta2:  (K, h+1), column 0 belongs to the bias
#   Lambda:         0 or more
#   m:              the number of examples
#   result:         grad1_reg and grad2_reg, of the same shapes


def regularize(grad1, grad2, Theta1, Theta2, Lambda, m):
    grad1_reg = grad1.copy()
    grad2_reg = grad2.copy()
    # ---- write here, in place of the next line: add the penalty's derivative to grad1_reg and grad2_reg ----
    raise NotImplementedError

    return grad1_reg, grad2_reg
