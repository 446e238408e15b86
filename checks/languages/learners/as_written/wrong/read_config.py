import numpy as np
from dataclasses import dataclass


@dataclass
class Config:
    n_in: int = 400
    n_hidden: int = 25
    n_out: int = 10
    lam: float = 1.0


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cost(theta, X, y, cfg: Config):
    m = X.shape[0]
    cut = cfg.n_hidden * (cfg.n_in + 1)
    T1 = theta[:cut].reshape(cfg.n_hidden, cfg.n_in + 1)
    T2 = theta[cut:].reshape(cfg.n_out, cfg.n_hidden + 1)
    a1 = np.c_[np.ones(m), X]
    a2 = np.c_[np.ones(m), sigmoid(a1 @ T1.T)]
    h = sigmoid(a2 @ T2.T)
    Y = np.eye(cfg.n_out)[y.ravel() - 1]
    J = -(Y * np.log(h) + (1 - Y) * np.log(1 - h)).sum() / m
    J += cfg.lam / 2 / m * ((T1[:, 1:] ** 2).sum() + (T2[:, 1:] ** 2).sum())
    d3 = h - Y
    d2 = (d3 @ T2[:, 1:]) * a2[:, 1:] * (1 - a2[:, 1:])
    G1 = d2.T @ a1 / m
    G2 = d3.T @ a2 / m
    G1[:, 1:] += cfg.lam / m * T1[:, 1:]
    G2[:, 1:] -= cfg.lam / m * T2[:, 1:]
    return J, np.r_[G1.ravel(), G2.ravel()]
