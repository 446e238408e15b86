"""What to write where a class cannot be called by itself: an adapter that has run as it is printed, and fits."""
import ast
import contextlib
import inspect
import io
import itertools
import os
import re
import sys
import time

import numpy as np

import gradlab_words
from gradlab_choices import GRADIENT
from gradlab_classes import COST, NO_DATA, NO_WEIGHTS, methods_of, own_classes, plan_of_constructor

SECONDS = 8.0  # for all tries
NUMBERS = {"n": "4", "h": "5", "K": "3", "h1": "5", "h2": "5", "m": "7", "sizes": "[4, 5, 3]", "*sizes": "4, 5, 3",
           "lambda": "1.0", "one": "1", "X": "X", "y": "y", "pairs": "list(zip(X, y))", "yes": "True"}
LABELS = ["np.arange(7) % 3 + 1", "np.arange(7) % 3", "np.eye(3)[np.arange(7) % 3]", "np.eye(3)[np.arange(7) % 3].T",
          "np.arange(7) % 2", "np.sin(np.arange(7.0))", "(np.arange(7) % 2)[:, None]", "(np.arange(7) % 2)[None, :]",
          "np.eye(3)[:, [1]]"]
EXAMPLES = [f"np.random.RandomState(1).rand({shape})" for shape in ("7, 4", "4, 7", "4, 1")]
OWN_LABELS = ["{}", "np.eye(int(np.max({0})) + 1)[np.ravel({0}).astype(int)]", "np.reshape({}, (-1, 1))",
              "np.eye(int(np.max({0})) + 1)[np.ravel({0}).astype(int)].T"]
OURS = [f"{cost}{count}" for count in (" / len(y)", "", " / y.shape[1]") for cost in (
    "-np.sum(y * np.log(out) + (1 - y) * np.log(1 - out))", "-np.sum(y * np.log(out))", "np.sum((out - y) ** 2) / 2")]
FORWARD = re.compile(r"forward|feed|predict|propag|output|activ|run|avant|adelante|vorw", re.I)
TRAIN = re.compile(r"^_*(fit|train|learn|entren|train\w*|trein|trainier|apprend|entra[iî]n)", re.I)
WEIGHT = re.compile(r"_*(thetas?|ws?|weights?|b|bs|bias(es)?|syn|params?|coefs?|gamma|beta)_?\w?\d*_?|\w_?(w|b)\d*",
                    re.I)
GRADIENTS = re.compile(r"^_*(d|g)_?(w|b|theta)|grad|nabla|delta_?(w|b)", re.I)
KEPT = ("d{}", "{}_grad", "grad_{}", "d_{}", "{}grad", "g{}", "grad{}", "grad_{}s")
SHOWN = {"print", "plt", "pprint", "input", "display"}


class Scene:
    """Lines that make an object and its data, and the names after they have run."""

    def __init__(self, module, net, lines, X, y):
        self.module, self.net, self.lines = module, net, lines
        self.X, self.y = X, y  # texts to try

    def head(self):
        return ["import numpy as np"] + import_lines(self.module) + self.lines

    def run(self):
        self.space = space_of(self.module)
        run_quietly("\n".join(self.head()), self.space)


def import_lines(module):
    name = module.__name__
    if module.__file__.endswith(".ipynb"):
        return []
    return [f"from {name} import *"] if name.isidentifier() else \
        ["import importlib", f"globals().update(vars(importlib.import_module({name!r})))"]


def space_of(module):
    sys.modules.setdefault(module.__name__, module)
    return dict(vars(module)) if module.__file__.endswith(".ipynb") else {}


def run_quietly(text, space):
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        exec(text, space)


# ---- How the file itself makes it ----

def bodies_of(statements):
    """Pairs (statements that stand together, whether they are the file's own)."""
    yield statements, True
    for one in statements:
        for part in ast.walk(one):
            if isinstance(part, ast.If) or (isinstance(part, ast.FunctionDef) and not part.args.args):
                yield part.body, False


def own_scenes(module, name, statements):
    for body, is_top in bodies_of(statements):
        for place, one in enumerate(body):
            if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name) and is_made_by(one.value, name):
                net = one.targets[0].id
                lines = [] if is_top else [ast.unparse(line) for line in body[:place + 1] if not is_shown(line)]
                handed = list(data_handed(body[place:], net))
                for X, y, call in handed or [("X", "y", None)]:
                    forms = [form.format(y) for form in OWN_LABELS]
                    yield Scene(module, net, lines, [X], forms)
                    if call and TRAIN.search(call.func.attr):
                        yield Scene(module, net, lines + [ast.unparse(call)], [X], forms)


def is_made_by(value, name):
    """Net(...), or Net(...).fit(X, y)."""
    while isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        value = value.func.value
    return isinstance(value, ast.Call) and getattr(value.func, "id", "") == name


def is_shown(statement):
    names = {part.id for part in ast.walk(statement) if isinstance(part, ast.Name)}
    return isinstance(statement, (ast.Expr, ast.With)) and bool(names & SHOWN)


def data_handed(statements, net):
    """What a method of the object is handed first: net.fit(X, y)."""
    for one in statements:
        for part in ast.walk(one):
            method = part.func if isinstance(part, ast.Call) else None
            is_of_net = isinstance(method, ast.Attribute) and \
                (getattr(method.value, "id", "") == net or isinstance(method.value, ast.Call))
            if is_of_net and len(part.args) > 1:
                yield ast.unparse(part.args[0]), ast.unparse(part.args[1]), part


def plain_scenes(module, name, kind):
    """With sizes and examples of ours; weights that only a fit makes come by it."""
    made = next((text for text in constructions(name, kind) if runs(module, f"net = {text}")), None)
    if made is None:
        return []
    scenes = [Scene(module, "net", [f"net = {made}"], EXAMPLES, LABELS)]
    for method in methods_of(kind):
        if TRAIN.search(method):
            scenes += [Scene(module, "net", [f"net = {made}", f"X = {X}", f"y = {y}", f"net.{method}(X, y)"],
                             ["X"], ["y"]) for X in EXAMPLES for y in LABELS]
    return scenes


def constructions(name, kind):
    plan = plan_of_constructor(kind)
    if plan is not None:
        given = ", ".join((f"{key}=" if key else "") + NUMBERS.get(word, word) for word, key in plan)
        yield f"{name}({given})"
    for given in ("", "[4, 5, 3]", "4, 5, 3", "[4, 5, 3], 1.0"):
        yield f"{name}({given})"


def runs(module, text):
    space = space_of(module)
    try:
        run_quietly("\n".join(["import numpy as np"] + import_lines(module) + [text]), space)
        return True
    except (Exception, SystemExit):
        return False


# ---- The places that hold numbers ----

def places_in(value, text, name="", depth=6):
    """Triples (place as it is written, its last name, numbers)."""
    numbers = as_numbers(value)
    if numbers is not None:
        yield text, name, numbers
    elif depth and isinstance(value, dict):
        for key, part in value.items():
            yield from places_in(part, f"{text}[{key!r}]", name if str(key).isdigit() else str(key), depth - 1)
    elif depth and isinstance(value, (list, tuple)) and len(value) < 50:
        for key, part in enumerate(value):
            yield from places_in(part, f"{text}[{key}]", name, depth - 1)
    elif depth and hasattr(value, "__dict__") and not inspect.isroutine(value) and not inspect.isclass(value):
        for key, part in vars(value).items():
            yield from places_in(part, f"{text}.{key}", key, depth - 1)


def as_numbers(value):
    """An array of decimals, a list of decimals, a decimal; else None."""
    if isinstance(value, (float, np.floating)) or (isinstance(value, np.ndarray) and value.dtype.kind == "f"):
        return np.asarray(value)
    if not isinstance(value, list) or not value or not isinstance(first_of(value), float):
        return None
    try:
        array = np.array(value)
    except ValueError:
        return None
    return array if array.dtype.kind == "f" else None


def first_of(value):
    while isinstance(value, list) and value:
        value = value[0]
    return value


def weights_of(net, name):
    found = [one for one in places_in(net, name) if one[2].size and not NO_WEIGHTS.search(one[1])]
    kept = {form.format(one[1]) for one in found for form in KEPT}  # gradients beside their weights
    found = [one for one in found if one[1] not in kept]
    called = [one for one in found if WEIGHT.fullmatch(one[1])]
    return called or [one for one in found if one[2].ndim and not NO_DATA.search(one[1])]


def set_lines(weights, net):
    lines, first = [], 0
    for place, _, numbers in weights:
        last = first + numbers.size
        value = f"theta[{first}:{last}].reshape({', '.join(map(str, numbers.shape))})"
        owner = eval(place, net)
        if isinstance(owner, np.ndarray) and owner.ndim:
            lines.append(f"{place}[...] = {value}")
        elif isinstance(owner, list):
            lines.append(f"{place} = {value}.tolist()")
        else:
            lines.append(f"{place} = float(theta[{first}])")
        first = last
    return lines


# ---- Ways to come to J and the gradient ----

def is_cost(method):
    return COST.search(method) is not None and re.search("deriv|prime|delta|grad", method, re.I) is None


def calls_of(kind, method, unknown):
    """The call of a method, with all that its arguments may be."""
    given = [p for p in list(inspect.signature(getattr(kind, method)).parameters.values())[1:]
             if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    words = gradlab_words.assign([gradlab_words.Parameter(p.name) for p in given], guesses=False)
    options = [[NUMBERS[words[p.name]]] if words.get(p.name) in NUMBERS else unknown for p in given]
    if options == [["X"]]:
        options = [["X", "list(zip(X, y))"]]
    return [f"net.{method}({', '.join(one)})" for one in itertools.islice(itertools.product(*options), 16)]


def ways(kind, net):
    methods = methods_of(kind)
    costs = [method for method in methods if is_cost(method)]
    gradients = [method for method in methods if GRADIENT.search(method) and method not in costs]
    gradients += [method for method in methods if method not in costs + gradients and not TRAIN.search(method)]
    forwards = [f"out = {call}" for method in methods if FORWARD.search(method)
                for call in calls_of(kind, method, ["X"])]
    for before in [[]] + [[line] for line in forwards[:3]]:
        unknown = ["X", "y", "list(zip(X, y))"] + (["out"] if before else [])
        for cost in [call for method in costs for call in calls_of(kind, method, unknown)]:
            yield named(before + [f"J = {cost}", "G = None"], net)
            for slope in [call for method in gradients for call in calls_of(kind, method, unknown)]:
                yield named(before + [f"J = {cost}", f"G = {slope}"], net)
        for slope in [call for method in gradients for call in calls_of(kind, method, unknown)] if not costs else []:
            yield named(before + [f"J = {slope}", "G = None"], net)
            for cost in OURS if before else []:
                yield named(before + [f"G = {slope}", f"J = {cost}"], net)


def named(lines, net):
    return [line.replace("net.", f"{net}.") for line in lines]


def gradients_of(space, net, weights):
    """Lists of places, one place for each of the weights: what came back, or what the object keeps."""
    kept = [[re.sub(r"(\w+)(\W*)$", lambda found: form.format(found.group(1)) + found.group(2), place)
             for place, _, _ in weights] for form in KEPT]
    lists = [places for places in kept if have_shapes(places, weights, space)]
    came = list(places_in(space["G"], "G")) if space["G"] is not None else list(places_in(space["J"], "J"))[1:]
    in_net = [one for one in places_in(space[net], net) if GRADIENTS.search(one[1])]
    for order in (came, came[::-1], in_net):
        lists.append(by_shape(order, weights))
    return [one for place, one in enumerate(lists) if one and one not in lists[:place]]


def have_shapes(places, weights, space):
    try:
        return all(np.shape(eval(place, space)) == numbers.shape for place, (_, _, numbers) in zip(places, weights))
    except Exception:
        return False


def by_shape(came, weights):
    """By its name where that is told, else the first of its shape; one that is as long as all may be all."""
    if len(came) == 1 and came[0][2].size == sum(numbers.size for _, _, numbers in weights):
        return [came[0][0]]
    left, found = list(came), []
    for _, name, numbers in weights:
        fits = [one for one in left if one[2].shape == numbers.shape]
        called = f"d_?{re.escape(name)}|{re.escape(name)}_?grad|grad_?{re.escape(name)}|{re.escape(name)}"
        is_named = [one for one in fits if one[1] and re.fullmatch(called, one[1])]
        if not fits:
            return []
        found.append((is_named or fits)[0])
        left = [one for one in left if one is not found[-1]]
    return [place for place, _, _ in found]


# ---- The adapter ----

def adapter(setters, way, places):
    returned = "J" if "G = None" not in way or not places[0].startswith("J") else "J[0]"
    lines = [line for line in way if line != "G = None"]
    return ["def f(theta):"] + [f"    {line}" for line in setters + lines] + [
        f"    gradients = [{', '.join(places)}]",
        f"    return {returned}, np.concatenate([np.ravel(g) for g in gradients])"]


def fitting(space, weights):
    """Of how many of the weights the gradient belongs to the cost; -1 where it does not run."""
    f, theta = space["f"], space["theta0"] + 0.1 * np.sin(np.arange(len(space["theta0"])))
    J, gradient = f(theta)
    if np.size(J) != 1 or np.shape(gradient) != theta.shape:
        return -1
    count, first = 0, 0
    for _, _, numbers in weights:
        along = np.zeros(theta.size)
        along[first:first + numbers.size] = np.sin(1 + 1.7 * np.arange(numbers.size))
        slope = (f(theta + 1e-5 * along)[0] - f(theta - 1e-5 * along)[0]) / 2e-5
        count += bool(slope != 0 and abs(slope - gradient @ along) <= 1e-4 * abs(slope))
        first += numbers.size
    return count


def of_scene(scene, kind, deadline):
    """(how many weights fit, of how many, the text) of the best adapter."""
    best = (0, 0, "")
    scene.run()
    weights = weights_of(scene.space[scene.net], scene.net)
    if not weights or len(weights) > 40:
        return best
    setters = set_lines(weights, scene.space)
    theta = [f"theta0 = np.concatenate([{', '.join(f'np.ravel({place})' for place, _, _ in weights)}])"]
    for X, y, way in itertools.product(scene.X, scene.y, ways(kind, scene.net)):
        if time.monotonic() > deadline or best[0] == len(weights):
            break
        data = [f"{name} = {text}" for name, text in (("X", X), ("y", y)) if name != text]
        for places in tried(scene.space, scene.net, data + theta + way, weights):
            body = adapter(setters, way, places)
            count = try_out(dict(scene.space), data + theta + body, weights)
            if count > best[0]:
                best = (count, len(weights), "\n".join(scene.head() + data + theta + body))
    return best


def tried(space, net, lines, weights):
    space = dict(space)
    try:
        run_quietly("\n".join(lines), space)
        return gradients_of(space, net, weights)
    except Exception:
        return []


def try_out(space, lines, weights):
    try:
        run_quietly("\n".join(lines), space)
        with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
            return fitting(space, weights)
    except Exception:
        return -1


def lines_for(module, statements):
    """(the class in words, the adapter); the adapter is empty where none fits, both where no class has a cost."""
    deadline = time.monotonic() + SECONDS
    told, best = "", (0, 0, "")
    for name, kind in likely_classes(module, statements):
        method = sorted(methods_of(kind), key=lambda one: (not is_cost(one), not GRADIENT.search(one)))[0]
        shown = ", ".join(list(inspect.signature(getattr(kind, method)).parameters)[1:])
        told = told or f"class {name} with {method}({shown})"
        for scene in list(own_scenes(module, name, statements)) + plain_scenes(module, name, kind):
            try:
                found = of_scene(scene, kind, deadline)
            except (Exception, SystemExit):  # whatever is wrong with this way
                continue
            if found[0] > best[0] and runs_anew(module, found[2]):
                best, told = found, f"class {name} with {method}({shown})"
            if best[0] and best[0] == best[1]:
                return told, best[2]
    return told, best[2]


def likely_classes(module, statements):
    """Those with a cost and a gradient first; a later one may hold the ones before."""
    kinds = list(own_classes(module).items())[::-1]
    has = lambda kind, word: any(word.search(method) for method in methods_of(kind))
    kinds = [one for one in kinds if has(one[1], COST) or has(one[1], GRADIENT)]
    made = {part.func.id for one in statements for part in ast.walk(one) if not isinstance(one, ast.ClassDef)
            and isinstance(part, ast.Call) and isinstance(part.func, ast.Name)}
    return sorted(kinds, key=lambda one: (not (has(one[1], COST) and has(one[1], GRADIENT)), one[0] not in made))


def runs_anew(module, text):
    """With the file imported as the adapter will import it: not as this program has read it."""
    space = space_of(module)
    known = sys.modules.pop(module.__name__, None)
    sys.path.insert(0, os.path.dirname(module.__file__))
    try:
        run_quietly(text, space)
        run_quietly("f(theta0)", space)
        return True
    except (Exception, SystemExit):
        return False
    finally:
        sys.path.pop(0)
        sys.modules[module.__name__] = known
