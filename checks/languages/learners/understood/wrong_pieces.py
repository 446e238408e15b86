import numpy as np


def forward_pass(X, weights):
    W1, b1, W2, b2 = [weights[key] for key in ("W1", "b1", "W2", "b2")]
    A1 = np.tanh(W1 @ X + b1)
    A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
    return A2, {"A1": A1, "A2": A2}


def cost_of(A2, Y, weights, lambd):
    m = Y.shape[1]
    loss = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    return loss + lambd / (2 * m) * (np.sum(weights["W1"] ** 2) + np.sum(weights["W2"] ** 2))


def backward_pass(weights, cache, X, Y, lambd):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    top = (A2 - Y) / m
    low = weights["W2"].T @ top * (1 - A1) ** 2
    return {"dW1": low @ X.T + lambd / m * weights["W1"], "db1": low.sum(1, keepdims=True),
            "dW2": top @ A1.T + lambd / m * weights["W2"], "db2": top.sum(1, keepdims=True)}
