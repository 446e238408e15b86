# Exercise 9: regularization, and why not the bias.
#
# The cost has the penalty Lambda/(2m) * (the sum of the squares of all
# weights, the bias columns left out). Add its derivative to the two gradients
# (S28 and S29).
#
#   grad1, Theta1:  (h, n+1), column 0 belongs to the bias
#   grad2, Theta2:  (K, h+1), column 0 belongs to the bias
#   Lambda:         0 or more
#   m:              the number of examples
#   result:         grad1_reg and grad2_reg, of the same shapes


def regularize(grad1, grad2, Theta1, Theta2, Lambda, m):
    grad1_reg = grad1.copy()
    grad2_reg = grad2.copy()
    # add the penalty's derivative to grad1_reg and grad2_reg:
    # ---- write here, in place of the next line ----
    raise NotImplementedError

    return grad1_reg, grad2_reg
