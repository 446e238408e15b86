import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def autoencoder_cost(theta, visible_size, hidden_size, lam, sparsity, beta, data):
    size = visible_size * hidden_size
    W1, W2 = theta[:size].reshape(hidden_size, visible_size), theta[size:2 * size].reshape(visible_size, hidden_size)
    b1, b2 = theta[2 * size:2 * size + hidden_size], theta[2 * size + hidden_size:]
    m = data.shape[1]
    a2 = sigmoid(W1 @ data + b1[:, None])
    a3 = sigmoid(W2 @ a2 + b2[:, None])
    rho = a2.mean(axis=1)
    divergence = np.sum(sparsity * np.log(sparsity / rho) + (1 - sparsity) * np.log((1 - sparsity) / (1 - rho)))
    J = np.sum((a3 - data) ** 2) / 2 / m + lam / 2 * (np.sum(W1 ** 2) + np.sum(W2 ** 2)) + beta * divergence
    pull = beta * (-sparsity / rho + (1 - sparsity) / (1 - rho))[:, None]
    d3 = (a3 - data) * a3 * (1 - a3)
    d2 = W2.T @ d3 * a2 * (1 - a2) + pull
    return J, np.concatenate([(d2 @ data.T / m + lam * W1).ravel(), (d3 @ a2.T / m + lam * W2).ravel(),
                              d2.mean(axis=1), d3.mean(axis=1)])
