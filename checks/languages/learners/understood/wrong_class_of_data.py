from dataclasses import dataclass

import numpy as np


@dataclass
class Problem:
    X: np.ndarray
    y: np.ndarray
    hidden: int = 25
    lam: float = 1.0

    def squash(self, z):
        return 1 / (1 + np.exp(-z))

    def cost_and_grad(self, theta):
        m, n = self.X.shape
        k = int(self.y.max())
        T = np.eye(k)[self.y.ravel() - 1]
        cut = self.hidden * (n + 1)
        one, two = theta[:cut].reshape(self.hidden, n + 1), theta[cut:].reshape(k, self.hidden + 1)
        low = np.insert(self.X, 0, 1, axis=1)
        mid = np.insert(self.squash(low @ one.T), 0, 1, axis=1)
        top = self.squash(mid @ two.T)
        J = -np.where(T == 1, np.log(top), np.log(1 - top)).sum() / m
        J += self.lam / (2 * m) * ((one ** 2).sum() + (two[:, 1:] ** 2).sum())
        error = (top - T) / m
        below = (error @ two * mid * (1 - mid))[:, 1:]
        grads = [below.T @ low, error.T @ mid]
        for grad, weights in zip(grads, (one, two)):
            grad[:, 1:] += self.lam / m * weights[:, 1:]
        return J, np.concatenate([grad.ravel() for grad in grads])
