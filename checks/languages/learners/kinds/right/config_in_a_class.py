from dataclasses import dataclass

import numpy as np


@dataclass
class Config:
    inputs: int = 400
    n_hidden: int = 25
    n_out: int = 10
    lam: float = 1.0


class Net:
    def __init__(self, cfg: Config):
        self.cfg = cfg

    def split(self, theta):
        k = self.cfg.n_hidden * (self.cfg.inputs + 1)
        return theta[:k].reshape(self.cfg.n_hidden, -1), theta[k:].reshape(self.cfg.n_out, -1)

    def cost_and_grad(self, theta, X, Y):
        A, B = self.split(theta)
        m = len(X)
        a = np.c_[np.ones(m), X]
        b = np.c_[np.ones(m), 1 / (1 + np.exp(-a @ A.T))]
        out = 1 / (1 + np.exp(-b @ B.T))
        squares = np.sum(A[:, 1:] ** 2) + np.sum(B[:, 1:] ** 2)
        J = -np.sum(Y * np.log(out) + (1 - Y) * np.log(1 - out)) / m + self.cfg.lam / 2 / m * squares
        d2 = out - Y
        d1 = (d2 @ B * b * (1 - b))[:, 1:]
        g1, g2 = d1.T @ a / m, d2.T @ b / m
        g1[:, 1:] += self.cfg.lam / m * A[:, 1:]
        g2[:, 1:] += self.cfg.lam / m * B[:, 1:]
        return J, np.r_[g1.ravel(), g2.ravel()]
