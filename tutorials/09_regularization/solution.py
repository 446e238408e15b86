# Exercise 9, solved: regularization, and why not the bias.


def regularize(grad1, grad2, Theta1, Theta2, Lambda, m):
    grad1_reg = grad1.copy()
    grad2_reg = grad2.copy()
    factor = Lambda / m
    first = 1  # column 0 belongs to the bias
    grad1_reg[:, first:] += factor * Theta1[:, first:]
    grad2_reg[:, first:] += factor * Theta2[:, first:]
    return grad1_reg, grad2_reg
