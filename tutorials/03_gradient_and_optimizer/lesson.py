"""Lesson 3 in NumPy: an optimizer that knows nothing but the gradient."""


def descend(gradient, theta, alpha, steps):
    for step in range(steps):
        theta = theta - alpha * gradient(theta)
    return theta
