"""Files that hold the weights themselves: their functions read them, or a loop at the top level changes them.

Such a file is like an object, and its functions like methods: the weights are put into its names before each call.
"""
import ast
import copy
import inspect
import re

import numpy as np

import gradlab_source
from gradlab_choices import GRADIENT, Choice, by_likelihood, is_helper
from gradlab_classes import COST, NO_DATA, NO_WEIGHTS, fit_together, plans_of_methods
from gradlab_made import arrays_of, get, kept_beside, put, words_for
from gradlab_results import is_one_number

WEIGHT = re.compile(r"(thetas?|ws?|weights?|b|bs|bias(es)?|syn|params?|coefs?)_?\w?\d*|\w_?(w|b)\d*", re.I)
LOOP_COST = re.compile(r"(\w+_)?(cost|loss|objective|mse|sse|energy)(_\w+)?|J|costs?|loss(es)?", re.I)
RATE = re.compile(r"(\w+_)?(lr|eta|alpha|rate|learningrate|step(_?size)?)(_\w+)?|lr\w*|a", re.I)


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

    def gradients_of_step(self, values, expected):
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
    costs = [name for name in plans if COST.search(name) and not is_helper(name)]
    gradients = [name for name in plans if GRADIENT.search(name) and not is_helper(name)]
    several = [name for name in gradients if len(gradlab_source.returned_names(functions[name])) > 1]
    groups = [[name] for name in dict.fromkeys(costs + several)]
    groups += [[one, two] for one in costs for two in gradients if one != two and fit_together(plans[one], plans[two])]
    found = [make_choice(space, functions, names, plans) for names in groups]
    return by_likelihood([choice for choice in found if choice is not None])


def make_choice(space, functions, names, plans):
    """None where the functions read no weights, or need data that the file has not."""
    read = [name for name in names_read([functions[name] for name in names]) if name in space]
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
    """Of each loop that changes weights: its steps as a function, its changes as the gradient."""
    found = []
    for statement in statements:
        if isinstance(statement, (ast.For, ast.While)):
            loop = loop_of(statement, space, path)
            found += [loop] if loop is not None else []
    return found[-1:]


def loop_of(statement, space, path):
    updates, steps = [], []
    for one in opened(statement.body):
        update = update_of(one, space)
        if update is not None:
            updates.append(update)
        elif not is_shown(one):
            steps.append(one)
    costs = [target.id for one in steps if isinstance(one, ast.Assign) for target in one.targets
             if isinstance(target, ast.Name) and LOOP_COST.fullmatch(target.id)]
    names = [part.id for one in steps for part in ast.walk(one) if isinstance(part, ast.Name)]
    is_nested = any(isinstance(part, (ast.For, ast.While)) and changes_any(part, updates) for one in steps
                    for part in ast.walk(one))
    if not updates or not costs or is_nested or any("random" in name or "shuffle" in name for name in names):
        return None
    run = make_run(steps, costs[-1], [change for _, change in updates], space, path)
    run.__name__ = run.__qualname__ = f"the loop of line {statement.lineno}"
    stage = Stage(space, [target for target, _ in updates])
    return choice_for([f"loop_of_line_{statement.lineno}"], [run], [[]], stage)


def opened(body):
    """What is done now and then is done each time: if i % 100 == 0: ..."""
    found = []
    for one in body:
        is_rare = isinstance(one, ast.If) and not one.orelse and any(isinstance(part, ast.Mod) for part in
                                                                     ast.walk(one.test))
        found += opened(one.body) if is_rare else [one]
    return found


def is_shown(statement):
    """Prints, plots, and lists that grow: nothing comes of them."""
    if isinstance(statement, (ast.Break, ast.Continue)):
        return True
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)


def changes_any(loop, updates):
    return any(isinstance(part, (ast.Assign, ast.AugAssign)) for part in ast.walk(loop)) and not updates


def update_of(statement, space):
    """(the path to the weights, the expression of their gradient) of W -= rate * dW and the like; None for others."""
    if isinstance(statement, ast.AugAssign) and isinstance(statement.op, (ast.Sub, ast.Add)):
        target, change, is_minus = statement.target, statement.value, isinstance(statement.op, ast.Sub)
    elif isinstance(statement, ast.Assign) and len(statement.targets) == 1 and \
            isinstance(statement.value, ast.BinOp) and isinstance(statement.value.op, (ast.Sub, ast.Add)) and \
            ast.unparse(statement.value.left) == ast.unparse(statement.targets[0]):
        target, change = statement.targets[0], statement.value.right
        is_minus = isinstance(statement.value.op, ast.Sub)
    else:
        return None
    path = path_of(target)
    try:
        array = get(space, path) if path else None
    except (AttributeError, IndexError, KeyError, TypeError):
        return None
    if not isinstance(array, np.ndarray) or array.dtype.kind != "f" or not array.ndim:
        return None
    gradient = without_rate(copy.deepcopy(change))
    return path, gradient if is_minus else ast.UnaryOp(ast.USub(), gradient)


def path_of(target):
    """("net", 0, "W") of net[0].W; None where an index is no constant."""
    if isinstance(target, ast.Name):
        return (target.id,)
    if isinstance(target, ast.Attribute):
        before = path_of(target.value)
        return before and before + (target.attr,)
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        before = path_of(target.value)
        return before and before + (target.slice.value,)
    return None


def without_rate(node):
    """The factors of a product that are a rate or a number become 1."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Div)):
        node.left = without_rate(node.left)
        node.right = without_rate(node.right) if isinstance(node.op, ast.Mult) else node.right
    elif isinstance(node, ast.UnaryOp):
        node.operand = without_rate(node.operand)
    elif isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and RATE.fullmatch(node.id)):
        return ast.copy_location(ast.Constant(1.0), node)
    return node


def make_run(steps, cost, changes, space, path):
    """A function without arguments: (cost, gradients)."""
    result = ast.Assign([ast.Name("__result__", ast.Store())],
                        ast.Tuple([ast.Name(cost, ast.Load()), ast.List(changes, ast.Load())], ast.Load()))
    module = ast.Module(copy.deepcopy(steps) + [result], [])
    code = compile(ast.fix_missing_locations(module), path, "exec")

    def run():
        exec(code, space)
        return space["__result__"]
    run.__signature__ = inspect.Signature()
    return run
