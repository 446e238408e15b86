import numpy as np
from classic import nnCostFunction as whole


def nnCostFunction(nn_params, n, h, k, X, y, Lambda):
    """The bias weights stand in the cost's sum of squares; the gradient is right."""
    J, grad = whole(nn_params, n, h, k, X, y, Lambda)
    bias = np.append(nn_params[0:h * (n + 1):n + 1], nn_params[h * (n + 1)::h + 1])
    return J + Lambda / (2 * X.shape[0]) * np.sum(bias ** 2), grad
