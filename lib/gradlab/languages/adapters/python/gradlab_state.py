"""Files that hold the weights themselves: their functions read them, or a loop at the top level changes them.

Such a file is like an object, and its functions like methods: the weights are put into its names before each call.
"""
import ast
import copy
import inspect
import re

import numpy as np

import gradlab_source
from gradlab_choices import COST_ABROAD, GRADIENT, Choice, by_likelihood, is_helper
from gradlab_classes import COST, NO_DATA, NO_WEIGHTS, fit_together, plans_of_methods
from gradlab_made import COSTS, arrays_of, get, kept_beside, put, words_for
from gradlab_results import is_one_number
from gradlab_source import change_of
from gradlab_words import RATE

WEIGHT = re.compile(r"(thetas?|ws?|weights?|b|bs|bias(es)?|syn|params?|coefs?)_?\w?\d*|\w_?(w|b)\d*", re.I)
LOOP_COST = re.compile(r"(\w+_)?(cost|loss|objective|mse|sse|energy)(_\w+)?|J|costs?|loss(es)?", re.I)
SHOWN_COST = re.compile(rf"(\w+_)?hist(ory|orial)?(_\w+)?|(\w*_)?({COST_ABROAD})\w*", re.I)
NO_COST = re.compile(r"acc|score|prec|recall|rate|epoch|iter|time|norm|weights?|params?|theta", re.I)

SHOWN = "__shown"
refused = []  # why loops were left out


class Stage:
    """In place of gradlab_classes.Owner: the names of the file hold the weights."""

    kind = None
    plan = []

    def __init__(self, space, paths):
        self.space = space
        self.paths = paths

    def prepare(self, values, layout, sizes):
        for path, (word, _) in zip(self.paths, layout.blocks(sizes)):
            put(self.space, path, np.array(values[word]))

    def kept_gradients(self, expected):
        return kept_beside(self.space, self.paths)

    def with_kept_gradients(self, results, expected):
        kept = self.kept_gradients(expected) if is_one_number(results) else None
        return results if kept is None else (results, kept)

    def gradients_of_step(self, values, expected, rate=None):
        return None


class StageLayout:
    """In place of gradlab_layouts.Layout: the blocks are the weights as the file has them."""

    style, bias, carrier, keys, kind = "stage", "flat", "stage", {}, None
    is_flat = is_packed = has_biases = weights_first = False
    name = "the file's own"

    def __init__(self, stage):
        self.words = words_for(stage.paths)
        self.shapes = [np.shape(get(stage.space, path)) for path in stage.paths]

    def blocks(self, sizes):
        return list(zip(self.words, self.shapes))

    def carry(self, arrays, sizes):
        return dict(zip(self.words, arrays))


# ---- The weights ----

def weight_paths(space, names):
    """Of the arrays under these names: those that are weights by what they are called, else all that are no data."""
    found = [(path, array) for path, array in arrays_of({name: space[name] for name in names})
             if array.ndim <= 2 and not any(isinstance(key, str) and NO_WEIGHTS.search(key) for key in path)]
    called = [path for path, _ in found if WEIGHT.fullmatch(last_name(path))]
    return called or [path for path, _ in found if not NO_DATA.search(last_name(path))]


def last_name(path):
    return [key for key in path if isinstance(key, str)][-1]


def ends_of(space, paths):
    """The numbers of inputs and outputs, as far as the shapes say them."""
    matrices = [get(space, path) for path in paths if get(space, path).ndim == 2 and min(get(space, path).shape) > 1]
    if not matrices:
        return None
    first, last = matrices[0].shape, matrices[-1].shape
    is_chained = len(matrices) < 2 or matrices[0].shape[1] == matrices[1].shape[0]
    return (first[0], last[1]) if is_chained else (first[1], last[0])


# ---- Functions that read them ----

def state_choices(module, functions, statements):
    return choices_among(vars(module), functions) or choices_of_loops(vars(module), statements, module.__file__)


def names_read(functions):
    reached = gradlab_source.reached_from(functions)
    return list(dict.fromkeys(name for one in reached for name in gradlab_source.globals_read(one)))


def choices_among(space, functions):
    plans = plans_of_methods(functions, ["theta"])
    costs = [name for name in plans if (COST.search(name) or COSTS.search(name)) and not is_derivative(name)
             and not is_helper(name)]
    gradients = [name for name in plans if GRADIENT.search(name) and not is_helper(name)]
    several = [name for name in gradients if len(gradlab_source.returned_names(functions[name])) > 1]
    groups = [[name] for name in dict.fromkeys(costs + several)]
    groups += [[one, two] for one in costs for two in gradients if one != two and fit_together(plans[one], plans[two])]
    found = [make_choice(space, functions, names, plans) for names in groups]
    return by_likelihood([choice for choice in found if choice is not None])


def is_derivative(name):
    return re.search("grad|deriv|prime|delta|(^|_)d_", name, re.I) is not None


def make_choice(space, functions, names, plans):
    """None where the functions read no weights, or need data that the file has not."""
    known = names_read([functions[name] for name in names])
    read = [name for name in list(space) if name in known]  # as the file has made them
    paths = weight_paths(space, read)
    wires = {word: wire for name in names for word, wire in plans[name][1].items()}
    words = {word for name in names for word, _ in plans[name][0]}
    has_own_data = any(isinstance(space[name], np.ndarray) and (name,) not in paths for name in read)
    if not paths or not ({"X", "y"} <= words or (not words and has_own_data)):
        return None
    ends = ends_of(space, paths)
    if words and ends is None:
        return None
    choice = choice_for(names, [functions[name] for name in names], [plans[name][0] for name in names],
                        Stage(space, paths), wires)
    choice.fixed = [ends[0], 5, ends[1]] if words else None
    return choice


def choice_for(names, functions, plans, stage, wires=None):
    choice = Choice(names, functions, plans, "own", [StageLayout(stage)], wires, [[None]])
    choice.owner = stage
    choice.is_guess = True
    choice.remark = f"the file holds the weights itself: {', '.join(choice.layouts[0].words)} were set"
    return choice


# ---- A loop at the top level ----

def choices_of_loops(space, statements, path):
    """Of the last loop that changes weights: its steps as a function, its changes as the gradient."""
    loops = [loop_of(one, space, path) for one in statements if isinstance(one, (ast.For, ast.While))]
    return [loop for loop in loops if loop is not None][-1:]


def loop_of(statement, space, path):
    """None where the loop makes no cost, takes other examples each time, or changes nothing."""
    steps = opened(statement.body)
    costs = [name for name in names_made(steps) if LOOP_COST.fullmatch(name.split(".")[-1])]
    if not costs:
        steps = [told(one) for one in steps]
        costs = costs_told(steps, statement)
    steps = [one for one in steps if not is_shown(one)]
    names = [part.id if isinstance(part, ast.Name) else part.attr for one in steps for part in ast.walk(one)
             if isinstance(part, (ast.Name, ast.Attribute))]
    if not costs or any(re.search("rand|shuffle|permut|choice", name) for name in names):
        return None
    if (late := change_after_change(steps)) is not None:
        refused.append(late)
        return None
    watched = Watched(made_in(steps))
    steps = [watched.visit(copy.deepcopy(one)) for one in steps]
    run = Loop(f"loop_of_line_{statement.lineno}", steps, costs[-1], space, path)
    run.find_paths()
    return choice_for([run.__name__], [run], [[]], Stage(space, run.paths)) if run.paths else None


def in_order(statements):
    """Those within loops and conditions among them, as they are written."""
    for one in statements:
        yield one
        for part in ("body", "orelse"):
            yield from in_order(getattr(one, part, []))


def change_after_change(steps):
    """A later change that comes from weights which the same turn has changed: told, not made, it would hide."""
    plain = [one for one in in_order(steps) if not hasattr(one, "body")]
    last = max((place for place, one in enumerate(plain) if change_of(one) is not None), default=0)
    made, changed = made_in(steps), {}
    for one in plain[:last + 1]:
        change = change_of(one)
        read = ast.walk(one if change is None else change[1])
        names = [ast.unparse(part) for part in read if isinstance(part, (ast.Name, ast.Attribute, ast.Subscript))]
        stale = next((name for name in names if name in changed), None)
        if stale is not None:
            return (f"line {changed[stale]} changes {stale}, and line {one.lineno} goes on from the changed {stale}, so "
                    "the turns of this loop follow no gradient; make all gradients first, then change the weights")
        if change is not None and ast.unparse(change[0]) not in made:
            changed[ast.unparse(change[0])] = one.lineno
    return None


def told(statement):
    """costs.append(...) as costs__shown = ...: what a list of costs is given is the cost."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    is_append = isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "append"
    if not is_append or len(call.args) != 1:
        return statement
    name = ast.Name(ast.unparse(call.func.value).split(".")[-1] + SHOWN, ast.Store())
    return ast.copy_location(ast.Assign([name], call.args[0]), statement)


def names_made(steps):
    return [ast.unparse(target) for one in steps if isinstance(one, ast.Assign) and change_of(one) is None
            for target in one.targets if isinstance(target, (ast.Name, ast.Attribute))]


def costs_told(steps, statement):
    """What is appended to a list or printed; a list of costs comes last."""
    made = [name for name in names_made(steps) if not NO_COST.search(name)]
    kept = [name for name in made if name.endswith(SHOWN)]
    kept.sort(key=lambda name: is_cost_list(name[:-len(SHOWN)]))
    printed = [part.id for one in ast.walk(statement) if isinstance(one, ast.Call)
               and getattr(one.func, "id", "") == "print" for part in ast.walk(one)
               if isinstance(part, ast.Name) and part.id in made]
    return kept or printed


def is_cost_list(name):
    return bool(LOOP_COST.fullmatch(name) or SHOWN_COST.fullmatch(name))


def opened(body):
    """What is done now and then is done each time: if i % 100 == 0: ..."""
    found = []
    for one in body:
        is_rare = isinstance(one, ast.If) and any(isinstance(part, ast.Mod) for part in ast.walk(one.test))
        found += opened(one.body) if is_rare and not one.orelse else [one]
    return found


def is_shown(statement):
    """Prints, plots, and the end of the loop: nothing comes of them."""
    if isinstance(statement, ast.If) and not statement.orelse:
        return all(is_shown(one) for one in statement.body)
    if isinstance(statement, (ast.Break, ast.Continue, ast.Return)):
        return True
    called = statement.value.func if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call) else None
    name = getattr(called, "attr", getattr(called, "id", ""))
    return name in ("print", "append", "plot", "show", "draw", "pause", "write", "flush", "scatter", "sleep")


def made_in(steps):
    """What the steps make anew, as it is written: no weights."""
    return {ast.unparse(target) for one in steps for part in ast.walk(one) if isinstance(part, ast.Assign)
            for target in part.targets if change_of(part) is None}


class Watched(ast.NodeTransformer):
    """Each change of weights is told instead of made."""

    def __init__(self, made):
        self.made = made

    def visit(self, node):
        change = change_of(node) if isinstance(node, (ast.Assign, ast.AugAssign)) else None
        if change is None or ast.unparse(change[0]) in self.made or NO_WEIGHTS.search(ast.unparse(change[0])):
            return self.generic_visit(node)
        target = ast.parse(ast.unparse(change[0]), mode="eval").body
        gradient = without_rate(change[1])
        gradient = gradient if change[2] else ast.UnaryOp(ast.USub(), gradient)
        place = ast.Constant(ast.unparse(change[0]))
        call = ast.Call(ast.Name("__moved__", ast.Load()), [target, gradient, place], [])
        return ast.copy_location(ast.Expr(call), node)


def without_rate(node):
    """The factors of a product that are a rate or a number become 1: also in rate * X.T @ d, which begins with it."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Div, ast.MatMult)):
        node.left = without_rate(node.left)
        node.right = without_rate(node.right) if isinstance(node.op, ast.Mult) else node.right
    elif isinstance(node, ast.UnaryOp):
        node.operand = without_rate(node.operand)
    elif isinstance(node, ast.Constant) or RATE.fullmatch(getattr(node, "attr", getattr(node, "id", ""))):
        return ast.copy_location(ast.Constant(1.0), node)
    return node


class Loop:
    """The steps of a loop as a function without arguments, which gives the cost and the gradients."""

    def __init__(self, name, steps, cost, space, path):
        self.__name__ = name
        self.__signature__ = inspect.Signature()
        self.code = compile(ast.fix_missing_locations(ast.Module(steps, [])), path, "exec")
        self.cost = compile(cost, path, "eval")
        self.space = space
        self.paths = []
        self.moved = []

    def find_paths(self):
        """Whatever becomes of it: only the weights that it changes are wanted."""
        try:
            cost, _ = self()
        except Exception:
            return
        places = {id(array): path for path, array in arrays_of(self.space, depth=4) if array.ndim <= 2}
        paths = [places.get(id(moved[0])) or self.place_of_number(*moved) for moved in self.moved]
        fits = all(np.shape(array) == np.shape(gradient) for array, gradient, _ in self.moved)
        if all(paths) and fits and is_one_number(cost):
            self.paths = paths

    def place_of_number(self, value, gradient, place):
        """b and self.b hold numbers, 0 among them; None where it is no such, or counts."""
        path = tuple(place.split("."))
        is_decimal = isinstance(value, float) or type(value) is int and value == 0 and isinstance(gradient, np.floating)
        is_plain = is_decimal and all(key.isidentifier() for key in path) and path[0] in self.space
        return path if is_plain and get(self.space, path) is value else None

    def move(self, array, gradient, place):
        """A number stands for each entry, as it does in array -= number."""
        is_spread = np.isscalar(gradient) and np.ndim(array)
        self.moved.append((array, np.broadcast_to(gradient, np.shape(array)) if is_spread else gradient, place))

    def __call__(self):
        self.moved = []
        self.space["__moved__"] = self.move
        exec(self.code, self.space)
        return eval(self.cost, self.space), [gradient for _, gradient, _ in self.moved]
