"""The network's cost and gradients in PyTorch: the derivatives are autograd's. Measuring is left to compare.py."""

import torch


def make(input_layer_size, hidden_layer_size, num_labels, X, y, Lambda):
    """The problem as tensors of double precision, and the function of the parameters that is timed."""
    inputs = torch.from_numpy(X.copy())
    targets = torch.nn.functional.one_hot(torch.from_numpy(y.copy()) - 1, num_labels).double()
    size1 = hidden_layer_size * (input_layer_size + 1)
    m = len(X)

    def evaluate(nn_params):
        theta = torch.from_numpy(nn_params).clone().requires_grad_(True)
        Theta1 = theta[:size1].reshape(hidden_layer_size, input_layer_size + 1)
        Theta2 = theta[size1:].reshape(num_labels, hidden_layer_size + 1)
        a1 = torch.sigmoid(torch.nn.functional.linear(inputs, Theta1[:, 1:], Theta1[:, 0]))
        z2 = torch.nn.functional.linear(a1, Theta2[:, 1:], Theta2[:, 0])
        cost = torch.nn.functional.binary_cross_entropy_with_logits(z2, targets, reduction="sum") / m
        reg_J = cost + Lambda / (2 * m) * (Theta1[:, 1:].square().sum() + Theta2[:, 1:].square().sum())
        reg_J.backward()
        return reg_J.item(), theta.grad.numpy()

    return evaluate
