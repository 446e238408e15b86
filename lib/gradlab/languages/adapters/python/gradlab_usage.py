"""The file's own use of its code tells how it is called: its program is run until its weights have moved.

What its weights move by is the gradient, in whatever a call gave or kept; the cost is a number that a call gave at the
same weights. Both calls are made again with other weights in their place.
"""
import inspect
import time

import numpy as np

from gradlab_choices import Choice
from gradlab_made import words_for
from gradlab_moves import Move, is_called_cost, is_surely_cost, move_between, number_in
from gradlab_program import Program
from gradlab_tapes import judged_in, quietly
from gradlab_turns import turn_choices

SECONDS = 5     # for all tries together
MOST_CHOICES = 3
MANY = 2000     # weights: then the same program is looked at with smaller sizes


# ---- What a minimizer is given ----

class Given:
    """The cost and the gradient that the program hands to a minimizer."""

    def __init__(self, minimized):
        self.given = minimized
        self.start = np.array(minimized.start, dtype=float)
        self.theta = None

    def cost(self):
        result = self.given.cost(self.at(), *self.given.arguments)
        return float(np.squeeze(result if self.given.gradient is not None else result[0]))

    def gradient(self):
        if self.given.gradient is None:
            return [np.ravel(self.given.cost(self.at(), *self.given.arguments)[1])]
        return [np.ravel(self.given.gradient(self.at(), *self.given.arguments))]

    def at(self):
        return np.array(self.theta[0]).reshape(self.start.shape)

    def is_whole(self):
        self.theta = [self.start]
        return np.isfinite(self.cost()) and self.gradient()[0].size == self.start.size


def given_to(minimized):
    """None where they do not give one number, and as many entries as there are weights."""
    def make():
        given = Given(minimized)
        return given if given.is_whole() else None
    return quietly(make)


# ---- How long it is run ----

class Watch:
    """Whether enough of the program was seen: its weights have moved, and two turns have come to their end."""

    def __init__(self):
        self.last = {}
        self.counts = {}
        self.has_moved = False

    def __call__(self, trace):
        call = trace.calls[-1]
        key = (call.code, id(call.owner))
        before, self.last[key] = self.last.get(key), call
        self.counts[call.code] = self.counts.get(call.code, 0) + 1
        if not self.has_moved and before is not None and move_between(before, call):
            self.has_moved = True
            trace.hurry()
        return self.has_moved and any(self.counts[one.code] > 2 and is_called_cost(one.name)
                                      and number_in(one.result) is not None for one in trace.calls)


# ---- Choices ----

def usage_choices(module, source):
    """With the first data that serve; where these stand in for others, with a few more, for they may be misread."""
    end = time.monotonic() + SECONDS
    found = choices_of(Program(module.__file__, source.statements), end)
    if not any(size_of(choice) > MANY for choice in found):
        return found
    return choices_of(Program(module.__file__, source.statements, True), end) or found


def size_of(choice):
    return sum(int(np.prod(shape)) for shape in choice.layouts[0].shapes)


def choices_of(program, end):
    found = []
    for data in program.tries():
        found += choices_with(program, data)
        if not data.used or len(found) == MOST_CHOICES or time.monotonic() > end:
            break
    return found


def choices_with(program, data):
    trace, minimized = program.run(data, Watch())
    if minimized:
        given = given_to(minimized)
        return [choice_of_given(given, data)] if given is not None else []
    judged = judged_in(trace.calls)
    return [choice_of(judged, data)] if judged is not None else turn_choices(program, trace, data)


class Stage:
    """In place of gradlab_classes.Owner: hands the weights on."""

    kind = None
    plan = []

    def __init__(self, judged):
        self.judged = judged

    def prepare(self, values, layout, sizes):
        self.judged.theta = [values[word] for word in layout.words]

    def with_kept_gradients(self, results, expected):
        return results


class UsageLayout:
    """In place of gradlab_layouts.Layout: the blocks are the weights as the program has them."""

    style, bias, carrier, keys, kind = "usage", "flat", "usage", {}, None
    is_flat = is_packed = has_biases = weights_first = False
    name = "the file's own"

    def __init__(self, words, shapes):
        self.words = words
        self.shapes = shapes

    def blocks(self, sizes):
        return list(zip(self.words, self.shapes))

    def carry(self, arrays, sizes):
        return dict(zip(self.words, arrays))


class Again:
    """A function without arguments, under the name and with the signature of the one that it calls."""

    def __init__(self, function, run):
        self.__name__ = getattr(function, "__name__", "the gradient")
        self.__signature__ = inspect.signature(function)
        self.run = run

    def __call__(self):
        return self.run()


def choice_of(judged, data):
    move = judged.move
    layout = UsageLayout(words_for(move.paths), [array.shape for array in move.arrays()])
    names = [name_of(judged.cost_call), name_of(move.call)]
    functions = [Again(judged.cost_call.function, judged.cost), Again(move.call.function, judged.gradient)]
    choice = choice_with(names, functions, layout, judged, data)
    is_sure = type(move) is Move and is_surely_cost(judged.cost_call.name)
    choice.is_guess = not is_sure or bool(quietly(judged.is_scaled))
    return choice


def choice_of_given(given, data):
    layout = UsageLayout(["theta"], [(given.start.size,)])
    functions = [Again(given.given.cost, given.cost), Again(given.given.gradient or given.given.cost, given.gradient)]
    return choice_with([one.__name__ for one in functions], functions, layout, given, data)


def choice_with(names, functions, layout, judged, data):
    choice = Choice(list(dict.fromkeys(names)), functions, [[], []], "own", [layout], {}, [[None]])
    choice.owner = Stage(judged)
    choice.remark = remark_on(data)
    return choice


def name_of(call):
    return call.name if call.owner is None else f"{type(call.owner).__name__}.{call.name}"


def remark_on(data):
    said = "it was called as the file's own program calls it"
    return said + (f", with small data for its {', '.join(dict.fromkeys(data.used))}" if data.used else "")
