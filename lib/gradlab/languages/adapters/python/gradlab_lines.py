"""What to write where a class cannot be called by itself: an adapter that runs as it is printed, if the names allow."""
import inspect

import gradlab_words
from gradlab_choices import GRADIENT
from gradlab_classes import COST, built, methods_of, own_classes, plan_of_constructor, weights_of

NUMBERS = {"n": "4", "h": "5", "K": "3", "h1": "5", "h2": "5", "m": "7", "sizes": "[4, 5, 3]", "*sizes": "4, 5, 3",
           "lambda": "1.0", "one": "1", "X": "X", "y": "y", "pairs": "list(zip(X, y))", "yes": "True"}


def lines_for(module):
    """An adapter for the first class with a method for the cost, as far as its names say; empty if there is none."""
    for name, kind in own_classes(module).items():
        methods = methods_of(kind)
        costs = [method for method in methods if COST.search(method)]
        gradients = [method for method in methods if GRADIENT.search(method) and method not in costs]
        if costs or gradients:
            return write_lines(module, name, kind, (costs + gradients)[0], (gradients or costs)[0])
    return ""


def construction(kind):
    plan = plan_of_constructor(kind)
    if plan is None:
        return ", ".join(inspect.signature(kind).parameters)
    return ", ".join((f"{key}=" if key else "") + NUMBERS.get(word, word) for word, key in plan)


def call_of(kind, method):
    names = list(inspect.signature(getattr(kind, method)).parameters)[1:]
    words = gradlab_words.assign([gradlab_words.Parameter(name) for name in names], guesses=False)
    return ", ".join(NUMBERS.get(words.get(name), name) for name in names)


def weights_in_words(kind):
    instance = built(kind, plan_of_constructor(kind))
    matrices, biases = weights_of(instance) if instance is not None else ([], [])
    paths = ["".join(f".{key}" if isinstance(key, str) and key.isidentifier() else f"[{key!r}]" for key in path)
             for path, _ in matrices + biases]
    return [f"net{path}" for path in paths] or ["net.W1", "net.W2"]


def write_lines(module, name, kind, cost, gradient):
    shown = {method: ", ".join(list(inspect.signature(getattr(kind, method)).parameters)[1:])
             for method in (cost, gradient)}
    J = f"net.{cost}({call_of(kind, cost)})"
    grads = "" if cost == gradient else f", net.{gradient}({call_of(kind, gradient)})"
    lines = ["import numpy as np", f"from {module.__name__} import {name}",
             "X = np.random.RandomState(1).rand(7, 4)  # 7 examples of 4 numbers",
             "y = np.arange(7) % 3 + 1                 # their labels; one-hot: np.eye(3)[y - 1]",
             f"net = {name}({construction(kind)})",
             f"weights = [{', '.join(weights_in_words(kind))}]",
             "theta0 = np.concatenate([w.ravel() for w in weights])", "def f(theta):", "    first = 0",
             "    for w in weights:", "        w[...] = theta[first:first + w.size].reshape(w.shape)",
             "        first += w.size", f"    J, grads = {J}{grads}",
             "    return J, np.concatenate([np.ravel(g) for g in grads])"]
    return f"class {name} with {cost}({shown[cost]})", "\n".join(lines)
