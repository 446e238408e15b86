# Exercise 17: the complex step.
#
# A difference loses digits because two nearly equal numbers are subtracted. A
# step into the imaginary direction needs no subtraction:
# f(x + ih) = f(x) + ih f'(x) - ... So the derivative stands in the imaginary
# part.
#
#   x:       where
#   h:       the step, which may be as small as 1e-200
#   result:  f'(x)
import numpy as np


def f(x):
    s, c = np.sin(x), np.cos(x)
    return np.exp(x) / np.sqrt(s * s * s + c * c * c)


def complex_step(x, h):
    # complex(x, h) is x + ih
    # ---- write here, in place of the next line ----
    raise NotImplementedError
