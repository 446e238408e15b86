import numpy as np

theta0 = np.array([0.3, 1.1, -0.7, 0.45])
calls = 0
rng = np.random.default_rng(1)


def counts(t):
    global calls
    calls += 1
    return np.exp(t).sum() + 1e-9 * calls, np.exp(t)


def trembles(t):
    return np.exp(t).sum() + 1e-9 * rng.standard_normal(), np.exp(t)


def trembles_wrong(t):
    J, gradient = trembles(t)
    return J, 1.01 * gradient


def doubles_cost(t):
    J = t @ t
    t *= 2
    return J


def doubles_grad(t):
    return 2 * t
