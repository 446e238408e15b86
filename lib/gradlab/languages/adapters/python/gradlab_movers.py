"""Methods that move the weights of their object by a rate times the gradient: what they take away is the gradient."""
import ast
import inspect
import re

import gradlab_source
from gradlab_source import change_of
from gradlab_words import RATE

TURNS = re.compile(r"(n|num|max|nb|number|no)?_?(of)?_?(epochs?|iters?|iterations?|steps|turns|loops)|iteraciones|"
                   r"epocas?|[ée]poques?|durchl[aä]ufe|maxiter", re.I)
WHOLE = re.compile(r"(mini_?)?batch_?size|bs", re.I)
SILENT = re.compile(r"verbose|print\w*|show\w*|debug|plot\w*|log_?every", re.I)
NO_PLAIN_STEP = re.compile(r"adam|rmsprop|adagrad|moment|veloc|beta|sqrt|clip|dropout|shuffle|permut|choice|rand|nesterov|"
                           r"anneal|decay_rate", re.I)


class Mover:
    """A method that is called for one turn, with a rate of 1 where the rate is an argument."""

    def __init__(self, method):
        given = method.__signature__.parameters.values()
        self.method = method
        self.fixed = {p.name: value for p in given for value in [fixed_value(p)] if value is not None}
        has_own_rate = any(RATE.fullmatch(word) for word in gradlab_source.words_in(method)) and \
            not any(RATE.fullmatch(name) for name in self.fixed)
        self.rate = None if has_own_rate else 1.0  # None: the object holds it
        self.__signature__ = method.__signature__.replace(
            parameters=[p.replace(kind=p.KEYWORD_ONLY) if is_behind(p, given, self.fixed) else p for p in given
                        if p.name not in self.fixed])
        self.__name__ = method.__name__
        self.__code__ = method.__code__
        self.__globals__ = method.__globals__
        self.__annotations__ = method.__annotations__

    def __call__(self, *positional, **named):
        self.method(*positional, **named, **self.fixed)


def is_behind(parameter, given, fixed):
    """A fixed argument stands before it: it is handed over by its name."""
    names = [p.name for p in given]
    return any(name in fixed for name in names[:names.index(parameter.name)])


def fixed_value(parameter):
    if RATE.fullmatch(parameter.name):
        return 1.0
    if TURNS.fullmatch(parameter.name):
        return 1
    if WHOLE.fullmatch(parameter.name):
        return 10 ** 9
    return False if SILENT.fullmatch(parameter.name) and parameter.default is not inspect.Parameter.empty else None


def movers_among(methods):
    """Those of the methods that make one plain step by the gradient of all examples, by their names."""
    trees = {name: body_of(method) for name, method in methods.items()}
    plain = {name for name, tree in trees.items() if tree is not None and is_plain(tree)}
    found = {name for name in plain if moves(trees[name])}
    if not found:
        return {}
    callers = {name for name in plain - found if calls_once(trees[name], found)}
    return {name: Mover(methods[name]) for name in methods if name in found | callers}


def body_of(method):
    tree = gradlab_source.tree_of(method)
    return tree.body[0] if tree and isinstance(tree.body[0], ast.FunctionDef) else None


def is_plain(tree):
    """Nothing in it speaks of another rule than a step by the rate."""
    words = [getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(tree)
             if isinstance(node, (ast.Name, ast.Attribute))]
    return not any(NO_PLAIN_STEP.search(word) for word in words)


def moves(tree):
    """Whether it changes weights of its object, once in each turn."""
    changes = list(changes_in(tree, []))
    return bool(changes) and all(is_once(target, loops) for target, loops in changes)


def changes_in(node, loops):
    """Pairs (what is changed, the loops around it)."""
    for part in ast.iter_child_nodes(node):
        change = change_of(part) if isinstance(part, (ast.Assign, ast.AugAssign)) else None
        if change is not None and ast.unparse(change[0]).startswith("self."):
            yield change[0], loops
        inner = loops + [part] if isinstance(part, (ast.For, ast.While)) else loops
        yield from changes_in(part, inner)


def is_once(target, loops):
    """A loop around it counts turns or batches, or names the layer that is changed."""
    names = {part.id for part in ast.walk(target) if isinstance(part, ast.Name)}
    return all(counts_turns(loop) or names & names_in(loop.target) for loop in loops if isinstance(loop, ast.For)) \
        and not any(isinstance(loop, ast.While) for loop in loops)


def names_in(node):
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def counts_turns(loop):
    """for i in range(epochs), and for i in range(0, m, batch_size)."""
    words = [getattr(part, "id", getattr(part, "attr", "")) for part in ast.walk(loop.iter)
             if isinstance(part, (ast.Name, ast.Attribute))]
    return any(TURNS.fullmatch(word) or WHOLE.fullmatch(word) for word in words)


def calls_once(tree, movers):
    """It calls one of them, in no loop but that of turns."""
    calls = list(calls_in(tree, movers, []))
    return bool(calls) and all(counts_turns(loop) for loops in calls for loop in loops if isinstance(loop, ast.For))


def calls_in(node, movers, loops):
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.Call) and getattr(part.func, "attr", "") in movers:
            yield loops
        yield from calls_in(part, movers, loops + [part] if isinstance(part, (ast.For, ast.While)) else loops)
