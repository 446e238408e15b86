import numpy as np


def init_params():
    return {"W1": np.random.rand(8, 20) - 0.5, "b1": np.random.rand(8, 1) - 0.5,
            "W2": np.random.rand(4, 8) - 0.5, "b2": np.random.rand(4, 1) - 0.5}


def forward_prop(params, X):
    Z1 = params["W1"] @ X + params["b1"]
    A1 = np.maximum(Z1, 0)
    Z2 = params["W2"] @ A1 + params["b2"]
    e = np.exp(Z2 - Z2.max(axis=0))
    A2 = e / e.sum(axis=0)
    return A2, (Z1, A1, A2)


def cross_entropy(cache, Y):
    return -np.sum(np.log(cache[-1][Y, np.arange(Y.size)])) / Y.size


def backward_prop(params, cache, X, Y):
    Z1, A1, A2 = cache
    d2 = A2.copy()
    d2[Y, np.arange(Y.size)] -= 1
    d1 = params["W2"].T @ d2
    return {"W1": d1 @ X.T / Y.size, "b1": np.sum(d1, axis=1, keepdims=True) / Y.size,
            "W2": d2 @ A1.T / Y.size, "b2": np.sum(d2, axis=1, keepdims=True) / Y.size}
