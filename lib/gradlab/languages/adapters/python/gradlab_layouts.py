"""How the weights are handed over: theta flat, matrices with their biases or apart from them, in a list or dict."""
import copy

import numpy as np

from gradlab_errors import Misfit

FLAT = ("flat", "column")


class Layout:
    """The weights of a network of any depth as blocks: (word, shape), in the order in which they stand in theta."""

    def __init__(self, style="joined", bias="flat", carrier="flat", keys=None, kind=None, weights_first=False):
        # vector: one output, w (n,) or (n, 1) and the number b; joined: Theta (out, in+1), last: its bias in the last
        # column; apart: W (out, in) and b; bare: W alone; ...T: transposed
        self.style = style
        self.bias = bias        # flat (out,), column (out, 1) or row (1, out)
        # how they are handed over: flat, column, arguments, matrix, list, tuple, pairs, dict, object
        self.carrier = carrier
        self.keys = keys or {}  # word to key of the dict, or to attribute of the object
        self.kind = kind        # the object's class
        self.weights_first = weights_first  # all W, and then all b
        self.flat_order = None  # the words of the blocks as they stand in a flat gradient, where that is not theirs

    @property
    def is_flat(self):
        return self.carrier in FLAT

    @property
    def is_packed(self):
        """Flat, but no rows of Theta: W and b stand in it one after the other, or the bias comes last."""
        return self.carrier == "flat" and self.style.startswith(("apart", "last"))

    @property
    def has_packed_gradient(self):
        """What comes back flat has its blocks one after the other, as theta has, or would have."""
        return self.is_packed or (not self.is_flat and self.style.startswith("apart"))

    @property
    def has_biases(self):
        return not self.style.startswith("bare")

    @property
    def name(self):
        if self.is_flat and not self.is_packed:
            return self.carrier
        shape = {"joined": "Theta (out, in+1)", "joinedT": "Theta (in+1, out)",
                 "last": "Theta (out, in+1) with its bias last", "lastT": "Theta (in+1, out) with its bias last",
                 "apart": "W (out, in)", "apartT": "W (in, out)",
                 "bare": "W (out, in) without biases", "bareT": "W (in, out) without biases",
                 "vector": f"w {'(in, 1)' if self.bias == 'column' else '(in,)'} and a number b"}
        bias = {"flat": " and b (out,)", "column": " and b (out,1)", "row": " and b (1,out)"}[self.bias]
        words = shape[self.style] + (bias if self.style.startswith("apart") else "")
        order = f", and a flat gradient of {', '.join(self.flat_order)}" if self.flat_order else ""
        if self.is_packed:
            apart = " and b" if self.style.startswith("apart") else ""
            return f"a flat list of {shape[self.style]}{apart}" + (", all W first" if self.weights_first else "")
        carrier = {"object": "record", "pairs": "list of pairs"}.get(self.carrier, self.carrier)
        return (words if self.carrier in ("arguments", "matrix") else f"a {carrier} of {words}") + order

    def with_flat_order(self, words):
        layout = copy.copy(self)
        layout.flat_order = words
        return layout

    def blocks(self, sizes):
        if self.style == "vector":
            return [("Theta1", {"flat": (sizes[0],), "column": (sizes[0], 1)}[self.bias]), ("b1", ())]
        found = []
        for i, (inputs, outputs) in enumerate(zip(sizes, sizes[1:]), 1):
            columns = inputs + self.style.startswith(("joined", "last"))
            shape = (columns, outputs) if self.style.endswith("T") else (outputs, columns)
            found.append((f"Theta{i}", shape))
            if self.style.startswith("apart"):
                found.append((f"b{i}", {"flat": (outputs,), "column": (outputs, 1), "row": (1, outputs)}[self.bias]))
        return found[::2] + found[1::2] if self.weights_first else found

    def from_thetas(self, thetas):
        """The arrays in the order of blocks()."""
        made = []
        for theta in thetas:
            if self.style.startswith("joined"):
                made.append(theta.T if self.style.endswith("T") else theta)
                continue
            if self.style.startswith("last"):
                rolled = np.roll(theta, -1, axis=1)
                made.append(rolled.T if self.style.endswith("T") else rolled)
                continue
            weights = theta[:, 1:]
            made.append(weights.T if self.style.endswith("T") else weights)
            bias = theta[:, 0]
            made.append({"flat": bias, "column": bias[:, None], "row": bias[None, :]}[self.bias])
        made = made[::2] + made[1::2] if self.weights_first else made
        return [np.array(array, order="C") for array in made]

    def to_thetas(self, arrays):
        if self.style.startswith("joined"):
            return [array.T if self.style.endswith("T") else array for array in arrays]
        if self.style.startswith("last"):
            return [np.roll(array.T if self.style.endswith("T") else array, 1, axis=1) for array in arrays]
        thetas = []
        half = len(arrays) // 2
        pairs = zip(arrays[:half], arrays[half:]) if self.weights_first else zip(arrays[::2], arrays[1::2])
        for weights, bias in pairs:
            weights = weights.T if self.style.endswith("T") else weights
            thetas.append(np.column_stack([np.ravel(bias), weights]))
        return thetas

    def carry(self, arrays, sizes):
        """What the words stand for: {"theta": ..., "Theta1": ...}."""
        arrays = [array if array.ndim else float(array) for array in arrays]
        named = dict(zip([word for word, _ in self.blocks(sizes)], arrays))
        if self.carrier == "arguments":
            return named
        if self.carrier == "matrix":
            return {"theta": arrays[0]}
        keyed = {key: named[word] for word, key in self.keys.items() if word in named}
        if self.carrier in ("dict", "object"):
            return {"theta": keyed if self.carrier == "dict" else self.kind(**keyed)}
        if self.carrier == "pairs":
            return {"theta": list(zip(arrays[::2], arrays[1::2]))}
        return {"theta": tuple(arrays) if self.carrier == "tuple" else list(arrays)}


def split(theta, blocks, order="C"):
    arrays, first = [], 0
    for _, shape in blocks:
        size = int(np.prod(shape))
        arrays.append(theta[first:first + size].reshape(shape, order=order))
        first += size
    if first != len(theta):
        raise Misfit(f"theta should have {first} entries, but has {len(theta)}")
    return arrays


def split_gradient(gradient, layout, blocks):
    """A flat gradient as the parts of the blocks."""
    shapes = dict(blocks)
    order = layout.flat_order or list(shapes)
    parts = dict(zip(order, split(gradient, [(word, shapes[word]) for word in order])))
    return [parts[word] for word in shapes]


def styles(has_bias, carrier, keys=None, kind=None):
    """The layouts that may be meant, likeliest first."""
    if has_bias:
        return [Layout(style, bias, carrier, keys, kind) for style, bias in
                (("apart", "column"), ("apartT", "row"), ("apartT", "flat"), ("apart", "flat"), ("apartT", "column"),
                 ("apart", "row"))]
    return [Layout(style, "flat", carrier, keys, kind) for style in ("joined", "joinedT")]


def vector_styles(carrier, keys=None, kind=None):
    return [Layout("vector", bias, carrier, keys, kind) for bias in ("flat", "column")]


def bare_styles(carrier, keys=None, kind=None):
    return [Layout(style, "flat", carrier, keys, kind) for style in ("bare", "bareT")]


def packed_styles():
    """One flat vector of W and b apart."""
    return [Layout(style, weights_first=first) for style in ("apart", "apartT") for first in (False, True)]


def last_styles(carrier):
    """The bias in the last column, or the last row."""
    return [Layout(style, "flat", carrier) for style in ("last", "lastT")]
