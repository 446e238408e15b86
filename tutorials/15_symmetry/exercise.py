# Exercise 15: random weights.
#
# Equal weights stay equal while a network is trained. Fill Theta with random
# numbers between -epsilon and epsilon,
# epsilon = sqrt(6) / sqrt(n_in + n_out). The same seed must give the same
# weights, another seed others.
#
#   n_out:   units of the layer that the weights lead to
#   n_in:    units of the layer before, without the bias
#   seed:    of the generator
#   result:  (n_out, n_in+1)
import numpy as np


def random_weights(n_out, n_in, seed):
    generator = np.random.default_rng(seed)
    # ---- write here, in place of the next line ----
    raise NotImplementedError
