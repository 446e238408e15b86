"""Networks that are classes: built where that can be guessed, their weights found by their shapes and set from theta."""
import inspect
import re

import numpy as np

import gradlab_words
from gradlab_choices import GRADIENT, Choice, by_likelihood, is_helper
from gradlab_layouts import Layout
from gradlab_results import is_one_number, word_of_key

COST = re.compile(r"cost|loss|objective|error|(^|_)j($|_)|^j$", re.I)
NO_WEIGHTS = re.compile(r"grad|^d_?[wb\d]|delta|veloc|moment|cache|^v_?[wb]|^m_?[wb]|^[az]_?\d|hist|losses|^[xy]$", re.I)
TRIED = [(7, 11, 5), (7, 11, 1)]


class Owner:
    """Makes the object of a class for each network, and puts the weights into it."""

    def __init__(self, kind, plan, paths):
        self.kind = kind
        self.plan = plan    # of its constructor
        self.paths = paths  # for each block the keys that lead to it
        self.object = None
        self.made_for = None

    def construct(self, values):
        positional = [values[word] for word, key in self.plan if key is None]
        return self.kind(*positional, **{key: values[word] for word, key in self.plan if key is not None})

    def method(self, name, values, layout, sizes):
        if self.object is None or self.made_for != (tuple(sizes), id(values["X"]), values["lambda"]):
            self.made_for = (tuple(sizes), id(values["X"]), values["lambda"])
            self.object = self.construct(values)
        for path, (word, _) in zip(self.paths, layout.blocks(sizes)):
            put(self.object, path, np.array(values[word]))
        return getattr(self.object, name)

    def kept_gradients(self, expected):
        """Gradients that the object keeps: self.dW1, self.grads["W1"]."""
        arrays = dict((path[-1] if isinstance(path[-1], str) else path[0], array)
                      for path, array in arrays_of(self.object) if is_gradient_path(path))
        by_word = {word_of_key(key): array for key, array in arrays.items()}
        words = [word for word, _ in expected.blocks]
        if all(word in by_word for word in words):
            return [by_word[word] for word in words]
        lists = [value for key, value in vars(self.object).items() if re.search("grad|^d", key, re.I)
                 and isinstance(value, (list, tuple)) and len(value) == len(words)]
        return list(lists[0]) if lists else None

    def with_kept_gradients(self, results, expected):
        kept = self.kept_gradients(expected) if is_one_number(results) else None
        return results if kept is None else (results, kept)


def is_gradient_path(path):
    return any(isinstance(key, str) and re.search(r"grad|^d", key, re.I) for key in path)


# ---- Arrays within an object ----

def arrays_of(value, path=(), depth=3):
    """Pairs (path, array) of all arrays of decimals, as they stand."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.ndim >= 1:
        yield path, value
    elif depth:
        if isinstance(value, dict):
            parts = value.items()
        elif isinstance(value, (list, tuple)):
            parts = enumerate(value)
        else:
            parts = vars(value).items() if hasattr(value, "__dict__") and not inspect.isroutine(value) else ()
        for key, part in list(parts):
            yield from arrays_of(part, path + (key,), depth - 1)


def put(value, path, array):
    for key in path[:-1]:
        value = value[key] if isinstance(value, (dict, list, tuple)) else getattr(value, key)
    if isinstance(value, (dict, list)):
        value[path[-1]] = array
    else:
        setattr(value, path[-1], array)


def weights_of(instance):
    found = [(path, array) for path, array in arrays_of(instance)
             if array.ndim <= 2 and not any(isinstance(key, str) and NO_WEIGHTS.search(key) for key in path)]
    matrices = [one for one in found if one[1].ndim == 2 and not is_bias(*one)]
    return matrices, [one for one in found if is_bias(*one)]


def is_bias(path, array):
    names = [key for key in path if isinstance(key, str)]
    by_name = any(re.match(r"b(ias(es)?)?_?\w?\d?$", name, re.I) for name in names)
    return by_name or array.ndim == 1


def layout_of(matrices, biases):
    """The layout and the layer sizes that fit the shapes; None where nothing fits."""
    shapes = [array.shape for _, array in matrices]
    if not shapes or (biases and len(biases) != len(matrices)):
        return None
    for style in (["apart", "apartT"] if biases else ["joined", "joinedT", "bare", "bareT"]):
        ends = [shape[::-1] if style.endswith("T") else shape for shape in shapes]  # (out, in)
        extra = 1 if style.startswith("joined") else 0
        chained = all(after[1] == before[0] + extra for before, after in zip(ends, ends[1:]))
        if chained and (not biases or all(array.size == end[0] for (_, array), end in zip(biases, ends))):
            bias = shape_of_bias(biases[0][1]) if biases else "flat"
            yield Layout(style, bias, "arguments"), [ends[0][1] - extra] + [end[0] for end in ends]


def shape_of_bias(array):
    if array.ndim == 1:
        return "flat"
    return "row" if array.shape[0] == 1 and array.shape[1] > 1 else "column"


# ---- Which classes, and how they may be called ----

def own_classes(module):
    return {name: value for name, value in vars(module).items() if inspect.isclass(value) and any(
        inspect.isfunction(part) and part.__code__.co_filename == module.__file__ for part in vars(value).values())}


def methods_of(kind):
    return {name: part for name, part in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("__")}


def self_name(function):
    names = list(inspect.signature(function).parameters)
    return tuple(names[:1])


def plan_of_method(function):
    plan = gradlab_words.by_name(function, self_name(function))
    words = [word for word, _ in plan or []]
    return plan if "X" in words and "y" in words and not any(w.startswith(("theta", "Theta")) for w in words) else None


def plan_of_constructor(kind):
    if "__init__" not in vars(kind) and kind.__init__ is object.__init__:
        return []
    return gradlab_words.by_name(kind.__init__, self_name(kind.__init__))


def values_to_try(n, h, K):
    rng = np.random.RandomState(1)
    return {"n": n, "h": h, "K": K, "sizes": [n, h, K], "lambda": 0.0, "m": 9, "X": rng.rand(9, n),
            "y": np.arange(9) % K + 1, "h1": h, "h2": h}


def built(kind, plan):
    """The object of a class, and the sizes that it was asked for; None where it cannot be built."""
    if plan is None or any(word.startswith(("theta", "Theta", "b")) for word, _ in plan):
        return None
    values = values_to_try(*TRIED[0])
    try:
        owner = Owner(kind, plan, [])
        return owner.construct(values)
    except Exception:  # whatever it needs besides
        return None


def is_sized(plan):
    return any(word in ("n", "h", "K", "sizes", "h1") for word, _ in plan)


def fits_sizes(sizes, plan):
    words = [word for word, _ in plan]
    n, h, K = TRIED[0]
    if "sizes" in words:
        return sizes == [n, h, K]
    return ("n" not in words or sizes[0] == n) and ("K" not in words or sizes[-1] == K)


def choices_of_class(name, kind):
    plan = plan_of_constructor(kind)
    instance = built(kind, plan)
    if instance is None:
        return []
    matrices, biases = weights_of(instance)
    found = []
    for layout, sizes in layout_of(matrices, biases) or ():
        if fits_sizes(sizes, plan):
            paths = interleaved([path for path, _ in matrices], [path for path, _ in biases])
            found += choices_with(name, kind, Owner(kind, plan, paths), layout, sizes)
            break
    return found


def interleaved(matrices, biases):
    return [path for both in zip(matrices, biases) for path in both] if biases else matrices


def choices_with(name, kind, owner, layout, sizes):
    plans = {method: plan_of_method(function) for method, function in methods_of(kind).items()
             if not is_helper(method) or COST.search(method)}
    plans = {method: plan for method, plan in plans.items() if plan}
    costs = [method for method in plans if COST.search(method)]
    gradients = [method for method in plans if GRADIENT.search(method) or method.endswith(("Prime", "prime"))]
    pairs = [(one, two) for one in costs for two in gradients if one != two]
    found = [make(name, owner, layout, sizes, [method], plans) for method in gradients + costs
             if method in costs or returns_cost(kind, method)]
    return by_likelihood(found) + [make(name, owner, layout, sizes, list(both), plans) for both in pairs]


def returns_cost(kind, method):
    returned = gradlab_words_returned(getattr(kind, method))
    return len(returned) > 1


def gradlab_words_returned(function):
    from gradlab_choices import returned_names
    return returned_names(function)


def make(name, owner, layout, sizes, methods, plans):
    is_network = len(sizes) == 3 and layout.has_biases
    choice = Choice([f"{name}.{method}" for method in methods], methods, [plans[method] for method in methods],
                    "network" if is_network else "own", [layout], hidden=[[None] * (len(sizes) - 2)])
    choice.owner = owner
    choice.fixed = None if is_sized(owner.plan) else sizes
    return choice


def class_choices(module):
    return [choice for name, kind in own_classes(module).items() for choice in choices_of_class(name, kind)]


# ---- What to write where a class cannot be called by itself ----

def lines_for(module):
    """An adapter for the first class with a method for the cost, as far as its names say; empty if there is none."""
    for name, kind in own_classes(module).items():
        methods = methods_of(kind)
        costs = [method for method in methods if COST.search(method)]
        gradients = [method for method in methods if GRADIENT.search(method) and method not in costs]
        if costs or gradients:
            return write_lines(module, name, kind, (costs + gradients)[0], (gradients or costs)[0])
    return ""


def write_lines(module, name, kind, cost, gradient):
    file = module.__name__
    parameters = [p for p in inspect.signature(kind).parameters] if kind.__init__ is not object.__init__ else []
    calls = {method: ", ".join(list(inspect.signature(getattr(kind, method)).parameters)[1:])
             for method in (cost, gradient)}
    lines = ["import numpy as np", f"from {file} import {name}",
             f"net = {name}({', '.join(parameters)})        # with numbers",
             "weights = [net.W1, net.W2]                    # its own weights, by their names",
             "theta0 = np.concatenate([w.ravel() for w in weights])", "def f(theta):", "    first = 0",
             "    for w in weights:", "        w[...] = theta[first:first + w.size].reshape(w.shape)",
             "        first += w.size",
             f"    J, grads = net.{cost}({calls[cost]})" if cost == gradient else
             f"    J, grads = net.{cost}({calls[cost]}), net.{gradient}({calls[gradient]})",
             "    return J, np.concatenate([np.ravel(g) for g in grads])"]
    return f"class {name} with {cost}({calls[cost]})", "\n".join(lines)
