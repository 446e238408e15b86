"""The file's own use of its code tells how it is called: its program is run until its weights have moved.

What its weights move by is the gradient, in whatever a call gave or kept; the cost is a number that a call gave at the
same weights. Both calls are made again with other weights in their place.
"""
import inspect
import time

import numpy as np

from gradlab_choices import Choice
from gradlab_classes import COST
from gradlab_leaves import get, is_number, leaves, numbers, put
from gradlab_made import COSTS, words_for
from gradlab_program import Program
from gradlab_tracing import differences, harmless

SAME = 1e-6     # relative
SECONDS = 6     # for all tries together


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


# ---- Calls that are made again ----

class Tape:
    """A call, with those before it that give or keep what it needs: made again with other weights."""

    def __init__(self, call, calls, moves):
        self.call = call
        self.wires = {}  # by (call, way in its arguments): (the call whose result it is, way in that)
        self.calls = sorted(needed_for(call, calls, moves, self.wires), key=lambda one: one.order)
        self.bound = {one: bound_in(one, moves) for one in self.calls}

    def weights(self):
        """Which weights it takes."""
        return {index for pairs in self.bound.values() for _, index in pairs}

    def weights_then(self, count):
        """The weights at the time of the call; None where one of them is not known."""
        then = {index: one.before[path][1] for one in self.calls for path, index in self.bound[one]}
        return [then[index] for index in range(count)] if len(then) == count else None

    def run(self, arrays):
        """The arguments of the call, and its result."""
        results = {}
        for one in self.calls:
            arguments = {name: self.rewired(one, (name,), value, results) for name, value in one.arguments.items()}
            for path, index in self.bound[one]:
                put(arguments, path, np.array(arrays[index]))
            results[one] = one(arguments)
        return arguments, results[self.call]

    def rewired(self, call, path, value, results):
        wire = self.wires.get((call, path))
        if wire is not None:
            return get(results[wire[0]], wire[1])
        if any(one is call and way[:len(path)] == path for one, way in self.wires):
            keyed = value.items() if isinstance(value, dict) else enumerate(value)
            made = [(key, self.rewired(call, path + (key,), part, results)) for key, part in keyed]
            return dict(made) if isinstance(value, dict) else type(value)(part for _, part in made)
        return value


def needed_for(call, calls, moves, wires):
    """The call, with what gives its arguments, and what fills its object before it."""
    found, waiting = [], [call]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.append(one)
        before = [other for other in calls if other.parent == one.parent and other.end < one.order]
        for path, value in ways_in(one.arguments):
            source = source_of(value, before) if not holds_weights(value, moves) else None
            if source is not None:
                wires[(one, path)] = source
                waiting.append(source[0])
        waiting += fillers(one, before, moves)
    return found


def ways_in(arguments, depth=2, path=()):
    """The arguments, and the parts of those that are plain containers."""
    for key, value in arguments.items() if isinstance(arguments, dict) else enumerate(arguments):
        yield path + (key,), value
        if depth and type(value) in (dict, list, tuple) and len(value) < 50:
            yield from ways_in(value, depth - 1, path + (key,))


def source_of(value, before):
    """(call, way) of the last result that it is."""
    if is_number(value) or isinstance(value, (int, str, bool)) or value is None:
        return None
    for call in reversed(before):
        if call.result is value:
            return call, ()
        if isinstance(call.result, (tuple, list, dict)):
            way = next((path for path, part in ways_in(call.result) if part is value), None)
            if way is not None:
                return call, way
    return None


def holds_weights(value, moves):
    return any(leaf is known for _, leaf in leaves(value) for move in moves for known in leaves_of(move)
               if not is_number(leaf))


def leaves_of(move):
    return [move.call.before[path][0] for path in move.paths] + [move.later.before[path][0] for path in move.paths]


def fillers(call, before, moves):
    """The last call of each other method of the same object, since this one was called before."""
    if call.owner is None:
        return []
    same = [one for one in before if one.owner is call.owner]
    last = max([one.order for one in same if one.code is call.code], default=-1)
    found = {one.code: one for one in same if one.order > last and not moves_weights(one, moves)}
    return list(found.values())


def moves_weights(call, moves):
    known = {id(leaf) for move in moves for leaf in leaves_of(move) if not is_number(leaf)}
    ways = {move.paths[i] for move in moves for i in range(len(move.paths)) if move.call.owner is call.owner}
    return any(id(call.before[path][0]) in known or path in ways for path in call.changed() if path in call.before)


def bound_in(call, moves):
    """Pairs (way in its arguments, which of the weights)."""
    move = moves[0]
    found = {}
    for index, path in enumerate(move.paths):
        for way, (leaf, _) in call.before.items():
            is_same = any(leaf is one.before[path][0] for move in moves for one in (move.call, move.later)
                          if path in one.before)
            if is_same and (not is_number(leaf) or way[-1] == path[-1]):
                found[way] = index
    return list(found.items())


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
    return bool(COST.search(name) or COSTS.search(name))


def costs_among(calls, move):
    """Calls that may give the cost, likeliest first; none of them is called by another."""
    ways = [way for is_given, way in move.sources if is_given]
    found = [call for call in calls if number_in(call.result) is not None
             and (is_called_cost(call.name) or call is move.call and number_in(call.result) not in ways)]
    inner = {call.token for call in found}
    outer = [call for call in found if call.parent not in inner]
    return sorted(outer, key=lambda call: (call is not move.call, call.parent != move.call.parent, call.order))


class Judged:
    """The cost and the gradient as functions of the weights."""

    def __init__(self, cost, move, calls):
        self.cost_call = cost
        self.move = move
        self.tape = Tape(move.call, calls, [move])
        self.cost_tape = Tape(cost, calls, [move])
        self.theta = None
        self.factor = 1.0 if move.rate > 0 else -1.0

    def cost(self, arrays=None):
        _, result = self.cost_tape.run(self.theta if arrays is None else arrays)
        return float(np.squeeze(get(result, number_in(result))))

    def gradient(self, arrays=None):
        arguments, result = self.tape.run(self.theta if arrays is None else arrays)
        parts = [numbers(get(result if is_given else arguments, way)) for is_given, way in self.move.sources]
        return [self.factor * part.reshape(np.shape(array)) for part, array in zip(parts, self.move.arrays())]

    # ---- Whether it is what the program does ----

    def is_true(self, calls):
        """What the program itself has had at other weights comes again."""
        later = [self.move.later.before[path][1] for path in self.move.paths]
        had = gradient_of(self.move, self.move.later)
        if had is None or not all(is_close(a, self.factor * b) for a, b in zip(self.gradient(later), had)):
            return False
        others = [call for call in calls if call.code is self.cost_call.code and call is not self.cost_call]
        if not all(self.is_same_cost(call, calls) for call in others[:2]):
            return False
        return bool(others or self.shares_data()) and self.cost(later) == self.cost(later) and not self.has_others()

    def is_same_cost(self, call, calls):
        weights = Tape(call, calls, [self.move]).weights_then(len(self.move.paths))
        way = number_in(call.result)
        if weights is None or way is None:
            return True
        return is_close(np.array(self.cost(weights)), np.squeeze(numbers(get(call.result, way))))

    def shares_data(self):
        """The arrays that the cost takes are those of the gradient."""
        known = {id(leaf) for one in self.tape.calls for leaf, _ in one.before.values()}
        own = [leaf for one in self.cost_tape.calls for path, (leaf, _) in one.before.items()
               if np.ndim(leaf) and path not in dict(self.cost_tape.bound[one])
               and not any(call is one and way == path[:len(way)] for call, way in self.cost_tape.wires)]
        return all(id(leaf) in known for leaf in own)

    def figures(self, arrays):
        return [self.cost(arrays)] + [number for part in self.gradient(arrays) for number in part.ravel()]

    def has_others(self):
        """What has moved otherwise than by a gradient, and counts."""
        arrays = self.move.arrays()
        usual = self.figures(arrays)
        for path in self.move.others:
            array = self.move.call.before[path][1]
            now = numbers(get(self.move.call.arguments, path))
            put(self.move.call.arguments, path, array + 0.1 * np.cos(np.arange(array.size)).reshape(array.shape))
            moved = self.figures(arrays)
            put(self.move.call.arguments, path, now)
            if not np.array_equal(usual, moved):
                return True
        return False

    def idle(self):
        """Which of the weights change nothing: they are moved on the way, as velocities are."""
        arrays = self.move.arrays()
        usual = self.figures(arrays)
        changed = [arrays[:i] + [array + 0.1] + arrays[i + 1:] for i, array in enumerate(arrays)]
        return [i for i, some in enumerate(changed) if np.array_equal(usual, self.figures(some))]


def gradient_of(move, call):
    """As the call of the program had it."""
    try:
        return [numbers(get(call.result, way)) if is_given else call.after[way][1] for is_given, way in move.sources]
    except (KeyError, IndexError, AttributeError, TypeError):
        return None


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


# ---- A whole trace ----

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
    said = {abs(number) for call in calls for number in call.code.co_consts + tuple(scalars_in(call.arguments))
            if isinstance(number, (int, float, np.floating)) and number}
    return any(is_close(np.array(abs(rate)), np.array(float(number))) for number in said)


def scalars_in(arguments):
    own = [vars(value) for value in arguments.values() if hasattr(value, "__dict__")]
    kinds = [vars(type(value)) for value in arguments.values() if hasattr(value, "__dict__")]
    return [number for names in [arguments] + own + kinds for number in names.values()
            if isinstance(number, (int, float, np.floating))]


def pairs_of_calls(calls):
    by_function = {}
    for call in sorted(calls, key=lambda one: one.order):
        by_function.setdefault((call.code, id(call.owner)), []).append(call)
    return [pair for some in by_function.values() for pair in zip(some, some[1:])]


def judged_in(calls):
    """The cost and the gradient of the likeliest calls that can be made again; None where there are none."""
    for move in moves_among(calls):
        for cost in costs_among(calls, move):
            judged = quietly(lambda: judged_by(cost, move, calls))
            if judged is not None:
                return judged
    return None


def judged_by(cost, move, calls):
    """None where the calls are not those of the program, made again."""
    judged = Judged(cost, move, calls)
    idle = judged.idle()
    if idle:
        move.without(idle)
        judged = Judged(cost, move, calls)
    takes_all = judged.cost_tape.weights() == set(range(len(move.paths)))
    return judged if move.paths and takes_all and judged.is_true(calls) else None


def quietly(make):
    """None where a call cannot be made again."""
    try:
        with harmless():
            return make()
    except Exception:
        return None


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
    program = Program(module.__file__, source.statements)
    end = time.monotonic() + SECONDS
    for data in program.tries():
        trace, minimized = program.run(data, Watch())
        judged = given_to(minimized) if minimized else judged_in(trace.calls)
        if judged is not None:
            return [choice_of_given(judged, data) if minimized else choice_of(judged, data)]
        if not data.used or time.monotonic() > end:
            return []
    return []


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
    return choice_with(names, functions, layout, judged, data)


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
