import numpy as np
from classic import nnCostFunction as whole


def nnCostFunction(nn_params, n, h, k, X, y, Lambda):
    J, grad = whole(nn_params.astype(np.float32), n, h, k, X.astype(np.float32), y, np.float32(Lambda))
    return np.float32(J), grad.astype(np.float32)
