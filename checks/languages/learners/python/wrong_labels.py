import numpy as np
from classic import nnCostFunction as whole


def nnCostFunction(nn_params, n, h, k, X, y, Lambda):
    """Label 1 is taken for 2, 2 for 3 and K for 1: consistent, and wrong."""
    return whole(nn_params, n, h, k, X, y % k + 1, Lambda)
