import numpy as np


class Regression:
    def __init__(self, data, labels, degree=0):
        self.data, self.labels, self.degree = np.hstack([np.ones((len(data), 1)), data]), labels, degree

    @staticmethod
    def hypothesis(data, theta):
        return 1 / (1 + np.exp(-data @ theta))

    @staticmethod
    def cost(data, labels, theta, lambda_param):
        p = Regression.hypothesis(data, theta)
        hit, miss = np.log(p[labels == 1]), np.log(1 - p[labels == 0])
        return (-hit.sum() - miss.sum() + lambda_param * (theta[1:, [0]].T @ theta[1:, [0]]).item() / 2) / len(data)

    @staticmethod
    def gradient(data, labels, theta, lambda_param):
        slope = (data.T @ (Regression.hypothesis(data, theta) - labels) - lambda_param * theta) / len(data)
        slope[0] += lambda_param * theta[0] / len(data)
        return slope.T.flatten()

    def train(self, steps=100):
        theta = np.zeros((self.data.shape[1], 1))
        for _ in range(steps):
            theta -= 0.1 * self.gradient(self.data, self.labels, theta, 1.0).reshape(theta.shape)
        return theta
