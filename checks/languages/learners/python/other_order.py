from classic import nnCostFunction as whole


def nn_cost(X, y, sizes_in, sizes_hidden, sizes_out, reg, weights):
    return whole(weights, sizes_in, sizes_hidden, sizes_out, X, y, reg)
