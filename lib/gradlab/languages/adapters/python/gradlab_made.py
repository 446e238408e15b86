"""Weights as the file itself makes them: whatever its own function for the first weights gives is filled and handed on.

A network of one output has no other labels than 0 and 1, and the code for it often takes no more outputs.
"""
import copy
import inspect
import re
import types

import numpy as np

import gradlab_words
from gradlab_choices import BINARY, GRADIENT, NETWORK, Choice, by_likelihood, is_helper, pairs_among
from gradlab_errors import Misfit
from gradlab_layouts import packed_styles
from gradlab_results import word_for

MAKERS = re.compile(r"init|param|weight|theta|rand|creat|make|build|new|net|model|layer|start", re.I)
COSTS = re.compile(r"(^|_)(bce|ce|xe|xent|mse|sse|nll|rss)(_|$)|entropy", re.I)  # names that are a cost's only here
SIZE_WORDS = {"n", "h", "K", "sizes", "h1", "h2", "*sizes"}
DEPTHS = (1, 2)
KEPT = re.compile(r"grad|^d_?[wb]|^(v|m|h)_?[wb]\d?$|moment|veloc", re.I)  # beside the weights in an object


# ---- Arrays within containers ----

def is_leaf(value):
    return isinstance(value, (float, np.floating)) or (isinstance(value, np.ndarray) and value.dtype.kind == "f")


def parts(value):
    """Pairs (key, part) of a container without the gradients in it; none where it is no container."""
    return [(key, part) for key, part in all_parts(value) if not (isinstance(key, str) and KEPT.search(key))]


def all_parts(value):
    if isinstance(value, dict):
        return list(value.items())
    if isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.dtype == object):
        return list(enumerate(value))
    return list(vars(value).items()) if is_object(value) else []


def is_object(value):
    is_data = not inspect.isroutine(value) and not isinstance(value, (type, types.ModuleType))
    return hasattr(value, "__dict__") and is_data


def leaves(value, path=()):
    """Pairs (path, number or array), in the order in which they stand."""
    if is_leaf(value):
        return [(path, value)]
    return [leaf for key, part in parts(value) for leaf in leaves(part, path + (key,))]


def refill(value, arrays):
    """The same container with these in place of its numbers."""
    if is_leaf(value):
        array = next(arrays)
        return array if isinstance(value, np.ndarray) else float(array)
    if isinstance(value, dict):
        return {key: refill(part, arrays) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        made = [refill(part, arrays) for part in value]
        return type(value)(*made) if hasattr(value, "_fields") else type(value)(made)
    if isinstance(value, np.ndarray) and value.dtype == object:
        made = value.copy()
        for place, part in enumerate(value):
            made[place] = refill(part, arrays)
        return made
    if is_object(value):  # a layer without weights keeps what it has seen last
        made = copy.copy(value)
        for key, part in parts(value):
            object.__setattr__(made, key, refill(part, arrays))
        return made
    return value


def words_for(paths):
    """A word for each: by its key where all have other ones, else by the way to it."""
    words = [word_for(path[-1]) if path and isinstance(path[-1], str) else "" for path in paths]
    if len(set(words)) == len(words) and all(words):
        return words
    return ["".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".") or "theta"
            for path in paths]


# ---- Arrays within an object ----

def arrays_of(value, path=(), depth=5, seen=None, every_name=False):
    """Pairs (path, array) of all arrays of decimals, as they stand; each once, or under every name that it has."""
    seen = seen if seen is not None else {}
    if id(value) in seen:
        return
    if isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.ndim >= 1:
        seen.update({} if every_name else {id(value): value})
        yield path, value
    elif depth and not inspect.isclass(value):
        if isinstance(value, dict):
            parts = value.items()
        elif isinstance(value, (list, tuple)):
            parts = enumerate(value)
        else:
            is_plain = hasattr(value, "__dict__") and not inspect.isroutine(value) and not inspect.ismodule(value)
            seen.update({id(value): value} if is_plain else {})
            parts = vars(value).items() if is_plain else ()
        for key, part in list(parts):
            yield from arrays_of(part, path + (key,), depth - 1, seen, every_name)


def get(value, path):
    for key in path:
        value = value[key] if isinstance(value, (dict, list, tuple)) else getattr(value, key)
    return value


def put(value, path, array):
    """In place where the shape is the same: other names for the array stay names for it."""
    value = get(value, path[:-1])
    is_item = isinstance(value, (dict, list, tuple))
    there = value[path[-1]] if is_item else getattr(value, path[-1])
    if isinstance(there, np.ndarray) and there.shape == array.shape and there.flags.writeable:
        there[...] = array
        return
    replace(value, path[-1:], array)


def in_double_precision(instance):
    """The object with decimals of 64 bits: so its figures can be judged; an array with several names keeps them all."""
    longer = {}
    for path, array in arrays_of(instance, every_name=True):
        if array.dtype.itemsize < 8 and is_open(instance, path):
            replace(instance, path, longer.setdefault(id(array), array.astype(float)))
    return instance


def is_open(instance, path):
    return not isinstance(get(instance, path[:-1]), tuple)


def replace(value, path, array):
    value = get(value, path[:-1])
    array = array if array.ndim else float(array)
    if isinstance(value, (dict, list)):
        value[path[-1]] = array
    else:
        setattr(value, path[-1], array)


def kept_beside(value, paths):
    """Gradients that stand beside the weights: layer.dW beside layer.W; None where one of them has none."""
    found = []
    for path in paths:
        beside = get(value, path[:-1])
        beside = beside if isinstance(beside, dict) else getattr(beside, "__dict__", {})
        name = re.escape(str(path[-1]))
        pattern = re.compile(f"(d|g|grads?|d_|g_|grads?_|nabla_|delta_){name}|{name}_?(grads?|gradient|d)", re.I)
        kept = next((part for key, part in beside.items() if isinstance(key, str) and pattern.fullmatch(key)
                     and part is not None), None)
        found.append(kept)
    return found if found and all(part is not None for part in found) else None


# ---- As layouts ----

class MadeLayout:
    """In place of gradlab_layouts.Layout: the blocks are those of what `make(sizes)` gives."""

    style, bias, carrier, keys, kind = "made", "flat", "made", {}, None
    is_flat = is_packed = has_biases = weights_first = False

    def __init__(self, name, make):
        self.name = name
        self.make = make
        self.made = {}

    def template(self, sizes):
        key = tuple(sizes)
        if key not in self.made:
            self.made[key] = self.make(list(sizes))
        return self.made[key]

    def blocks(self, sizes):
        found = leaves(self.template(sizes))
        return list(zip(words_for([path for path, _ in found]), [np.shape(value) for _, value in found]))

    def carry(self, arrays, sizes):
        return {"theta": refill(self.template(sizes), iter([np.array(array) for array in arrays]))}

    def kept_gradients(self, values, sizes):
        """In the layers that were handed over."""
        return kept_beside(values["theta"], [path for path, _ in leaves(self.template(sizes))])


class SingleOutput:
    """A layout for one output, where the network that is checked has the labels 0 and 1."""

    def __init__(self, layout):
        self.layout = layout
        self.name = layout.name + ", one output"

    def __getattr__(self, name):
        return getattr(self.layout, name)

    def blocks(self, sizes):
        return self.layout.blocks(with_one_output(sizes))

    def carry(self, arrays, sizes):
        return self.layout.carry(arrays, with_one_output(sizes))


def with_one_output(sizes):
    return list(sizes[:-1]) + [1]


def with_single_output(choice):
    """The same for one output; None where the sizes are an argument, or the weights have no shape of their own."""
    words = {word for plan in choice.plans for word, _ in plan}
    layouts = [layout for layout in choice.layouts if not layout.is_flat and layout.style != "vector"]
    if choice.owner is not None or choice.fixed or not layouts or SIZE_WORDS & words:
        return None
    hidden = [choice.hidden[choice.layouts.index(one)] for one in layouts]
    counts = [1 if one is None else len(one) for one in hidden]
    if not all(counts):
        return None
    single = Choice(choice.names, choice.functions, choice.plans, "own", [SingleOutput(one) for one in layouts],
                    choice.wires, [[5] * count for count in counts])
    single.fixed = [BINARY[0], 5, BINARY[-1]]
    single.is_guess = True
    return single


def single_outputs(choices):
    return [single for single in map(with_single_output, choices) if single is not None]


# ---- What makes the weights ----

def makers(functions):
    """Pairs (name, make) of functions that give containers of arrays for layer sizes."""
    found = []
    for name, function in functions.items():
        plan = gradlab_words.by_name(function, guesses=False) if MAKERS.search(name) else None
        parameters = gradlab_words.parameters_of(function)[0] or []
        words = gradlab_words.assign([p for p in parameters if not p.has_default], guesses=False, sizes_first=True)
        needed = [p.name for p in parameters if not p.has_default]
        if not needed or plan is None and any(name not in words for name in needed if not is_chance(name)):
            continue
        if {words.get(one, "chance") for one in needed} - {"chance"} <= SIZE_WORDS and \
                {"h", "h1", "sizes"} & set(words.values()):
            found.append((name, make_with(function, needed, words)))
    return found


def is_chance(name):
    return re.fullmatch(r"r|rng|rnd|rand|random|random_?state|generator|seed", name, re.I) is not None


def make_with(function, needed, words):
    def make(sizes):
        values = {"n": sizes[0], "K": sizes[-1], "sizes": list(sizes),
                  **{f"h{i}": size for i, size in enumerate(sizes[1:-1], 1)}, "h": sizes[1 if len(sizes) > 2 else 0]}
        chance = {name: 1 if "seed" in name.lower() else np.random.RandomState(1) for name in needed if is_chance(name)}
        state = np.random.get_state()
        made = function(**{name: chance[name] if name in chance else values[words[name]] for name in needed})
        np.random.set_state(state)
        if not is_container(made):
            raise Misfit("it makes no weights")
        return made
    return make


def is_container(value):
    found = leaves(value)
    arrays = [array for _, array in found if np.ndim(array) == 2 and min(array.shape) > 0]
    return len(found) > 1 and bool(arrays) and not isinstance(value, np.ndarray)


def sizes_vary(make, depth):
    """It makes weights for these sizes, and others for others."""
    try:
        one, other = ([np.shape(part) for _, part in leaves(make([n] + [6 + i for i in range(depth)] + [3]))]
                      for n in (4, 5))
    except Exception:  # whatever it needs besides
        return False
    return one != other


# ---- Choices ----

def plan_with_weights(function):
    """(plan) where all arguments but one say what they are, and that one holds the weights."""
    parameters, rest = gradlab_words.parameters_of(function)
    if parameters is None or rest:
        return None
    words = gradlab_words.assign(parameters, guesses=False)
    held = {"X", "y", "lambda", "m", "yes"}
    unknown = [p for p in parameters if not p.has_default and words.get(p.name) not in held]
    if len(unknown) != 1:
        return None
    plan = []
    for place, parameter in enumerate(parameters):
        word = "theta" if parameter is unknown[0] else words.get(parameter.name)
        if word not in held | {"theta"}:
            continue
        plan.append((word, parameter.name if len(plan) < place or parameter.keyword_only else None))
    return plan if {"X", "y"} <= {word for word, _ in plan} else None


def made_choices(functions, wired):
    """With the weights of each maker: the functions whose one unknown argument they may be, and those of `wired`."""
    layouts = [(depth, MadeLayout(f"{name}() makes them", make)) for name, make in makers(functions)
               for depth in DEPTHS if sizes_vary(make, depth)]
    if not layouts:
        return []
    found = [Choice([name], [function], [plan]) for name, function in functions.items()
             if not is_helper(name) and any(one.search(name) for one in (NETWORK, GRADIENT, COSTS))
             for plan in [plan_with_weights(function)] if plan is not None]
    found = by_likelihood(found) + pairs_among(found) + takers_of_theta(wired)
    made = []
    for choice in found:
        depths = [depth for depth, _ in layouts]
        made.append(Choice(choice.names, choice.functions, choice.plans, "own", [one for _, one in layouts],
                           choice.wires, [[None] * depth for depth in depths]))
        made[-1].is_guess = True
    return made


# ---- Autoencoders ----

class SameOutput(SingleOutput):
    """A layout for a network whose outputs are its inputs."""

    def __init__(self, layout):
        super().__init__(layout)
        self.name = layout.name + ", as many outputs as inputs"

    def blocks(self, sizes):
        return self.layout.blocks(with_same_output(sizes))

    def carry(self, arrays, sizes):
        return self.layout.carry(arrays, with_same_output(sizes))


def with_same_output(sizes):
    return list(sizes[:-1]) + [sizes[0]]


def autoencoder_choices(functions):
    """Those that take theta, the numbers of visible and hidden units, and data without labels."""
    found = []
    for name, function in functions.items():
        plan = plan_of_autoencoder(function) if NETWORK.search(name) and not is_helper(name) else None
        if plan is not None:
            layouts = [SameOutput(one) for one in packed_styles()[::-1]]
            found.append(Choice([name], [function], [plan], "own", layouts, hidden=[[None]] * len(layouts)))
            found[-1].is_guess = True
    return found + pairs_among(found)


def plan_of_autoencoder(function):
    parameters, rest = gradlab_words.parameters_of(function)
    words = {} if parameters is None or rest else gradlab_words.assign(parameters, guesses=False)
    for parameter in parameters or []:
        word = "rho" if re.match(r"rho|spars|target_?act|desired", parameter.plain) else \
            "beta" if parameter.plain == "beta" else None
        words.update({parameter.name: word} if word else {})
    is_known = words and all(p.name in words for p in parameters)
    is_whole = {"theta", "n", "h", "X"} <= set(words.values()) and "y" not in words.values()
    return [(words[p.name], None) for p in parameters] if is_known and is_whole else None


def takers_of_theta(choices):
    """Each of them once, whose weights are one argument."""
    kept = {}
    for choice in choices:
        words = [word for plan in choice.plans for word, _ in plan]
        words += [word for _, plan, _ in choice.wires.values() for word, _ in plan]
        if "theta" in words and not any(word.startswith("Theta") for word in words):
            kept.setdefault(choice.name, choice)
    return list(kept.values())
