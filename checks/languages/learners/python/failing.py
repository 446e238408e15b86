"""One function for each way in which code can fail. Each is called by its name."""
import ctypes
import os
import sys
import time

import numpy as np
from classic import nnCostFunction as whole


def crashes(nn_params, n, h, k, X, y, Lambda):
    print("about to crash")
    ctypes.string_at(0)


def hangs(nn_params, n, h, k, X, y, Lambda):
    while True:
        time.sleep(0.01)


def hangs_later(nn_params, n, h, k, X, y, Lambda):
    if Lambda > 0:
        time.sleep(1000)
    return whole(nn_params, n, h, k, X, y, Lambda)


def exits(nn_params, n, h, k, X, y, Lambda):
    sys.exit(3)


def vanishes(nn_params, n, h, k, X, y, Lambda):
    os._exit(4)


def returns_text(nn_params, n, h, k, X, y, Lambda):
    return "about 0.3"


def returns_nothing(nn_params, n, h, k, X, y, Lambda):
    J, grad = whole(nn_params, n, h, k, X, y, Lambda)


def returns_five(nn_params, n, h, k, X, y, Lambda):
    J, grad = whole(nn_params, n, h, k, X, y, Lambda)
    return J, grad[:-1], 1, 2, 3


def wrong_length(nn_params, n, h, k, X, y, Lambda):
    J, grad = whole(nn_params, n, h, k, X, y, Lambda)
    return J, grad[:-1]


def wrong_matrices(nn_params, n, h, k, X, y, Lambda):
    J, grad = whole(nn_params, n, h, k, X, y, Lambda)
    return J, grad[:h * (n + 1)].reshape(h, n + 1)[:, 1:], grad[h * (n + 1):].reshape(k, h + 1)[:, 1:]


def complex_cost(nn_params, n, h, k, X, y, Lambda):
    J, grad = whole(nn_params, n, h, k, X, y, Lambda)
    return J + 0.1j, grad


def complex_gradient(nn_params, n, h, k, X, y, Lambda):
    J, grad = whole(nn_params, n, h, k, X, y, Lambda)
    return J, grad.astype(complex)


def integer_cost(nn_params, n, h, k, X, y, Lambda):
    J, grad = whole(nn_params, n, h, k, X, y, Lambda)
    return int(J), grad


def integer_gradient(nn_params, n, h, k, X, y, Lambda):
    J, right = whole(nn_params, n, h, k, X, y, Lambda)
    grad = np.zeros(len(right), dtype=int)
    grad[:] = right
    return J, grad


def vector_cost(nn_params, n, h, k, X, y, Lambda):
    J, grad = whole(nn_params, n, h, k, X, y, Lambda)
    return np.ones(len(X)) * J, grad


def raises(nn_params, n, h, k, X, y, Lambda):
    return X @ np.ones((n + 5, h))


def never_defined(nn_params, n, h, k, X, y, Lambda):
    return expit(X)


def floods(nn_params, n, h, k, X, y, Lambda):
    print("*" * 100000)
    for line in range(200):
        print("line", line, "\033[31m")
    return whole(nn_params, n, h, k, X, y, Lambda)


def infinite(nn_params, n, h, k, X, y, Lambda):
    J, grad = whole(nn_params, n, h, k, X, y, Lambda)
    return J * np.inf, grad * np.nan


def four_arguments(theta, X, y, lam):
    return 0.0, theta
