import numpy as np


def run_forward(X, parameters):
    A, kept = X, []
    layers = len(parameters) // 2
    for l in range(1, layers + 1):
        Z = parameters["W" + str(l)] @ A + parameters["b" + str(l)]
        kept.append((A, parameters["W" + str(l)], Z))
        A = 1 / (1 + np.exp(-Z)) if l == layers else np.maximum(0, Z)
    return A, kept


def compute_cost(AL, Y):
    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / Y.shape[1]


def run_backward(AL, Y, kept):
    grads, m = {}, Y.shape[1]
    dZ = (AL - Y) / m
    for l in range(len(kept), 0, -1):
        A, W, _ = kept[l - 1]
        grads["dW%d" % l], grads["db%d" % l] = dZ @ A.T, dZ.sum(axis=1, keepdims=True)
        if l > 1:
            dZ = W.T @ dZ * (kept[l - 2][2] > 0)
    return grads
