"""A program with arguments that must be typed; what it minimizes is made by a function, and its sizes stand in a dict."""
import argparse

import numpy as np
from scipy.optimize import minimize

SIZES = {"inputs": 30, "hidden": 6, "outputs": 4}


def make_error(X, y, shape, penalty):
    n, h, k = shape
    ones = np.ones((len(X), 1))
    T = (y.reshape(-1, 1) == np.arange(k)) * 1.0

    def error(w):
        A, B = w[:h * (n + 1)].reshape(h, n + 1), w[h * (n + 1):].reshape(k, h + 1)
        one = np.hstack([ones, X])
        middle = 1 / (1 + np.exp(-one @ A.T))
        two = np.hstack([ones, middle])
        out = 1 / (1 + np.exp(-two @ B.T))
        value = -np.mean(np.sum(T * np.log(out) + (1 - T) * np.log(1 - out), axis=1))
        value += penalty / 2 / len(X) * (np.sum(A[:, 1:] ** 2) + np.sum(B[:, 1:] ** 2))
        back = (out - T) / len(X)
        slope_B = 2 * back.T @ two
        slope_A = (back @ B[:, 1:] * middle * (1 - middle)).T @ one
        slope_A[:, 1:] += penalty / len(X) * A[:, 1:]
        slope_B[:, 1:] += penalty / len(X) * B[:, 1:]
        return value, np.concatenate([slope_A.ravel(), slope_B.ravel()])

    return error


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("table")
    parser.add_argument("--penalty", type=float, default=0.5)
    chosen = parser.parse_args()
    table = np.loadtxt(chosen.table, delimiter=",")
    X, y = table[:, :-1], table[:, -1]
    start = np.random.default_rng(1).normal(0, 0.2, SIZES["hidden"] * (SIZES["inputs"] + 1) +
                                            SIZES["outputs"] * (SIZES["hidden"] + 1))
    print(minimize(make_error(X, y, tuple(SIZES.values()), chosen.penalty), start, jac=True, method="L-BFGS-B").fun)


if __name__ == "__main__":
    main()
