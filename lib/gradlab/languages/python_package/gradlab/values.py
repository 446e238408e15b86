"""Turns what a function takes and gives into lists of floats and back; works without NumPy too."""
import math

try:
    import numpy as np
except ImportError:
    np = None


class Misfit(Exception):
    """What the function gave is not understood; the message is for its author."""


def shorten(value):
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else text[:57] + "..."


def is_array(value):
    return np is not None and hasattr(value, "__array__")


def to_floats(what, value):
    """A flat list, matrices by rows. raises Misfit if these are no real numbers."""
    if value is None:
        raise Misfit(f"{what} is None; is a return forgotten?")
    try:
        if is_array(value):
            array = np.asarray(value)
            if array.dtype.kind not in "fiub":
                array = array.astype(float) if array.dtype.kind == "O" else refuse(what, value)
            return [float(number) for number in array.ravel()]
        if isinstance(value, (list, tuple)):
            return [number for part in value for number in to_floats(what, part)]
        return [float(value)] if not isinstance(value, (str, bytes, complex)) else refuse(what, value)
    except (TypeError, ValueError, OverflowError):
        refuse(what, value)


def refuse(what, value):
    raise Misfit(f"{what} should be of real numbers, but is {shorten(value)}")


def to_cost(value):
    numbers = to_floats("the cost", value)
    if len(numbers) != 1:
        raise Misfit(f"the cost should be one number, but has {len(numbers)} entries")
    return numbers[0]


def shape_of(value):
    return tuple(np.shape(value)) if is_array(value) else None


def without_ones(shape):
    return tuple(size for size in shape if size != 1)


def to_gradient(value, theta):
    """The entries in theta's order."""
    numbers = to_floats("the gradient", value)
    size = len(theta.numbers)
    if len(numbers) != size:
        raise Misfit(f"the gradient should have {size} entries as theta has, but has {len(numbers)}")
    shape, wanted = shape_of(value), theta.shape
    if shape and wanted and len(shape) > 1 and without_ones(shape) != without_ones(wanted):
        raise Misfit(f"the gradient should have the shape {wanted} as theta has, but has {shape}")
    return numbers


class Theta:
    """The point as its owner gave it: a number, or anything that NumPy takes for an array; without NumPy a list."""

    def __init__(self, given):
        self.is_number = isinstance(given, (int, float))
        if np is not None and not self.is_number:
            given = np.asarray(given)
        self.shape = shape_of(given)
        self.numbers = to_floats("theta", given)
        if not self.numbers:
            raise Misfit("theta should have at least one entry, but is empty")
        for index, number in enumerate(self.numbers):
            if not math.isfinite(number):
                raise Misfit(f"theta should be of finite numbers, but entry {index} is {number}; give another point")

    def carry(self, numbers):
        """Fresh parameters in the owner's form."""
        if self.is_number:
            return numbers[0]
        return list(numbers) if np is None else np.array(numbers, dtype=float).reshape(self.shape)
