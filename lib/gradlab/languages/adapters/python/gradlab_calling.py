"""Calls the chosen function with what gradlab has sent so far."""
import numpy as np

import gradlab_layouts
from gradlab_errors import Misfit
from gradlab_records import Field, Record
from gradlab_words import Global
from gradlab_results import Expected, cost_of, is_gradient, is_one_number, part_of, read_gradient, \
    read_results


FORMS = ("X1", "XT", "X1T", "y0", "Y", "YT")  # of X and y, as words of --arguments


class Subject:
    """The chosen function with the arguments that gradlab has sent so far."""

    def __init__(self, choice, settings):
        self.choice = choice
        self.settings = {"container": "array", "order": "rows", **settings}
        self.network = {}
        self.fixed, self.fixed_for = {}, None
        self.theta = None
        self.shape = None  # of a theta that the file itself gives as a matrix
        self.changed = []
        self.plain = {}  # by plan
        names = choice.layout_names()
        self.place = names.index(self.settings["theta"]) if self.settings.get("theta") in names else 0
        self.layout = choice.layouts[self.place]

    # ---- The sizes and the weights ----

    def layer_sizes(self):
        n, h, K = (self.network[name] for name in ("n", "h", "K"))
        hidden = self.choice.hidden[self.place]
        if self.choice.kind != "own" or hidden is None:
            return [n, h, K]
        if any(hidden):
            return [n] + hidden + [K]
        is_named = any(word == "h2" for plan in self.choice.plans for word, _ in plan)
        return [n] + [h + i if is_named else h for i in range(len(hidden))] + [K]

    def blocks(self):
        return self.layout.blocks(self.layer_sizes()) if self.choice.kind != "theta" else []

    def weights(self, theta):
        if self.layout.is_flat and not (self.layout.is_packed and self.choice.kind == "network"):
            shape = (-1, 1) if self.layout.carrier == "column" else theta.shape
            return {"theta": theta.reshape(self.shape or shape)}
        sizes = self.layer_sizes()
        if self.choice.kind == "own":
            return self.layout.carry(gradlab_layouts.split(theta, self.layout.blocks(sizes)), sizes)
        joined = gradlab_layouts.Layout()
        order = "C" if self.settings["order"] == "rows" else "F"
        thetas = gradlab_layouts.split(theta, joined.blocks(sizes), order)
        arrays = self.layout.from_thetas(thetas)
        if self.layout.is_packed:
            return {"theta": np.concatenate([array.ravel() for array in arrays])}
        return self.layout.carry(arrays, sizes)

    def expected(self):
        order = "C" if self.settings["order"] == "rows" else "F"
        if self.choice.kind == "theta":
            return Expected(self.theta.size)
        return Expected(self.theta.size, self.layout, self.blocks(), order, self.choice.kind != "own")

    # ---- Arguments ----

    def values(self, theta):
        if self.fixed_for is not self.network:
            self.fixed, self.fixed_for = self.fixed_values(), self.network
        return {**self.fixed, **self.weights(theta)}

    def fixed_values(self):
        """All but the weights: the same from call to call."""
        made = dict(self.network)
        if self.network:
            sizes = self.layer_sizes()
            made["m"] = self.network["m"]
            made["sizes"] = sizes
            made["pairs"] = self.pairs()
            made.update({"one": 1, "yes": True, "zero": 0.0, "rng": np.random.default_rng(1), "rho": 0.1, "beta": 3.0})
            made["shapes"] = [shape for _, shape in self.blocks()]
            made["hs"] = sizes[1:-1]
            made.update({f"h{i}": size for i, size in enumerate(sizes[1:-1], 1)})
            if any(word in FORMS for plan in self.choice.plans for word, _ in plan):
                made.update(self.forms())
        return made

    def forms(self):
        """The words of --arguments for X and y in other forms."""
        X, y = self.network["X"], self.network["y"]
        X1 = np.column_stack([np.ones(len(X)), X]) if X.ndim == 2 else X
        one_hot = np.eye(self.network["K"])[np.ravel(y).astype(int) - 1] if y.size == len(X) else y
        return {"X1": X1, "XT": X.T, "X1T": X1.T, "y0": y - 1, "Y": one_hot, "YT": one_hot.T}

    def pairs(self):
        """A list of (x, y), both columns; y is a number where it is a label."""
        X, y = self.network["X"], self.network["y"]
        if X.ndim != 2 or len(y) != len(X):
            return []
        labels = [label.reshape(-1, 1) if label.size > 1 else label.ravel()[0] for label in y]
        return [(x.reshape(-1, 1), label) for x, label in zip(X, labels)]

    def argument(self, word, values):
        if word in self.choice.wires:
            function, plan, place = self.choice.wires[word]
            result = self.call(function, plan, values)
            return part_of(result, place)
        if isinstance(word, Record):
            return word.make({part: self.argument(part, values) for part in word.fields.values()})
        if word not in values:
            raise Misfit(f"the code is to be handed {word}, but there is none")
        return self.fresh(values[word])

    def fresh(self, value):
        """A copy for every call, so that code which changes its arguments harms itself only."""
        if type(value) in (float, int):
            return value
        if type(value) is np.ndarray:
            copied = value.copy()
            return np.matrix(copied) if self.settings["container"] == "matrix" and value.ndim == 2 else copied
        if hasattr(value, "_fields"):
            return type(value)(*(self.fresh(part) for part in value))
        if isinstance(value, (list, tuple)):
            return type(value)(self.fresh(part) for part in value)
        if isinstance(value, dict):
            return {key: self.fresh(part) for key, part in value.items()}
        return value.copy() if isinstance(value, np.ndarray) else value

    def arguments(self, plan, values):
        if self.is_plain(plan):
            return [self.fresh(values[word]) for word, _ in plan], {}
        made = [(self.argument(word, values), key) for word, key in plan if not isinstance(key, Global)]
        return [value for value, key in made if key is None], {key: value for value, key in made if key is not None}

    def is_plain(self, plan):
        """All its words stand for values as they are, in their order; known from call to call."""
        if id(plan) not in self.plain:
            self.plain[id(plan)] = not self.choice.wires and all(
                type(word) is str and key is None and word in self.values(self.theta) for word, key in plan)
        return self.plain[id(plan)]

    def call(self, function, plan, values):
        positional, named = self.arguments(plan, values)
        if self.is_plain(plan):
            return self.made_by(function, positional, named)
        return self.run(function, plan, values, positional, named)

    def made_by(self, function, positional, named):
        try:
            return function(*positional, **named)
        except SystemExit as error:
            raise Misfit(f"it calls exit({error.code if error.code is not None else ''}) instead of returning")

    def run(self, function, plan, values, positional, named):
        """With what the function takes from its file in place of arguments."""
        names = {key: word for word, key in plan if isinstance(key, Global) and not isinstance(key, Field)}
        space = function.__globals__ if names else {}
        before = {name: space[name] for name in names if name in space}
        space.update({str(name): self.like(before.get(name), self.argument(word, values))
                      for name, word in names.items()})
        try:
            return self.made_by(function, positional, named)
        finally:
            space.update(before)

    def like(self, before, value):
        """Sizes in the kind of list that stood there."""
        if isinstance(value, list) and isinstance(before, (tuple, np.ndarray)):
            return tuple(value) if isinstance(before, tuple) else np.array(value)
        return value

    def call_and_watch(self, place, values):
        """At the base point; notes the arguments that are others afterwards."""
        plan = self.choice.plans[place]
        function = self.function(place, values)
        positional, named = self.arguments(plan, values)
        results = self.run(function, plan, values, positional, named)
        handed = dict(zip([word for word, key in plan if key is None], positional))
        for word, after in handed.items():
            before = values.get(word)
            if isinstance(before, np.ndarray) and not np.array_equal(before, after) and word not in self.changed:
                self.changed.append(word)
        return results

    def function(self, place, values):
        if self.choice.owner is not None:
            self.choice.owner.prepare(values, self.layout, self.layer_sizes())
        return self.choice.functions[place]

    # ---- Answers ----

    def cost(self, theta):
        values = self.values(theta)
        return {"cost": cost_of(self.call(self.function(0, values), self.choice.plans[0], values))}

    def gradient(self):
        expected = self.expected()
        values = self.values(self.theta)
        if len(self.choice.functions) == 1:
            results = self.call_and_watch(0, values)
            if self.choice.owner is not None:
                results = self.choice.owner.with_kept_gradients(results, expected)
            elif self.layout.carrier == "made" and is_one_number(results):
                kept = self.layout.kept_gradients(values, self.layer_sizes())
                results = results if kept is None else (results, kept)
            answer, words = read_results(results, expected)
            return {**answer, "returns": words, "changed": self.changed}
        cost = cost_of(self.call_and_watch(0, values))
        results = self.call_and_watch(1, values)
        if self.choice.owner is not None and (results is None or is_one_number(results)):
            owner = self.choice.owner
            rate = getattr(self.choice.functions[1], "rate", None)
            results = owner.kept_gradients(expected) or \
                owner.gradients_of_step(self.values(self.theta), expected, rate)
        elif self.layout.carrier == "made" and (results is None or is_one_number(results)):
            results = self.layout.kept_gradients(values, self.layer_sizes())
        results = gradient_among(results, expected)
        if self.choice.divides:
            results = divided(results, self.network["m"])
        gradient, words = read_gradient(results, expected)
        return {"cost": cost, **gradient, "returns": f"J, and {words}", "changed": self.changed}


def divided(value, by):
    if isinstance(value, dict):
        return {key: divided(part, by) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [divided(part, by) for part in value]
    return value / by


def gradient_among(results, expected):
    """What a function for the gradient alone gives: perhaps J before it."""
    if not isinstance(results, tuple) or is_gradient(results, expected):
        return results
    if len(results) == 2 and is_one_number(results[0]):
        return results[1]
    fitting = [part for part in results if is_gradient(part, expected)]
    return fitting[0] if fitting else results
