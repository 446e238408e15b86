"""A dictionary of cost and gradients, in the manner of the deep learning course."""
import numpy as np


def forward(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = 1 / (1 + np.exp(-Z1))
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    return A1, 1 / (1 + np.exp(-Z2))


def model(vector, n_x, n_h, n_y, X, y, lambd):
    first = vector[:n_h * (n_x + 1)].reshape(n_h, n_x + 1)
    second = vector[n_h * (n_x + 1):].reshape(n_y, n_h + 1)
    parameters = {"b1": first[:, :1], "W1": first[:, 1:], "b2": second[:, :1], "W2": second[:, 1:]}
    m = X.shape[0]
    Y = np.eye(n_y)[np.asarray(y).ravel().astype(int) - 1].T
    A1, A2 = forward(X.T, parameters)
    logs = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    cost = -np.squeeze(np.sum(logs)) / m
    cost = cost + lambd / (2 * m) * (np.sum(np.square(parameters["W1"])) + np.sum(np.square(parameters["W2"])))
    dZ2 = A2 - Y
    dZ1 = (parameters["W2"].T @ dZ2) * (A1 - np.power(A1, 2))
    grad2 = np.hstack([dZ2.sum(axis=1, keepdims=True), dZ2 @ A1.T + lambd * parameters["W2"]]) / m
    grad1 = np.hstack([dZ1.sum(axis=1, keepdims=True), dZ1 @ X + lambd * parameters["W1"]]) / m
    return {"cost": cost, "gradient": np.concatenate([grad1.ravel(), grad2.ravel()])}
