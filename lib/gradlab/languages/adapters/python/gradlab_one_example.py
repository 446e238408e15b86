"""Cost and gradient of all examples, from functions that take one example at a time."""
import ast
import inspect

import numpy as np

import gradlab_source
import gradlab_words
from gradlab_errors import Misfit
from gradlab_results import nested

USUAL_COSTS = {"half the squared error": lambda out, y: np.sum((out - y) ** 2) / 2,
               "the cross-entropy": lambda out, y: -np.sum(y * np.log(out) + (1 - y) * np.log(1 - out))}


def takes_one_example(name, methods, seen=()):
    """Neither it nor a method that it calls asks for the number of examples, or for sums over them: where they do, a
    missing mean would be unseen with one example."""
    function = methods[name]
    names = {parameter.name for parameter in gradlab_words.parameters_of(function)[0] or []}
    asked = [node.value for node in gradlab_source.nodes_of(function, ast.Attribute) if node.attr in ("shape", "size")]
    asked += [part for node in gradlab_source.nodes_of(function, ast.Call) for part in node.args
              if getattr(node.func, "id", getattr(node.func, "attr", "")) in ("len", "size", "shape")]
    means = [node for node in gradlab_source.nodes_of(function, ast.Attribute) if node.attr in ("mean", "average")]
    sums = [node for node in gradlab_source.nodes_of(function, ast.keyword) if node.arg == "axis"]
    if means or sums or any(isinstance(part, ast.Name) and part.id in names for part in asked):
        return False
    called = [word for word in gradlab_source.words_in(function) if word in methods and word not in (name, *seen)]
    return all(takes_one_example(one, methods, (name, *seen)) for one in called)


def one_by_one(choice):
    """Cost and gradient that take one example at a time: their sums over the examples."""
    cost_of_one, gradient_of_one = choice.functions
    cost = summed(lambda x, y: float(np.squeeze(cost_of_one(x, y))))
    choice.functions = [cost, over_pairs(gradient_of_one, cost, [("pairs", None)])]
    choice.plans = [[("pairs", None)]] * 2
    choice.remark = "cost and gradient take one example at a time: they were added up"
    return choice


def is_of_one_example(one, two):
    return "pairs" in {word for word, _ in one[0]} and [word for word, _ in two[0]] == ["X", "y"]


def adds_up(cost, handed, pairs):
    """Whether the cost of all examples is the sum of theirs: twice as many cost twice as much."""
    def of(some):
        values = {"pairs": some, "zero": 0.0}
        return float(np.squeeze(cost(*(values[word] for word, key in handed if key is None),
                                     **{key: values[word] for word, key in handed if key is not None})))
    try:
        once, twice = of(pairs), of(list(pairs) + list(pairs))
    except (KeyError, TypeError, ValueError):
        return False
    return once != 0 and abs(twice - 2 * once) < 1e-9 * abs(once)


def over_pairs(proxy, cost, handed):
    """The gradient of all examples from that of one: their sum if the cost is a sum, else their mean."""
    def gradient(pairs):
        parts = [nested(proxy(x, y)) for x, y in pairs]
        count = 1 if adds_up(cost, handed, pairs) else len(parts)
        return [sum(some) / count for some in zip(*parts)]
    gradient.__signature__ = proxy.__signature__
    return gradient


def outputs(forward, inputs, labels):
    out = forward(inputs)
    if np.shape(out) != np.shape(labels):
        raise Misfit(f"{forward.__name__} gives {np.shape(out)} where the labels are {np.shape(labels)}")
    return out


def from_outputs(forward, cost_of_one):
    """The cost of an example, from what the forward pass gives for it."""
    return lambda x, y: cost_of_one(outputs(forward, x, y), y)


def summed(cost_of_one):
    """The cost of some examples."""
    def cost(pairs):
        return sum(cost_of_one(x, y) for x, y in pairs)
    cost.__signature__ = inspect.Signature([inspect.Parameter("pairs", inspect.Parameter.POSITIONAL_OR_KEYWORD)])
    return cost


def of_all(forward, cost_of_one, is_mean):
    """The cost of all examples, from what the forward pass gives for all."""
    def cost(X, y, m):
        return cost_of_one(outputs(forward, X, y), y) / (m if is_mean else 1)
    return cost
