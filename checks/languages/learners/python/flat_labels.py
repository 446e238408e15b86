import numpy as np
from classic import nnCostFunction as whole


def costFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lam):
    if y.ndim != 1:
        raise ValueError("y should have one dimension, as sklearn wants it")
    y -= 0  # in place, as people do
    X *= 1.0
    J, grad = whole(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y[:, np.newaxis], lam)
    return np.array([J]), grad  # the cost as an array of one entry
