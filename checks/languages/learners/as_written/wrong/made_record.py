from dataclasses import dataclass

import numpy as np


@dataclass
class Config:
    n_in: int
    n_hidden: int
    n_out: int
    weight_decay: float = 0.0


@dataclass
class Params:
    w_hidden: np.ndarray
    b_hidden: np.ndarray
    w_out: np.ndarray
    b_out: np.ndarray


def forward(p, x):
    hidden = np.tanh(x @ p.w_hidden + p.b_hidden)
    return hidden, 1 / (1 + np.exp(-(hidden @ p.w_out + p.b_out)))


def objective(p: Params, x, target, cfg: Config):
    prob = forward(p, x)[1]
    fit = -(target * np.log(prob) + (1 - target) * np.log(1 - prob)).sum(axis=1).mean()
    return fit + 0.5 * cfg.weight_decay * (np.sum(p.w_hidden ** 2) + np.sum(p.w_out ** 2))


def objective_grad(p: Params, x, target, cfg: Config):
    hidden, prob = forward(p, x)
    d_out = (prob - target) / len(x)
    d_hidden = d_out @ p.w_out.T
    return Params(x.T @ d_hidden + cfg.weight_decay * p.w_hidden, d_hidden.sum(axis=0),
                  hidden.T @ d_out + cfg.weight_decay * p.w_out, d_out.sum(axis=0))
