def nnCostFunction(nn_params, n, h, K, X, y, Lambda)
    return 1
