import numpy as np
from classic import sigmoid


def nn_cost_function(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lambda_=0.0):
    """y holds 0 .. num_labels-1, as Python people count."""
    Theta1 = nn_params[:hidden_layer_size * (input_layer_size + 1)].reshape(hidden_layer_size, -1)
    Theta2 = nn_params[hidden_layer_size * (input_layer_size + 1):].reshape(num_labels, -1)
    m = y.size
    a1 = np.concatenate([np.ones((m, 1)), X], axis=1)
    a2 = np.concatenate([np.ones((m, 1)), sigmoid(a1.dot(Theta1.T))], axis=1)
    a3 = sigmoid(a2.dot(Theta2.T))
    Y = np.eye(num_labels)[y.reshape(-1)]
    J = (-1 / m) * np.sum(np.log(a3) * Y + np.log(1 - a3) * (1 - Y))
    J += lambda_ / (2 * m) * (np.sum(np.square(Theta1[:, 1:])) + np.sum(np.square(Theta2[:, 1:])))
    d3 = a3 - Y
    d2 = d3.dot(Theta2)[:, 1:] * a2[:, 1:] * (1 - a2[:, 1:])
    g1 = d2.T.dot(a1) / m
    g2 = d3.T.dot(a2) / m
    g1[:, 1:] += lambda_ / m * Theta1[:, 1:]
    g2[:, 1:] += lambda_ / m * Theta2[:, 1:]
    return J, np.concatenate([g1.ravel(), g2.ravel()])
