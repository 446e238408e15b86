"""Classes whose weights have any names, shapes and number: those of an object that the class itself has filled.

An object that has no weights yet is given some data by its own method to begin or to fit.
"""
import contextlib
import inspect
import io
import re
import signal

import numpy as np

import gradlab_words
from gradlab_choices import BINARY
from gradlab_classes import (NO_WEIGHTS, RATE, TRIED, Method, Owner, choices_among_methods, methods_of, own_classes,
                             plan_of_constructor, values_to_try)
from gradlab_errors import Misfit, TooLong
from gradlab_made import arrays_of, get, with_one_output, words_for

BEGINNERS = [re.compile(r"init|build|setup|set_up|reset|create", re.I), re.compile(r"^_?(fit|train|learn)", re.I)]
BEGIN_SECONDS = 0.3  # its first steps make the weights
NO_NUMBERS = re.compile(r"momentum|lambda|^lam|reg|decay|penalty|eps|tol|cost|loss|err|time|beta|gamma|keep|drop", re.I)


class ObjectOwner(Owner):
    """One object for each size: its weights are found once, by their places."""

    def __init__(self, kind, plan, has_one_output):
        super().__init__(kind, plan)
        self.has_one_output = has_one_output
        self.objects = {}

    def values_for(self, values):
        sizes = list(values["sizes"])
        if not self.has_one_output:
            return values
        return {**values, "K": 1, "sizes": with_one_output(sizes)}

    def construct(self, values):
        key = (tuple(values["sizes"]), values["lambda"])
        is_lasting = not {"X", "y", "pairs"} & set(self.words)
        if not is_lasting or key not in self.objects:
            self.objects[key] = begun(super().construct(self.values_for(values)), values["sizes"])
        return self.objects[key]

    def shapes(self, sizes):
        made = self.construct(values_of_sizes(sizes))
        return [np.shape(get(made, path)) for path in self.paths.values()]

    def find_paths(self, sizes):
        """The places of weights: none goes with the number of examples."""
        made = self.construct(values_of_sizes(sizes))
        paths = weight_paths(made, inspect.signature(self.kind).parameters, len(values_of_sizes(sizes)["X"]))
        self.paths = dict(zip(words_for(paths), paths))
        if not any(np.ndim(get(made, path)) == 2 for path in paths):
            raise Misfit("it has no weights")
        self.keeps_data = any(values_of_sizes(sizes)["m"] in array.shape for _, array in arrays_of(made))


class ObjectLayout:
    """In place of gradlab_layouts.Layout: the blocks are the weights of the object."""

    style, bias, carrier, keys, kind = "object", "flat", "object", {}, None
    is_flat = is_packed = has_biases = weights_first = False

    def __init__(self, owner):
        self.owner = owner
        self.name = "the object's own" + (", one output" if owner.has_one_output else "")

    def blocks(self, sizes):
        return list(zip(self.owner.paths, self.owner.shapes(sizes)))

    def carry(self, arrays, sizes):
        return dict(zip(self.owner.paths, arrays))


def values_of_sizes(sizes):
    n, h, K = sizes[0], sizes[1], sizes[-1]
    made = values_to_try(n, h, K)
    examples = 13  # no size of a layer
    y = np.arange(examples) % K
    return {**made, "sizes": list(sizes), "m": examples, "X": np.random.RandomState(1).rand(examples, n), "y": y,
            "pairs": [], "yes": True, "zero": 0.0}


def weight_paths(made, parameters, examples):
    fixed = set(parameters)
    names = list(vars(made))
    found = [path for path, array in arrays_of(made) if array.ndim <= 2 and examples not in array.shape
             and not any(isinstance(key, str) and NO_WEIGHTS.search(key) for key in path)]
    found += [(name,) for name, value in vars(made).items() if isinstance(value, float) and name not in fixed
              and not any(one.search(name) for one in (NO_WEIGHTS, NO_NUMBERS, RATE))]
    return sorted(found, key=lambda path: names.index(path[0]))  # stable


# ---- The first weights ----

def begun(made, sizes):
    """With weights: where it has none, it is given some data."""
    for pattern in BEGINNERS:
        for name in methods_of(type(made)):
            if has_weights(made):
                return made
            if pattern.search(name):
                begin(made, name, values_of_sizes(sizes))
    return made


def has_weights(made):
    return any(array.ndim == 2 for _, array in arrays_of(made))


def begin(made, name, values):
    """Whatever becomes of it: only the weights are wanted."""
    function = Method(Owner(type(made), []), methods_of(type(made))[name])
    plan = gradlab_words.by_name(function, guesses=False)
    if plan is None or any(word not in values for word, _ in plan):
        return
    positional = [values[word] for word, key in plan if key is None]
    named = {key: values[word] for word, key in plan if key is not None}
    signal.setitimer(signal.ITIMER_REAL, BEGIN_SECONDS)
    try:
        with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
            getattr(made, name)(*positional, **named)
    except (Exception, SystemExit, TooLong):
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


# ---- Choices ----

def object_choices(module):
    return [choice for has_one_output in (False, True) for name, kind in own_classes(module).items()
            for choice in choices_of_object(name, kind, has_one_output)]


def choices_of_object(name, kind, has_one_output):
    plan = plan_of_constructor(kind)
    if plan is None or any(word.startswith(("theta", "Theta", "b")) for word, _ in plan):
        return []
    owner = ObjectOwner(kind, plan, has_one_output)
    try:
        owner.find_paths([*TRIED[:2], 2 if has_one_output else TRIED[2]])
    except Exception:  # whatever it needs besides
        return []
    sizes = [BINARY[0], 5, BINARY[-1] if has_one_output else 3]
    found = choices_among_methods(name, owner, ObjectLayout(owner), sizes)
    for choice in found:
        choice.fixed = sizes if has_one_output else None
        choice.is_guess = True
    return found
