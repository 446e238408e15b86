import numpy as np


def both(theta, shapes):
    size = shapes[0][0] * shapes[0][1]
    return theta[:size].reshape(shapes[0]), theta[size:].reshape(shapes[1])


def run(one, two, X):
    squash = lambda z: 1 / (1 + np.exp(-z))
    mid = squash(one[:, 0] + X @ one[:, 1:].T)
    return mid, squash(two[:, 0] + mid @ two[:, 1:].T)


def my_cost(theta, shapes, digit_data, wanted, reg):
    one, two = both(theta, shapes)
    _, top = run(one, two, digit_data)
    data = np.sum(np.log(np.where(wanted == 1, top, 1 - top)))
    return (reg / 2 * ((one[:, 1:] ** 2).sum() + (two[:, 1:] ** 2).sum()) - data) / len(digit_data)


def my_gradient(theta, shapes, digit_data, wanted, reg):
    one, two = both(theta, shapes)
    mid, top = run(one, two, digit_data)
    up = top - wanted
    low = up @ two[:, 1:] * mid * (1 - mid)
    first = np.c_[low.sum(0), low.T @ digit_data + reg * one[:, 1:]]
    second = np.c_[up.sum(0), up.T @ mid - reg * two[:, 1:]]
    return np.concatenate([first.ravel(), second.ravel()]) / len(digit_data)
