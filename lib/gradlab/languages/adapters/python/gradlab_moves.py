"""By what the weights of a program move: the gradient, in whatever a call gave or kept; and which calls give a cost."""
import re

import numpy as np

import gradlab_source
from gradlab_choices import is_helper
from gradlab_classes import COST
from gradlab_leaves import get, is_number, leaves, numbers
from gradlab_made import COSTS
from gradlab_program import RATES
from gradlab_tracing import differences

SAME = 1e-6  # relative
SLOPES = re.compile(r"grad|deriv|prime|delta|(^|_)p?d_|slope", re.I)  # of a cost, not the cost


# ---- The gradient ----

class Move:
    """A call after which the weights have moved by what it gave or kept."""

    def __init__(self, call, later, rate, moved, sources):
        self.call = call
        self.later = later  # the same function's next call, at the moved weights
        self.rate = rate
        self.paths = list(sources)             # of the weights, in the arguments of the call
        self.sources = list(sources.values())  # for each (whether it is of the result, its way)
        self.others = [path for path in moved if path not in sources]

    @property
    def size(self):
        return sum(array.size for array in self.arrays())

    def arrays(self):
        """The weights at the call."""
        return [self.call.before[path][1] for path in self.paths]

    def without(self, places):
        self.paths = [path for i, path in enumerate(self.paths) if i not in places]
        self.sources = [source for i, source in enumerate(self.sources) if i not in places]

    def gradient_in(self, arguments, result, arrays):
        """After a call with these weights."""
        return [numbers(get(result if is_given else arguments, way)) for is_given, way in self.sources]

    def gradient_had(self, call):
        """As the program's own call had it; None where it had none."""
        try:
            return [numbers(get(call.result, way)) if is_given else call.after[way][1]
                    for is_given, way in self.sources]
        except (KeyError, IndexError, AttributeError, TypeError):
            return None


class Step(Move):
    """A call that moves the weights itself, by a rate that has such a name: its gradient is the move, over the rate."""

    def __init__(self, call, later, rate):
        moved = differences(call.before, call.after)
        super().__init__(call, later, rate, moved, {path: (False, path) for path in moved})

    def without(self, places):
        """What counts for no cost may still be a velocity."""
        self.others += [path for i, path in enumerate(self.paths) if i in places]
        super().without(places)

    def gradient_in(self, arguments, result, arrays):
        return [(array - numbers(get(arguments, path))) / self.rate for path, array in zip(self.paths, arrays)]

    def gradient_had(self, call):
        if any(path not in call.before or path not in call.after for path in self.paths):
            return None
        return [(call.before[path][1] - call.after[path][1]) / self.rate for path in self.paths]


class Led(Move):
    """A call whose results have the shapes of all that has moved: an optimizer stands between them and the weights."""

    def __init__(self, call, later, moved):
        super().__init__(call, later, 1.0, moved, {path: (True, way) for path, (way, _) in
                                                   zip(moved, leaves_of_result(call))})


def led_among(calls):
    found = []
    for call, later in pairs_of_calls(calls):
        given = [np.shape(part) for _, part in leaves_of_result(call)]
        written = call.changed() | later.changed()
        moved = {path: step for path, step in differences(call.before, later.before).items() if path not in written}
        if given and given == [step.shape for step in moved.values()] and any(len(shape) == 2 for shape in given):
            found.append(Led(call, later, moved))
    return sorted(found, key=lambda move: (-move.size, move.call.order))


def leaves_of_result(call):
    """But for a cost that stands first."""
    found = list(leaves(call.result))
    return found[1:] if found and is_number(found[0][1]) else found


def steps_among(calls):
    """The first of those that move the most."""
    found = []
    for call, later in pairs_of_calls(calls):
        rates = {abs(float(value)) for name, value in named_scalars(call.arguments) if RATES.fullmatch(name) and value}
        if len(rates) == 1 and call.name != "__init__" and differences(call.before, call.after):
            found.append(Step(call, later, rates.pop()))
    return sorted(found, key=lambda step: (-step.size, step.call.order))


def move_between(first, second):
    """The largest move by what the first call gave or kept; None where there is none."""
    written = first.changed() | second.changed()
    moved = {path: step for path, step in differences(first.before, second.before).items() if path not in written}
    if not moved:
        return None
    offers = [((True, path), numbers(leaf)) for path, leaf in leaves(first.result)]
    offers += [((False, path), first.after[path][1]) for path in first.after if path not in moved]
    rates = {rate_of(step, offer) for step in moved.values() for _, offer in offers} - {None}
    found = [Move(first, second, rate, moved, sources_for(moved, offers, rate)) for rate in rates]
    return max(found, key=lambda move: move.size, default=None)


def rate_of(step, offer):
    """The number by which the offer was taken away; None where it was not."""
    if step.shape != offer.shape or not offer.any() or step.size < 2:
        return None
    rate = float("%.9g" % (np.sum(step * offer) / np.sum(offer * offer)))
    return rate if rate and is_close(step, rate * offer) else None


def is_close(one, other, allowed=SAME):
    return np.shape(one) == np.shape(other) and \
        bool(np.max(np.abs(one - other), initial=0) <= allowed * np.max(np.abs(one), initial=0))


def sources_for(moved, offers, rate):
    """For each of what moved where its gradient is, as far as it is found; an offer serves twice where it must."""
    found = {}
    for path, step in moved.items():
        fitting = [source for source, offer in offers if offer.size == step.size
                   and is_close(step, rate * offer.reshape(step.shape))]
        free = [source for source in fitting if source not in found.values()]
        if fitting:
            found[path] = (free or fitting)[0]
    return found


# ---- The cost ----

def number_in(result):
    """The way to the one number that a call gave; None where it is no such."""
    if is_number(result) or isinstance(result, np.ndarray) and result.size == 1 and result.dtype.kind == "f":
        return ()
    if isinstance(result, (tuple, list)) and result and not all(is_number(part) for part in result):
        places = [place for place, part in enumerate(result) if is_number(part)]
        return (places[0],) if len(places) == 1 and places[0] in (0, len(result) - 1) else None
    return None


def is_called_cost(name):
    return bool(COST.search(name) or COSTS.search(name)) and not SLOPES.search(name)


def is_surely_cost(name):
    """An error may be reported that is not what is made small."""
    return is_called_cost(name) and not re.fullmatch(r"\w*(err(or)?s?|fehler|erreurs?|erros?)\w*", name, re.I)


def costs_among(calls, move):
    """Calls that may give the cost, likeliest first; none of them is called by another."""
    ways = [way for is_given, way in move.sources if is_given]
    giving = [call for call in calls if number_in(call.result) is not None
              and (call is not move.call or number_in(call.result) not in ways)]
    found = [call for call in giving if is_called_cost(call.name) or call is move.call]
    found = found or [call for call in giving if not is_helper(call.name) and not SLOPES.search(call.name)]
    inner = {call.token for call in found}
    outer = [call for call in found if call.parent not in inner]
    return sorted(outer, key=lambda call: (call is not move.call, call.parent != move.call.parent, call.order))


# ---- All moves of a trace ----

def moves_among(calls):
    """The largest first; of the same size the one that is called first."""
    found = []
    for call, later in pairs_of_calls(calls):
        move = move_between(call, later)
        if move is not None and not moves_weights(call, [move]) and (len(move.paths) > 1 or is_said(move.rate, calls)):
            found.append(move)
    return sorted(found, key=lambda move: (-move.size, move.call.order))


def is_said(rate, calls):
    """The number stands in the file, or was handed to one of its functions."""
    said = {abs(float(number)) for call in calls for number in scalars_in(call.arguments)}
    said |= {abs(float(number)) for path in {call.code.co_filename for call in calls}
             for number in gradlab_source.numbers_in(path)}
    return any(is_close(np.array(abs(rate)), np.array(number)) for number in said)


def scalars_in(arguments):
    return [value for _, value in named_scalars(arguments)]


def named_scalars(arguments):
    """Of a call, its object, the object's class and the file."""
    own = [vars(value) for value in arguments.values() if hasattr(value, "__dict__")]
    kinds = [vars(type(value)) for value in arguments.values() if hasattr(value, "__dict__")]
    return [(name, value) for names in [arguments, arguments.get("the file", {})] + own + kinds
            for name, value in names.items() if isinstance(value, (int, float, np.floating))]


def pairs_of_calls(calls):
    by_function = {}
    for call in sorted(calls, key=lambda one: one.order):
        by_function.setdefault((call.code, id(call.owner)), []).append(call)
    return [pair for some in by_function.values() for pair in zip(some, some[1:])]


def moves_weights(call, moves):
    known = {id(leaf) for move in moves for leaf in leaves_of(move) if not is_number(leaf)}
    ways = {move.paths[i] for move in moves for i in range(len(move.paths)) if move.call.owner is call.owner}
    return any(id(call.before[path][0]) in known or path in ways for path in call.changed() if path in call.before)


def leaves_of(move):
    return [move.call.before[path][0] for path in move.paths] + [move.later.before[path][0] for path in move.paths]
