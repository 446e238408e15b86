import numpy as np
from scipy.special import expit

def nn_loss(weights, X, y, layer1, layer2, layer3, lmbda):
    Theta1 = weights[:layer2 * (layer1 + 1)].reshape((layer2, layer1 + 1))
    Theta2 = weights[layer2 * (layer1 + 1):].reshape((layer3, layer2 + 1))
    m = len(y)
    A1 = np.hstack([np.ones((m, 1)), X])
    Z2 = A1.dot(Theta1.T)
    A2 = np.hstack([np.ones((m, 1)), expit(Z2)])
    A3 = expit(A2.dot(Theta2.T))
    Y = np.zeros((m, layer3))
    for i in range(m):
        Y[i, int(y[i]) - 1] = 1
    J = np.sum(-Y * np.log(A3) - (1 - Y) * np.log(1 - A3)) / m
    J += lmbda / (2. * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    D3 = A3 - Y
    D2 = D3.dot(Theta2[:, 1:]) * expit(Z2) * (1 - Z2)
    g1 = D2.T.dot(A1) / m
    g2 = D3.T.dot(A2) / m
    g1[:, 1:] += lmbda / m * Theta1[:, 1:]
    g2[:, 1:] += lmbda / m * Theta2[:, 1:]
    return J, np.append(g1.flatten(), g2.flatten())
