# Exercise 12, solved: do two numbers agree?
from math import isfinite


def verdict(analytic, numeric, error, tolerance):
    if not isfinite(numeric):
        return 0
    if not isfinite(analytic):
        return -1
    d = abs(analytic - numeric)
    size = max(abs(analytic), abs(numeric))
    t = tolerance * size
    if d + error <= t:
        return 1
    if d - error > t:
        return -1
    return 0
