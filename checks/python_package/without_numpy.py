"""Run in a fresh environment: functions of plain lists and numbers are checked without NumPy."""
import math

import gradlab

try:
    import numpy
    raise SystemExit(f"NumPy is here ({numpy.__file__}): this environment is not fresh")
except ImportError:
    pass


def sines(theta):
    return sum(math.sin(t) + t * t for t in theta), [math.cos(t) + 2 * t for t in theta]


def wrong(theta):
    return sines(theta)[0], [math.cos(t) + t for t in theta]


assert gradlab.check(sines, [0.5, -0.25, 1, 2]).verdict == "agree"
assert gradlab.check(wrong, [0.5, -0.25, 1, 2]).verdict == "disagree"
assert gradlab.check(lambda t: (t ** 3, 3 * t ** 2), 1.5)
try:
    gradlab.check_network(sines)
    raise SystemExit("check_network should need NumPy")
except gradlab.GradlabError as error:
    assert "NumPy" in str(error)
