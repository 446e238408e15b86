"""Runs the learner's function with a look at each number that arises in it, or with other numbers put in its way."""
import ast
import contextlib
import copy
import os
import signal
import types
import warnings

import numpy as np

import gradlab_loading
import gradlab_places
from gradlab_errors import Misfit, TooLong
from gradlab_results import encode_all

MOST_VALUES = 30000      # of one run
MOST_ENTRIES = 5000      # of one value
MOST_NUMBERS = 1000000   # of one run
SECONDS_PER_RUN = 0.5


# ---- Values ----

def is_numeric(value):
    if type(value) is bool or value is None:
        return False
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "biuf" and 0 < value.size <= MOST_ENTRIES
    if isinstance(value, (int, float, np.number, np.bool_)):
        return True
    return type(value) is list and is_list_of_numbers(value)


def is_list_of_numbers(value):
    try:
        array = np.asarray(value)
    except ValueError:
        return False
    return array.dtype.kind in "biuf" and 0 < array.size <= MOST_ENTRIES


def kind_of(array):
    if array.dtype.kind == "f":
        return "single" if array.dtype.itemsize < 8 else "real"
    return "whole" if array.dtype.kind in "iu" else "truth"


def like(numbers, value):
    """The numbers in the type of the value."""
    if isinstance(value, np.matrix):
        return np.matrix(numbers)
    if isinstance(value, list):
        return numbers.tolist()
    if isinstance(value, np.ndarray):
        return np.array(numbers, dtype=float)
    return float(numbers.ravel()[0])


def fit(numbers, value, order="C"):
    """The numbers in the shape and type of the value; the value itself where they do not fit."""
    shape = np.shape(value)
    if numbers.size != np.size(value):
        return value
    own = [side for side in shape if side != 1]
    given = [side for side in numbers.shape if side != 1]
    if own == given:
        return like(numbers.reshape(shape), value)
    if own == given[::-1]:
        return like(numbers.T.reshape(shape), value)
    if len(own) == 1:
        return like(numbers.ravel(order).reshape(shape), value)
    if len(given) == 1:
        return like(numbers.reshape(shape, order=order), value)
    return value


class Repair:
    """Other numbers for a place: the same at each run of it, or one for each."""

    def __init__(self, request, table):
        self.path = None if request["path"] == "any" else tuple(request["path"])
        self.place = request["place"]
        self.mode = request["mode"]
        self.numbers = table[request["entry"]] if request["entry"] >= 0 else None
        self.last = request.get("runs", 0) - 1
        self.run = 0
        self.rows = {}  # how many rows of each length were put in

    def apply(self, value):
        run = self.run
        self.run += 1
        if self.mode == "real":
            return like(np.array(value, dtype=float), value)
        if self.mode == "moved":
            return like(np.array(value, dtype=float) * 1.37 + 0.171, value)
        if self.mode == "each":
            return fit(self.numbers[run], value) if run < len(self.numbers) else value
        if self.mode == "by_size":
            return self.apply_by_size(value)
        numbers = self.numbers[0]
        if self.mode == "last" and run != self.last:
            return value
        if self.mode == "whole":
            return like(numbers.copy(), value)
        if self.mode == "whole_transposed":
            return like(numbers.T.copy(), value)
        return fit(numbers, value, "F" if self.mode == "by_columns" else "C")

    def apply_by_size(self, value):
        """What belongs to the layer: sizes tell layers apart."""
        size = np.size(value)
        for matrix in self.numbers:
            if matrix.size == size:
                return fit(matrix, value)
        for matrix in self.numbers:
            if matrix.shape[1] == size:
                row = self.rows[size] = self.rows.get(size, -1) + 1
                return fit(matrix[row % len(matrix)][None, :], value)
        return value


class Recorder:
    def __init__(self):
        self.path = []
        self.repairs = {}  # by place
        self.trails = None  # by path and place, in the order of their first values; None: nothing is kept
        self.values = self.numbers = 0

    def seen(self, place, value):
        if place in self.repairs:
            value = self.repair(place, value)
        if self.trails is not None and is_numeric(value):
            self.keep(place, value)
        return value

    def called(self, place, function, *arguments, **named):
        self.path.append(place)
        try:
            value = function(*arguments, **named)
        finally:
            self.path.pop()
        return self.seen(place, value)

    def changed(self, place, value):
        """Views of what is changed stay views."""
        new = self.seen(place, value)
        if new is not value and isinstance(value, np.ndarray) and isinstance(new, np.ndarray) and \
                value.shape == new.shape and value.dtype == new.dtype and value.flags.writeable:
            value[...] = new
            return value
        return new

    def repair(self, place, value):
        for one in self.repairs[place]:
            if (one.path is None or one.path == tuple(self.path)) and is_numeric(value):
                value = one.apply(value)
        return value

    def keep(self, place, value):
        array = np.array(value)
        self.values += 1
        self.numbers += array.size
        if self.values > MOST_VALUES or self.numbers > MOST_NUMBERS:
            raise Misfit("too many numbers arise in it to look at each")
        self.trails.setdefault((tuple(self.path), place), []).append(array)

    def names(self):
        return {"__seen__": self.seen, "__called__": self.called, "__changed__": self.changed}

    def begin(self, repairs, keeps):
        self.path.clear()
        self.repairs = {}
        for one in repairs:
            self.repairs.setdefault(one.place, []).append(one)
        self.trails = {} if keeps else None
        self.values = self.numbers = 0


def encode_trail(key, values):
    path, place = key
    return {"path": path, "place": place, "values": [
        {"shape": array.shape, "kind": kind_of(array), "entries": encode_all(array.ravel().astype(float))}
        for array in values]}


class Scene:
    """A network with its weights, and the numbers that repairs may put in there."""

    def __init__(self, subject, table):
        self.subject = subject
        self.table = [[np.array(matrix["entries"], dtype=float).reshape(matrix["shape"]) for matrix in entry]
                      for entry in table]


class Runs:
    """The file's functions, rewritten, beside the ones that the check itself calls."""

    def __init__(self, module, source, find_choices):
        space = vars(module)
        modules = {name for name, value in space.items() if isinstance(value, types.ModuleType)}
        definitions, self.places = gradlab_places.rewrite(copy.deepcopy(source.statements), modules)
        self.recorder = Recorder()
        self.module = types.ModuleType(module.__name__)
        vars(self.module).update(space)
        vars(self.module).update(self.recorder.names())
        self.where = source.where
        flags = gradlab_loading.flags_of(source.statements)
        for definition in definitions:
            with contextlib.suppress(Exception, SystemExit):
                code = compile(ast.Module([definition], []), module.__file__, "exec", flags, dont_inherit=True)
                exec(code, vars(self.module))
        self.choices = find_choices(self.module)
        self.scenes = {}

    def remember(self, number, subject, table):
        self.scenes[number] = Scene(subject, table)

    def run(self, scene, repairs, keeps):
        """The answer; None where the function fails."""
        self.recorder.begin([Repair(one, scene.table) for one in repairs], keeps)
        signal.setitimer(signal.ITIMER_REAL, SECONDS_PER_RUN * (10 if keeps else 1))
        try:
            answer = scene.subject.gradient()
            return {key: answer[key] for key in ("cost", "gradient", "gradients") if key in answer}
        except (Exception, SystemExit, TooLong):
            return None
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    @contextlib.contextmanager
    def quiet(self):
        """Nothing that the function prints or warns of is heard."""
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), \
                contextlib.redirect_stderr(nowhere), np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield

    def record(self, request):
        with self.quiet():
            answer = self.run(self.scenes[request["scene"]], request["with"], True)
        if answer is None:
            raise Misfit("it fails when it is looked at")
        trails = [encode_trail(key, values) for key, values in self.recorder.trails.items()]
        return {**answer, "trails": trails, "places": [place.describe(self.where) for place in self.places]}

    def attempt(self, request):
        scene = self.scenes[request["scene"]]
        with self.quiet():
            return {"answers": [self.run(scene, request["with"] + one, False) for one in request["tries"]]}
