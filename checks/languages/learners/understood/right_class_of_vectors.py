import numpy as np


class Perceptron:
    def __init__(self, inputs, hidden, outputs, alpha=0.1):
        self.shape = (inputs, hidden, outputs)
        self.alpha = alpha

    def matrices(self, vec):
        n, h, k = self.shape
        return vec[:h * (n + 1)].reshape(h, n + 1), vec[h * (n + 1):].reshape(k, h + 1)

    def squash(self, z):
        return 1 / (1 + np.exp(-z))

    def cost_fun(self, vec, samples, wanted):
        one, two = self.matrices(vec)
        self.low = np.insert(samples, 0, 1, axis=1)
        self.mid = np.insert(self.squash(self.low @ one.T), 0, 1, axis=1)
        self.top = self.squash(self.mid @ two.T)
        data = -np.sum(wanted * np.log(self.top) + (1 - wanted) * np.log(1 - self.top))
        return (data + self.alpha / 2 * (np.sum(one[:, 1:] ** 2) + np.sum(two[:, 1:] ** 2))) / len(samples)

    def gradient_fun(self, vec, samples, wanted):
        one, two = self.matrices(vec)
        self.cost_fun(vec, samples, wanted)
        error = self.top - wanted
        below = (error @ two * self.mid * (1 - self.mid))[:, 1:]
        grads = [below.T @ self.low, error.T @ self.mid]
        grads[0][:, 1:] += self.alpha * one[:, 1:]
        grads[1][:, 1:] += self.alpha * two[:, 1:]
        return np.hstack([grad.ravel() for grad in grads]) / len(samples)
