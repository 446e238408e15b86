import numpy as np
from classic import nnCostFunction as whole


def computeCost(nn_params, n, h, k, X, y, Lambda):
    J, grad = whole(nn_params, n, h, k, X, y, Lambda)
    return J * X.shape[0]  # no mean
