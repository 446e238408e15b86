import numpy as np
from classic import nnCostFunction as whole


def nnCostFunction(nn_params, n, h, k, X, y, Lambda):
    J, grad = whole(nn_params, n, h, k, X, y, Lambda)
    grad[0:h * (n + 1):n + 1] += Lambda / X.shape[0] * nn_params[0:h * (n + 1):n + 1]
    return J, grad
