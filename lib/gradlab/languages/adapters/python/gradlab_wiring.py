"""Functions that take what another function gives: the pieces put together by names."""
import ast
import inspect
import re

import gradlab_source
import gradlab_words
from gradlab_choices import NETWORK, Choice, by_likelihood, is_helper, is_whole
from gradlab_results import LAST
from gradlab_weights import layouts_for, own_layouts

OUTPUT = re.compile(r"h\w*|[azo]\w?|out\w*|\w*hat|\w*pred\w*|prob\w*|p|cache|\w*activ\w*|al|result\w*")
KEPT = re.compile(r"caches?|mem\w*|store\w*|kept|inter\w*|states?|linear\w*")
COST_ONLY = re.compile(r"entropy|likelihood", re.I)
PRODUCERS = re.compile(r"forw|feed|predict|prop|hypoth|output|activ|network|net|model|compute|layers|infer|run", re.I)

def producers(functions, given=()):
    """Functions that take weights and X, and give outputs."""
    found = []
    for name, function in functions.items():
        plan = gradlab_words.by_name(function) if PRODUCERS.search(name) and not re.search("back", name, re.I) else None
        words = [word for word, _ in plan or []] + list(given)
        has_weights = any(word.startswith(("theta", "Theta")) for word in words)
        if plan is not None and has_weights and "X" in words and "y" not in words:
            found.append((name, function, plan, gradlab_source.returned_names(function)))
    plain = [one for one in found if not re.search("predict|classif", one[0], re.I) and not is_helper(one[0])]
    return plain or found


def keepers(functions):
    """Functions of weights, X and y that give the cost, and beside it what the gradient goes on from."""
    found = []
    for name, function in functions.items():
        plan = gradlab_words.by_name(function, guesses=False)
        returned = gradlab_source.returned_names(function)
        keeps = len(returned) > 1 and any(KEPT.fullmatch(one or "") for one in returned[1:])
        if plan is not None and is_whole(plan) and keeps:
            found.append((name, function, plan, returned))
    return found


def wire(function, producer):
    """A plan whose unknown arguments are the producer's results; None where some stay unknown."""
    name, make, make_plan, returned = producer
    parameters, rest = gradlab_words.parameters_of(function)
    if parameters is None or rest or function is make:
        return None
    words = gradlab_words.assign(parameters, guesses=False)
    plain = [(one or "").lower().replace("_", "") for one in returned]
    known = {p.name for p in parameters if p.plain in plain and words.get(p.name) not in ("theta", "y", "lambda")}
    unknown = [p for p in parameters if p.name in known or words.get(p.name) in (None, "output")]
    places = match_results([p for p in unknown if not p.has_default or p.name in known], plain)
    if not places:
        return None
    plan, wires = [], {}
    for parameter in parameters:
        key = parameter.name if parameter.keyword_only else None
        if parameter.name in places:
            is_whole_result = parameter.plain in plain or re.search("activ|cache|result", parameter.plain)
            is_part = len(returned) == 1 and not is_whole_result and OUTPUT.fullmatch(parameter.plain)
            place = places[parameter.name] if len(returned) > 1 else LAST if is_part else None
            word = f"{name}()" if place is None else f"{name}()[{place}]"
            wires[word] = (make, make_plan, place)
            plan.append((word, key))
        elif parameter.name in words:
            plan.append((words[parameter.name], key))
    return plan, wires


def match_results(parameters, returned):
    """By the same name; what is left by its place, where as many are left on both sides; the output is the last."""
    places = {p.name: returned.index(p.plain) for p in parameters if p.plain in returned}
    left = [p for p in parameters if p.name not in places]
    free = [i for i in range(len(returned)) if i not in places.values()]
    if len(left) == 1 and free and KEPT.fullmatch(left[0].plain):
        places[left[0].name] = free[-1]
    elif len(left) == 1 and free and OUTPUT.fullmatch(left[0].plain):
        places[left[0].name] = [i for i in free if i == free[0] or not KEPT.fullmatch(returned[i])][-1]
    elif len(left) > 1 and len(left) == len(free):
        places.update({p.name: i for p, i in zip(left, free)})
    return places if len(places) == len(parameters) else None


def wired_choices(functions):
    found = []
    makers = producers(functions) + keepers(functions)
    for name, function in functions.items():
        is_plain = is_whole(gradlab_words.by_name(function, guesses=False) or [])
        is_meant = NETWORK.search(name) or COST_ONLY.search(name) or takes_result(function, makers)
        if is_helper(name) or is_plain or not is_meant:
            continue
        for producer in makers:
            made = wire(function, producer)
            if made is not None and gradlab_words.LABELS & {word for word, _ in made[0]}:
                found += choices_with(name, function, *made, producer)
    return by_likelihood(found)


def takes_result(function, makers):
    """Its arguments have the names under which a producer returns its results."""
    parameters, _ = gradlab_words.parameters_of(function)
    names = {parameter.name for parameter in parameters or []}
    return any(names & {one for one in returned if one} for _, make, _, returned in makers if make is not function)


def choices_with(name, function, plan, wires, producer):
    _, make, make_plan, _ = producer
    layouts = layouts_for(make, make_plan)
    found = [Choice([name], [function], [plan], "network", layouts, wires)] if layouts else []
    deeper = [] if {"n", "h", "K"} & {word for word, _ in make_plan} else own_layouts(make, make_plan)
    if deeper:
        found.append(Choice([name], [function], [plan], "own", [layout for layout, _ in deeper], wires,
                            [[None] * count for _, count in deeper]))
    return found


# ---- Functions that make the cost of some data ----

class Made:
    """make(X, y, ...)(theta) as a function of theta, X, y, ..."""

    def __init__(self, make):
        first = inspect.Parameter("theta", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        signature = inspect.signature(make)
        self.__signature__ = signature.replace(parameters=[first, *signature.parameters.values()])
        self.make = make
        self.__name__ = make.__name__
        self.__code__ = make.__code__
        self.__globals__ = make.__globals__
        self.__annotations__ = make.__annotations__

    def __call__(self, theta, *positional, **named):
        made = self.make(*positional, **named)
        return tuple(one(theta.copy()) for one in made) if isinstance(made, tuple) else made(theta)


def makers_of_costs(functions):
    """Those that take data, and return functions of one argument that they define."""
    found = {}
    for name, function in functions.items():
        inner = {node.name for node in gradlab_source.nodes_of(function, ast.FunctionDef)
                 if len(node.args.args) == 1 and node.name != function.__name__}
        returned = gradlab_source.returned_by(function)
        plan = gradlab_words.by_name(function, guesses=False) or []
        if returned and set(returned) <= inner and {"X", "y"} <= {word for word, _ in plan}:
            found[name] = Made(function)
    return found
