"""Understands what a function gave back: the cost, and the gradient in whatever form."""
import math
import re

import numpy as np

from gradlab_errors import Misfit
from gradlab_layouts import split_gradient
from gradlab_words import numbered


def to_array(name, value):
    if hasattr(value, "toarray"):  # of SciPy's sparse matrices
        value = value.toarray()
    try:
        array = np.array(value)  # a copy, and no longer a np.matrix
    except ValueError:
        raise Misfit(f"{name} should be an array of numbers, but is a list of unequal parts")
    if array.dtype.kind == "c":
        raise Misfit(f"{name} is complex, it begins with {array.ravel()[0]:.6g}; expected real numbers; "
                     "look for the root or logarithm of a negative number")
    if array.dtype.kind in "iub" and name == "the cost" and not array.any():
        return array.astype(float)  # zeros: nothing is lost, and perhaps nothing is written yet
    if array.dtype.kind in "iub":
        raise Misfit(f"{name} is made of integers ({array.dtype}), which have no decimals; expected floats: "
                     "try np.zeros(..., dtype=float), and / for //")
    if array.dtype.kind != "f":
        raise Misfit(f"{name} should be numbers, but is {describe(value)}")
    return array


def to_floats(name, value):
    """The same where whole numbers are as good."""
    if isinstance(value, (bool, int, np.bool_, np.integer)):
        return np.asarray(value, dtype=float)
    if isinstance(value, np.ndarray) and value.dtype.kind in "iub":
        return value.astype(float)
    return to_array(name, value)


def to_cost(value):
    array = to_array("the cost", value)
    if array.size != 1:
        raise Misfit(f"the cost should be one number, but is {describe(value)}; is a sum missing, or the order of the "
                     "results not (cost, gradient)?")
    return float(array.ravel()[0])


def describe(value):
    if isinstance(value, np.ndarray):
        return f"{'a matrix' if value.ndim > 1 else 'an array'} of shape {value.shape}"
    if isinstance(value, (tuple, list)):
        return f"a {type(value).__name__} of {len(value)}"
    if value is None:
        return "None (is a return missing?)"
    return f"of type {type(value).__name__}"


def is_one_number(value):
    if isinstance(value, (str, bytes, dict)) or value is None:
        return False
    try:
        return np.size(value) == 1 and np.asarray(value).dtype.kind in "fiub"
    except ValueError:
        return False


def is_matrix(value):
    return isinstance(value, np.ndarray) and value.ndim == 2 and min(value.shape) > 1


def is_several_matrices(value):
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        return False
    try:
        return all(is_matrix(np.asarray(part)) for part in value)
    except ValueError:
        return False


def encode(value):
    return value if math.isfinite(value) else str(value).replace("inf", "Infinity").replace("nan", "NaN")


def encode_all(array):
    return [encode(value) for value in array.tolist()] if array.ndim == 1 else [encode_all(row) for row in array]


# ---- A part of what another function gives ----

LAST = "last"  # in place of an index: of activations in a dict or list the outputs; an array is what is meant


def part_of(result, place):
    """All of it, what stands at an index, or its outputs."""
    if place is None:
        return result
    if place != LAST:
        return result[place]
    if isinstance(result, dict):
        keys = [key for key in result if re.fullmatch(r"a\D*\d+", str(key), re.I)]
        return result[max(keys, key=lambda key: int(re.search(r"\d+", key).group()))] if keys else result
    return result[-1] if isinstance(result, list) and len(result) > 1 else result


# ---- A gradient in blocks, by the shapes that are expected ----

class Expected:
    """What the gradient should be: so many entries; blocks (word, shape) where the weights have such."""

    def __init__(self, size, layout=None, blocks=(), order="C", is_ours=True):
        self.size = size
        self.layout = layout
        self.blocks = list(blocks)
        self.order = order
        self.is_ours = is_ours  # the blocks make Theta1 and Theta2
        # a flat gradient holds W and b one after the other
        self.is_packed = is_ours and layout is not None and layout.has_packed_gradient


def parts_of(value):
    """A list of arrays where the value is a container of such; None where it is none."""
    if isinstance(value, np.ndarray) and value.dtype == object:
        value = list(value.ravel())
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, (tuple, list)) and not all(is_one_number(part) for part in value):
        return list(value)
    return None


def word_of_key(key):
    plain = re.sub(r"^(?:grads?|gradient|d|delta|nabla|dj)|(?:grads?|gradient|reg)$", "",
                   str(key).lower().replace("_", ""))
    kind = numbered(plain)
    return f"{kind[0]}{kind[1]}" if kind else None


def word_for(key):
    """Of a name that says nothing the name itself, without what says that it is a gradient."""
    plain = re.sub(r"^(?:grads?|gradient|d|delta|nabla|dj)_?(?=.)|_?(?:grads?|gradient)$", "", str(key).lower())
    return word_of_key(key) or plain.strip("_")


def in_order_of_keys(value, expected):
    by_word = {word_of_key(key): part for key, part in value.items()}
    if not all(word in by_word for word, _ in expected.blocks):
        by_word = {word_for(key): part for key, part in value.items()}
    if all(word in by_word for word, _ in expected.blocks):
        return [spread(by_word[word], shape) if word.startswith("b") else by_word[word]
                for word, shape in expected.blocks]
    return list(value.values())


def spread(part, shape):
    """One number for all biases of a layer: so it would act when the code subtracts it."""
    return np.full(shape, part, dtype=float) if is_one_number(part) else part


def arrange(parts, blocks):
    """The parts in the order of the blocks: as they stand, weights and biases apart, or from last to first."""
    order = list(range(len(blocks)))
    half = len(order) // 2
    for places in (order, order[::2] + order[1::2], order[1::2] + order[::2], order[::-1], order[half:] + order[:half]):
        shapes = [blocks[place][1] for place in places]
        if len(parts) == len(shapes) and all(np.size(part) == int(np.prod(shape)) for part, shape in
                                             zip(parts, shapes)):
            return [part for _, part in sorted(zip(places, parts), key=lambda pair: pair[0])]
    return None


def has_shape(array, shape):
    return array.shape == shape or array.ndim == 1 or 1 in array.shape


def read_blocks(parts, expected):
    """The answer for a gradient in blocks; None where the parts are not those of the weights."""
    try:
        ordered = arrange(parts, expected.blocks)
    except ValueError:
        return None
    if ordered is None:
        return None
    arrays = [to_array(f"the gradient of {word}", part) for part, (word, _) in zip(ordered, expected.blocks)]
    if not all(has_shape(array, shape) for array, (_, shape) in zip(arrays, expected.blocks)):
        return None
    arrays = [array if array.shape == shape else array.reshape(shape, order=expected.order)
              for array, (_, shape) in zip(arrays, expected.blocks)]
    if expected.is_ours:
        return {"gradients": [encode_all(theta) for theta in expected.layout.to_thetas(arrays)]}
    return {"gradient": encode_all(np.concatenate([array.ravel() for array in arrays]))}


def flatten(value):
    parts = parts_of(value)
    if parts is None:
        return [np.ravel(to_array("the gradient", value))]
    return [piece for part in parts for piece in flatten(part)]


def nested(value):
    """The arrays in containers within containers, in one flat list."""
    parts = parts_of(value)
    if parts is None:
        return [value]
    return [array for part in parts for array in nested(part)]


def attributes_of(value):
    """The fields of an object as a dict; None for what is an array, a number or a container."""
    if isinstance(value, (np.ndarray, np.generic, list, dict, str, int, float)) or hasattr(value, "toarray"):
        return None
    if hasattr(value, "_asdict"):
        return value._asdict()
    return vars(value) if hasattr(value, "__dict__") and not isinstance(value, tuple) else None


def read_gradient(value, expected):
    """The answer's part for the gradient, and in words its form."""
    value = attributes_of(value) or value
    if isinstance(value, dict):
        parts = in_order_of_keys(value, expected)
        answer = read_blocks(parts, expected) if expected.blocks else None
        if answer:
            return answer, "a dict of blocks"
        value = parts
    parts = parts_of(value)
    if parts is not None:
        answer = read_blocks(parts, expected) or read_blocks(nested(parts), expected) if expected.blocks else None
        if answer:
            return answer, "grad1, grad2" if len(parts) == 2 else "a list of blocks"
        if is_several_matrices(value):
            return read_matrices(value)
        whole = np.concatenate(flatten(parts)) if parts else np.zeros(0)
        if whole.size == expected.size:
            return {"gradient": encode_all(whole)}, "a list of blocks"
    elif hasattr(value, "shape") and expected.blocks and len(expected.blocks) == 1:
        answer = read_blocks([value], expected)
        if answer:
            return answer, "a matrix"
    whole = to_array("the gradient", value).ravel()
    if expected.is_packed and whole.size == expected.size:
        return read_blocks(split_gradient(whole, expected.layout, expected.blocks), expected), "flat gradient"
    return {"gradient": encode_all(whole)}, "flat gradient"


def read_matrices(matrices):
    arrays = [to_array(f"the gradient of Theta{i + 1}", matrix) for i, matrix in enumerate(matrices)]
    for i, array in enumerate(arrays):
        if array.ndim != 2:
            raise Misfit(f"the gradient of Theta{i + 1} should be a matrix, but is {describe(array)}")
    return {"gradients": [encode_all(array) for array in arrays]}, "grad1, grad2"


# ---- Everything that a function returns ----

def pick(results, *names):
    for key, value in results.items():
        if str(key).lower().replace("_", "") in names:
            return value
    return None


def read_dict(results, expected):
    cost = pick(results, "regj", "regcost", "j", "cost", "loss")
    if cost is None:
        raise Misfit(f"the dict has no cost: expected a key J or cost, got {', '.join(map(str, results))}")
    matrices = [pick(results, "grad1reg", "grad1", "theta1grad", "dtheta1"),
                pick(results, "grad2reg", "grad2", "theta2grad", "dtheta2")]
    whole = pick(results, "grad", "gradient", "gradreg", "grads", "gradients")
    if matrices[0] is not None and matrices[1] is not None:
        return finish(cost, read_matrices(matrices), "a dict of {} and {}")
    if whole is not None:
        return finish(cost, read_gradient(whole, expected), "a dict of {} and {}")
    return {"cost": encode(to_cost(cost))}, "a dict of J alone"


def finish(cost, gradient, pattern="({}, {})"):
    parts, words = gradient
    return {"cost": encode(to_cost(cost)), **parts}, pattern.format("J", words)


def is_gradient(value, expected):
    """It has as many entries as theta, in whatever form."""
    try:
        value = attributes_of(value) or value
        parts = list(value.values()) if isinstance(value, dict) else value
        return sum(piece.size for piece in flatten(parts)) == expected.size
    except (Misfit, ValueError, TypeError):
        return False


def read_several(results, expected):
    """J and the gradient among more results, or in another order; None where they are not found."""
    rest = results[1:]
    if not is_one_number(results[0]):
        if not is_one_number(results[-1]) or len(results) != 2:
            return None
        return finish(results[1], read_gradient(results[0], expected), "(gradient, {}), {}")
    if len(rest) > 1 and expected.blocks:
        count = min(len(rest), len(expected.blocks))
        answer = read_blocks(rest[:count], expected)
        if answer:
            return finish(results[0], (answer, ", ".join(f"grad{i + 1}" for i in range(count))))
    for value in rest:
        if len(rest) > 1 and is_gradient(value, expected):
            return finish(results[0], read_gradient(value, expected), "({}, {}, ...)")
    return None


def read_results(results, expected):
    """The answer for the protocol, and in words what the results were."""
    if isinstance(results, dict):
        return read_dict(results, expected)
    if isinstance(results, np.ndarray) and results.dtype == object:
        results = list(results.ravel())
    if isinstance(results, (tuple, list)):
        if len(results) == 6 and all(is_one_number(results[i]) for i in (0, 3)):
            answer, _ = finish(results[3], read_matrices(results[4:]))
            return {**answer, "plain_cost": encode(to_cost(results[0]))}, "the six results"
        answer = read_several(results, expected) if len(results) > 1 else None
        if answer:
            return answer
        if len(results) == 2:
            return finish(results[0], read_gradient(results[1], expected))
        if len(results) == 3:
            return finish(results[0], read_matrices(results[1:]))
        if len(results) != 1:
            raise Misfit(f"it returns {describe(results)}; expected (J, gradient), (J, grad1, grad2), all six results, "
                         "J alone or a dict of these")
    if results is None:
        raise Misfit("it returns None; expected (J, gradient): is a return missing?")
    return {"cost": encode(to_cost(results))}, "J alone"


def cost_of(results):
    """The cost alone, without a look at the gradient."""
    if type(results) is tuple and len(results) == 2 and isinstance(results[0], float):
        return encode(float(results[0]))
    if isinstance(results, dict):
        cost = pick(results, "regj", "regcost", "j", "cost", "loss")
        return encode(to_cost(cost)) if cost is not None else read_dict(results, None)
    if isinstance(results, np.ndarray) and results.dtype == object:
        results = list(results.ravel())
    if isinstance(results, (tuple, list)) and results:
        if len(results) == 6 and all(is_one_number(results[i]) for i in (0, 3)):
            return encode(to_cost(results[3]))
        is_last = len(results) == 2 and not is_one_number(results[0]) and is_one_number(results[1])
        results = results[1 if is_last else 0]
    if results is None:
        raise Misfit("it returns None; expected (J, gradient): is a return missing?")
    return encode(to_cost(results))
