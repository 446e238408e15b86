from __future__ import annotations
import numpy as np
from typing import Tuple


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-z))


def nn_loss(theta1: np.ndarray, theta2: "np.ndarray", X: "np.ndarray", y: np.ndarray, lam: float = 1.0) -> Tuple[float, np.ndarray, np.ndarray]:
    m: int = X.shape[0]
    K = theta2.shape[0]
    a1 = np.hstack((np.ones((m, 1)), X))
    a2 = np.hstack((np.ones((m, 1)), sigmoid(a1 @ theta1.T)))
    a3 = sigmoid(a2 @ theta2.T)
    Y = (y.reshape(-1, 1) == np.arange(1, K + 1)).astype(float)
    J = -np.mean(np.sum(Y * np.log(a3) + (1 - Y) * np.log(1 - a3), axis=1))
    J += lam / (2 * m) * (np.sum(theta1[:, 1:] ** 2) + np.sum(theta2[:, 1:] ** 2))
    d3 = a3 - Y
    d2 = (d3 @ theta2)[:, 1:] * a2[:, 1:] * (1 - a2[:, 1:])
    g1 = d2.T @ a1 / m
    g2 = d3.T @ a2 / m
    g1[:, 1:] += lam / m * theta1[:, 1:]
    g2[:, 1:] += lam / m * theta2[:, 1:]
    return J, g1, g2
