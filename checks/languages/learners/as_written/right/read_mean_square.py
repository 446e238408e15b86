import numpy as np

def mse(w, X, y):
    return np.mean((X @ w - y) ** 2)

def mse_grad(w, X, y):
    return 2 * X.T @ (X @ w - y) / len(y)
