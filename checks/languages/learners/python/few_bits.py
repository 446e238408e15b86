import numpy as np

theta0 = np.array([0.3, 1.1, -0.7, 0.45])


def exact(t):
    return np.exp(t).sum() + 0.3, np.exp(t)


def gradient_in_float32(t):
    J, gradient = exact(t)
    return J, gradient.astype(np.float32)


def wrong_in_float32(t):
    J, gradient = exact(t)
    return J, (1.001 * gradient).astype(np.float32)


def all_in_half(t):
    J, gradient = exact(t)
    return np.float16(J), gradient.astype(np.float16)


def theta_in_float32(t):
    J, gradient = exact(t.astype(np.float32).astype(float))
    return J, gradient
