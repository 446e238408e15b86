from classic import nnCostFunction as whole


def computeCost(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, Lambda):
    return whole(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, Lambda)[0]
