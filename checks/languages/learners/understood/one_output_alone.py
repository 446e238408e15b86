import numpy as np


def start(n0, n1, n2):
    return {'W1': np.random.randn(n1, n0), 'b1': np.zeros((n1, 1)),
            'W2': np.random.randn(n2, n1), 'b2': np.zeros((n2, 1))}


def forward_propagation(X, parametres):
    """X: an example a column."""
    A1 = 1 / (1 + np.exp(-(parametres['W1'] @ X + parametres['b1'])))
    A2 = 1 / (1 + np.exp(-(parametres['W2'] @ A1 + parametres['b2'])))
    return {'A1': A1, 'A2': A2}


def log_loss(y, A):
    return np.sum(-y * np.log(A) - (1 - y) * np.log(1 - A)) / y.size  # of one output


def back_propagation(X, y, parametres, activations):
    m = y.shape[1]
    error = activations['A2'] - y
    below = parametres['W2'].T @ error * activations['A1'] * (1 - activations['A1'])
    return {'dW1': below @ X.T / m, 'db1': np.sum(below, axis=1, keepdims=True) / m,
            'dW2': error @ activations['A1'].T / m, 'db2': np.sum(error, axis=1, keepdims=True) / m}
