# Exercise 15, solved: random weights.
import numpy as np


def random_weights(n_out, n_in, seed):
    generator = np.random.default_rng(seed)
    epsilon = np.sqrt(6) / np.sqrt(n_in + n_out)
    Theta = generator.uniform(-epsilon, epsilon, (n_out, n_in + 1))
    return Theta
