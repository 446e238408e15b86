"""Calls of a program made again, with other weights in place of its own: its cost and gradient as functions of them."""
import inspect
import time

import numpy as np

from gradlab_errors import TooLong
from gradlab_leaves import get, is_number, leaves, numbers, put
from gradlab_moves import (Step, costs_among, is_close, is_said, led_among, moves_among, moves_weights,
                           number_in, steps_among)
from gradlab_tracing import harmless, limited

NEAR = 1e-5   # a step of a difference
SECONDS = 2  # to find a cost that can be called again


# ---- Calls that are made again ----

class Tape:
    """A call, with those before it that give or keep what it needs: made again with other weights."""

    def __init__(self, call, calls, moves):
        self.call = call
        needs = Needs(calls, moves)
        self.calls = needs.of(call)
        self.wires = needs.wires  # by (call, way in its arguments): (the call whose result it is, way in that)
        self.bound = needs.bound  # by call: pairs (way in its arguments, which of the weights)
        self.swaps = []  # pairs (some data, others in their place)
        self.settings = {}  # numbers that the call is handed besides, by name

    def data(self):
        """What its calls take besides weights, their object, and results of each other."""
        return [value for one in self.calls for name, value in one.arguments.items()
                if name not in ("self", "the file") and is_filled(value)
                and not any(call is one and way[0] == name for call, way in self.wires)
                and not any(way[0] == name for way, _ in self.bound[one])]

    def moves_weights(self, moves):
        own = moves[0].call if isinstance(moves[0], Step) else None
        return any(moves_weights(one, moves) for one in self.calls if one is not own)

    def weights(self):
        """Which weights it takes."""
        return {index for pairs in self.bound.values() for _, index in pairs}

    def weights_then(self, count):
        """The weights at the time of the call; None where one of them is not known."""
        then = {index: one.before[path][1] for one in self.calls for path, index in self.bound[one]}
        return [then[index] for index in range(count)] if len(then) == count else None

    def prune(self, figures, arrays):
        """Leaves out what fills the object with nothing that counts."""
        moved = [array + 0.1 * np.cos(np.arange(array.size)).reshape(array.shape) for array in arrays]
        givers = {giver for giver, _ in self.wires.values()} | {self.call}
        for one in [call for call in self.calls if call not in givers]:
            whole, before = figures(moved), self.calls
            figures(arrays)
            self.calls = [call for call in before if call is not one]
            if not np.array_equal(whole, figures(moved)):
                self.calls = before

    def run(self, arrays):
        """The arguments of the call, and its result."""
        results = {}
        for one in self.calls:
            arguments = {name: self.rewired(one, (name,), value, results) for name, value in one.arguments.items()}
            for path, index in self.bound[one]:
                put(arguments, path, np.array(arrays[index]))
            results[one] = one({**arguments, **self.settings} if one is self.call else arguments)
        return arguments, results[self.call]

    def rewired(self, call, path, value, results):
        wire = self.wires.get((call, path))
        if wire is not None:
            return get(results[wire[0]], wire[1])
        if any(one is call and way[:len(path)] == path for one, way in self.wires):
            keyed = value.items() if isinstance(value, dict) else enumerate(value)
            made = [(key, self.rewired(call, path + (key,), part, results)) for key, part in keyed]
            return dict(made) if isinstance(value, dict) else type(value)(part for _, part in made)
        return next((other for some, other in self.swaps if some is value), value)


def settings_beside(call, other):
    """Numbers that the call leaves at their defaults, and the other call is handed under the same names: a penalty's."""
    if call.function is None:
        return {}
    defaults = {name: parameter.default for name, parameter in inspect.signature(call.function).parameters.items()}
    return {name: other.arguments[name] for name, default in defaults.items()
            if is_number(default) and call.arguments.get(name) == default and is_number(other.arguments.get(name))}


def is_filled(value):
    size = value.size if isinstance(value, np.ndarray) else len(value) if isinstance(value, (list, tuple, dict)) else 0
    return size > 0


class Needs:
    """What a call needs of those before it: what gives its arguments, and what fills its object."""

    def __init__(self, calls, moves):
        self.calls = calls
        self.moves = moves
        self.wires = {}
        self.bound = {}
        self.known = {}  # by call: the calls that it needs

    def of(self, call):
        """The call and all that it needs, from the first to the last."""
        found, waiting = [], [call]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.append(one)
                waiting += self.before(one)
        return sorted(found, key=lambda one: one.order)

    def before(self, call):
        if call not in self.known:
            self.known[call] = []
            self.bound[call] = bound_in(call, self.moves)
            earlier = [one for one in self.calls if one.parent == call.parent and one.end < call.order]
            sources = {path: source_of(value, earlier) for path, value in ways_in(call.arguments)
                       if not any(way[:len(path)] == path for way, _ in self.bound[call])}
            wires = {(call, path): source for path, source in sources.items() if source and self.varies(source[0])}
            self.wires.update(wires)
            self.known[call] = [one for one, _ in wires.values()] + fillers(call, earlier, self.moves)
        return self.known[call]

    def varies(self, call):
        """It depends on the weights."""
        return bool(self.before(call) or self.bound[call])


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


def fillers(call, before, moves):
    """The last call of each other method of the same object, since this one was called before."""
    if call.owner is None:
        return []
    same = [one for one in before if one.owner is call.owner]
    last = max([one.order for one in same if one.code is call.code], default=-1)
    found = {one.code: one for one in same if one.order > last and one.name != "__init__"
             and not moves_weights(one, moves)}
    return list(found.values())


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


# ---- The cost and the gradient ----

class Judged:
    """The cost and the gradient as functions of the weights."""

    def __init__(self, cost, move, calls):
        self.cost_call = cost
        self.move = move
        self.tape = Tape(move.call, calls, [move])
        self.cost_tape = Tape(cost, calls, [move])
        self.cost_tape.settings = settings_beside(cost, move.call)
        self.theta = None
        self.factor = factor_of(move, calls, self.tape.data())
        self.tape.prune(self.slopes, move.arrays())
        self.cost_tape.prune(self.cost, move.arrays())

    def cost(self, arrays=None):
        _, result = self.cost_tape.run(self.theta if arrays is None else arrays)
        return float(np.squeeze(get(result, number_in(result))))

    def gradient(self, arrays=None):
        arguments, result = self.tape.run(self.theta if arrays is None else arrays)
        arrays = self.theta if arrays is None else arrays
        parts = self.move.gradient_in(arguments, result, arrays)
        return [self.factor * part.reshape(np.shape(array)) for part, array in zip(parts, self.move.arrays())]

    def is_scaled(self):
        """The gradient is everywhere the same multiple of what the cost has: the rate may make up for it."""
        arrays = self.move.arrays()
        moved = [array + 0.1 * np.sin(1 + np.arange(array.size)).reshape(array.shape) for array in arrays]
        ratios = [self.slope_along(moved, place, along) / np.sum(slope * along)
                  for place, slope in enumerate(self.gradient(moved)) for along in directions(slope)]
        return is_close(np.array(ratios), np.full(len(ratios), ratios[0]), 1e-4) and abs(ratios[0] - 1) > 1e-3

    def slope_along(self, arrays, place, along):
        ends = [self.cost(arrays[:place] + [arrays[place] + step * along] + arrays[place + 1:])
                for step in (NEAR, -NEAR)]
        return (ends[0] - ends[1]) / (2 * NEAR)

    # ---- Whether it is what the program does ----

    def is_true(self, calls):
        """What the program itself has had at other weights comes again."""
        later = [self.move.later.before[path][1] for path in self.move.paths]
        had = self.move.gradient_had(self.move.later)
        comes_again = had is not None and are_close(self.gradient(later), [self.factor * part for part in had])
        if comes_again and self.shares_data():
            others = [call for call in calls if call.code is self.cost_call.code and call is not self.cost_call]
            same = [one for one in (self.has_same_cost(call, calls) for call in others[:2]) if one is not None]
            is_true = all(same) if same else self.shares_all_data()
        else:
            is_true = self.is_of_part()
        return is_true and self.cost(later) == self.cost(later) and not self.has_others()

    def has_same_cost(self, call, calls):
        """As another call of the program had; None where its weights are not known."""
        tape = Tape(call, calls, [self.move])
        weights = tape.weights_then(len(self.move.paths))
        way = number_in(call.result)
        if weights is None or way is None or tape.moves_weights([self.move]):
            return None
        return is_close(np.array(self.cost(weights)), np.squeeze(numbers(get(call.result, way))))

    def shares_data(self):
        """Some of the data that the cost takes are those of the gradient."""
        own, known = self.cost_tape.data(), self.tape.data()
        return not own or any(one is other for one in own for other in known) or \
            np.array_equal(all_numbers(own), all_numbers(known))

    def shares_all_data(self):
        own, known = self.cost_tape.data(), self.tape.data()
        return all(any(one is other for other in known) for one in own) or \
            np.array_equal(all_numbers(own), all_numbers(known))

    def is_of_part(self):
        """The gradient is that of some examples only: so the cost is asked for these."""
        wholes = self.cost_tape.data()
        swaps = [(whole, part) for part in self.tape.data() for whole in wholes if is_part(part, whole)]
        arrays = self.move.arrays()
        had = [self.factor * part for part in self.move.gradient_had(self.move.call)]
        takes_all = {id(whole) for whole, _ in swaps} == {id(whole) for whole in wholes}
        if not takes_all or not are_close(self.gradient(arrays), had):
            return False
        self.cost_tape.swaps = swaps
        return len(swaps) == len(self.tape.data())

    def slopes(self, arrays):
        return [number for part in self.gradient(arrays) for number in part.ravel()]

    def figures(self, arrays):
        return [self.cost(arrays)] + self.slopes(arrays)

    def has_others(self):
        """What has moved otherwise than by a gradient, and counts."""
        arrays = self.move.arrays()
        usual = self.figures(arrays)
        data = self.tape.data()
        for path in self.move.others:
            if any(get(self.move.call.arguments, path) is one for one in data):
                continue
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
        figures = self.cost if isinstance(self.move, Step) else self.figures
        usual = figures(arrays)
        changed = [arrays[:i] + [array + 0.1] + arrays[i + 1:] for i, array in enumerate(arrays)]
        return [i for i, some in enumerate(changed) if np.array_equal(usual, figures(some))]


def directions(array):
    turns = (0.7, 1.7) if array.size > 1 else (0,)
    return [np.cos(turn * np.arange(array.size)).reshape(array.shape) for turn in turns]


def factor_of(move, calls, data):
    """A sum that the program divides by the number of examples, with its rate, is divided here; -1 where it adds."""
    sign = 1.0 if move.rate > 0 else -1.0
    counts = sorted({size for one in data for size in (np.shape(one) if isinstance(one, np.ndarray) else [len(one)])})
    if is_said(move.rate, calls):
        return sign
    return next((sign / count for count in counts if count > 1 and is_said(move.rate * count, calls)), sign)


def all_numbers(values):
    return np.concatenate([np.ravel(numbers(leaf)) for _, leaf in leaves(values)] + [[]])


def are_close(some, others):
    return all(is_close(one, np.reshape(other, np.shape(one))) for one, other in zip(some, others))


def is_part(part, whole):
    """Some of its rows or columns."""
    are_arrays = isinstance(part, np.ndarray) and isinstance(whole, np.ndarray)
    if not are_arrays or part.ndim != whole.ndim or part.size >= whole.size:
        return False
    return are_rows_of(part, whole) or part.ndim > 1 and are_rows_of(part.T, whole.T)


def are_rows_of(part, whole):
    if part.shape[1:] != whole.shape[1:] or part.dtype != whole.dtype or len(part) > len(whole):
        return False
    rest = tuple(range(1, whole.ndim))
    return all(np.any(np.all(whole == row, axis=rest)) for row in part[:5])


# ---- Of a whole trace ----

def judged_in(calls):
    """The cost and the gradient of the likeliest calls that can be made again; None where there are none."""
    end = time.monotonic() + SECONDS
    for move in moves_among(calls) or led_among(calls) + steps_among(calls):
        for cost in costs_among(calls, move):
            if time.monotonic() > end:
                return None
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
    takes_all = judged.cost_tape.weights() == set(range(len(move.paths))) and \
        not judged.cost_tape.moves_weights([move]) and not judged.tape.moves_weights([move])
    return judged if move.paths and takes_all and judged.is_true(calls) else None


def quietly(make):
    """None where a call cannot be made again, or takes too long for a check."""
    try:
        with harmless(), limited(SECONDS):
            return make()
    except (Exception, TooLong):
        return None
