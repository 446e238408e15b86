import numpy as np
from classic import nnCostFunction as one_vector


def nn_cost(theta, n, h, k, X, y, lam):
    J, grad = one_vector(theta, n, h, k, X, y, lam)
    grad1 = grad[:h * (n + 1)].reshape(h, n + 1)
    grad2 = grad[h * (n + 1):].reshape(k, h + 1)
    return J, grad1, grad2
