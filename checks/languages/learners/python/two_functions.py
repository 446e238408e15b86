"""As scipy.optimize.fmin_cg wants them: the cost here, the gradient there."""
import numpy as np
from classic import nnCostFunction as whole


def network_cost(params, n, h, k, X, y, reg):
    return whole(params, n, h, k, X, y, reg)[0]


def network_gradient(params, n, h, k, X, y, reg):
    return whole(params, n, h, k, X, y, reg)[1]
