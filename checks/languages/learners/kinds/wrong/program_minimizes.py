import numpy as np
from scipy.io import loadmat
from scipy.optimize import minimize


def split(v, form):
    k = form[1] * form[0]
    return v[:k].reshape(form[1], form[0]), v[k:].reshape(form[2], form[1])


def run(v, form, data):
    P, Q = split(v, form)
    hid = np.tanh(data @ P.T)
    return hid, hid @ Q.T


def badness(v, form, data, wanted, strength):
    return 0.5 * np.mean(np.sum((run(v, form, data)[1] - wanted) ** 2, axis=1)) + strength / 2 * v @ v


def slope(v, form, data, wanted, strength):
    P, Q = split(v, form)
    hid, out = run(v, form, data)
    d = (out - wanted) / len(data)
    back = (d @ Q) * (1 - hid ** 2)
    return np.r_[(back.T @ data).ravel(), (d.T @ hid).ravel()] + v


if __name__ == "__main__":
    raw = loadmat("things.mat")
    X = raw["X"]
    form = (6, 4, 2)
    wanted = np.eye(2)[raw["y"].ravel()]
    print(minimize(badness, 0.1 * np.ones(32), args=(form, X, wanted, 0.3), jac=slope))
