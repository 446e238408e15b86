"""The activations are kept from the first call and used again for the same number of examples, whatever the
weights: the first call is right, all others are stale.

Effect: cost right, Theta1 none, Theta2 none, keeps state
"""
import numpy as np

cache = {}


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoidGradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, Lambda):
    split = hidden_layer_size * (input_layer_size + 1)
    Theta1 = nn_params[:split].reshape(hidden_layer_size, input_layer_size + 1)
    Theta2 = nn_params[split:].reshape(num_labels, hidden_layer_size + 1)
    m = X.shape[0]

    # feedforward
    a1 = np.hstack((np.ones((m, 1)), X))
    if X.shape not in cache:
        z2 = a1 @ Theta1.T
        cache[X.shape] = z2, np.hstack((np.ones((m, 1)), sigmoid(z2)))
    z2, a2 = cache[X.shape]
    a3 = sigmoid(a2 @ Theta2.T)
    Y = (y.reshape(-1, 1) == np.arange(1, num_labels + 1)).astype(int)
    J = np.sum(-Y * np.log(a3) - (1 - Y) * np.log(1 - a3)) / m
    J += Lambda / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))

    # backpropagation
    delta3 = a3 - Y
    delta2 = (delta3 @ Theta2[:, 1:]) * sigmoidGradient(z2)
    Theta1_grad = delta2.T @ a1 / m
    Theta2_grad = delta3.T @ a2 / m
    Theta1_grad[:, 1:] += Lambda / m * Theta1[:, 1:]
    Theta2_grad[:, 1:] += Lambda / m * Theta2[:, 1:]
    return J, np.concatenate((Theta1_grad.ravel(), Theta2_grad.ravel()))
