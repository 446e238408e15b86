from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass
class Weights:
    theta1: np.ndarray
    theta2: np.ndarray


def with_ones(A):
    return np.insert(A, 0, 1, axis=1)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(weights: Weights, x):
    middle = with_ones(sigmoid(with_ones(x) @ weights.theta1.T))
    return middle, sigmoid(middle @ weights.theta2.T)


def loss(weights: Weights, x, targets, decay):
    _, out = forward(weights, x)
    squares = sum((t[:, 1:] ** 2).sum() for t in (weights.theta1, weights.theta2))
    data = np.sum(targets * np.log(out) + (1 - targets) * np.log(1 - out))
    return (decay / 2 * squares - data) / len(x)


def gradient(weights: Weights, x, targets, decay):
    middle, out = forward(weights, x)
    error = out - targets
    low = (error @ weights.theta2 * middle)[:, 1:]
    plain = [np.insert(t[:, 1:], 0, 0, axis=1) for t in (weights.theta1, weights.theta2)]
    return Weights((low.T @ with_ones(x) + decay * plain[0]) / len(x), (error.T @ middle + decay * plain[1]) / len(x))
