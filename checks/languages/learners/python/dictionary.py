from classic import nnCostFunction as whole


def loss(weights, n_in, n_hidden, n_out, X, y, reg):
    J, grad = whole(weights, n_in, n_hidden, n_out, X, y, reg)
    split = n_hidden * (n_in + 1)
    return {"J": J, "grad1": grad[:split].reshape(n_hidden, n_in + 1), "grad2": grad[split:].reshape(n_out, -1)}
