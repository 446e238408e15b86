"""What the text of a function says beyond its name: what it reads, unpacks, indexes, returns and reaches."""
import ast
import dis
import functools
import inspect
import os
import re
import types

trees = {}  # the parsed statements of the learner's file, by path


def source_of(function):
    code = function.__code__
    for tree in trees.get(code.co_filename, []):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name == function.__name__ and \
                    node.lineno <= code.co_firstlineno + len(node.decorator_list) <= (node.end_lineno or node.lineno):
                return ast.unparse(node)
    return inspect.getsource(function)


@functools.lru_cache(maxsize=None)
def tree_of(function):
    """None where the text cannot be had."""
    try:
        return ast.parse(inspect.cleandoc("\n" + source_of(function)))
    except (AttributeError, OSError, TypeError, SyntaxError):
        return None


def nodes_of(function, *kinds):
    tree = tree_of(function)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)] if tree else []


@functools.lru_cache(maxsize=None)
def numbers_in(path):
    """Those that stand in the learner's file."""
    return {node.value for tree in trees.get(path, []) for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and type(node.value) in (int, float)}


# ---- Its arguments ----

def unpacked_names(function, rest):
    """The names that `a, b = args` or `a = args[0]` gives, in the order of args."""
    by_place = {}
    for node in nodes_of(function, ast.Assign):
        if len(node.targets) != 1:
            continue
        target, value = node.targets[0], node.value
        if is_name(value, rest) and isinstance(target, (ast.Tuple, ast.List)):
            names = [one.id for one in target.elts if isinstance(one, ast.Name)]
            return names if len(names) == len(target.elts) else []
        place = index_of(value, rest)
        if place is not None and isinstance(target, ast.Name):
            by_place[place] = target.id
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, part in zip(target.elts, value.elts):
                if isinstance(one, ast.Name) and index_of(part, rest) is not None:
                    by_place[index_of(part, rest)] = one.id
    return [by_place[i] for i in range(len(by_place))] if set(by_place) == set(range(len(by_place))) else []


def is_name(node, name):
    return isinstance(node, ast.Name) and node.id == name


def index_of(value, rest):
    is_part = isinstance(value, ast.Subscript) and is_name(value.value, rest)
    return value.slice.value if is_part and isinstance(value.slice, ast.Constant) else None


def string_keys(function, name):
    """The texts in a function that indexes this name, or gets from it: its keys, `W%d` and the like among them."""
    keys = [node.slice for node in nodes_of(function, ast.Subscript) if is_name(node.value, name)]
    keys += [node.args[0] for node in nodes_of(function, ast.Call) if isinstance(node.func, ast.Attribute)
             and node.func.attr == "get" and is_name(node.func.value, name) and node.args]
    if not keys:
        return []
    own = [key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
    found = [node.value for node in nodes_of(function, ast.Constant) if isinstance(node.value, str)]
    return list(dict.fromkeys(own if own else found))


def is_read(function, name):
    return any(is_name(node, name) for node in nodes_of(function, ast.Name))


def attributes(function, name):
    """The attributes that it reads from this name."""
    return list(dict.fromkeys(node.attr for node in nodes_of(function, ast.Attribute) if is_name(node.value, name)))


def is_list_of_pairs(function, name):
    """It goes through the name by `for x, y in name`."""
    return any(isinstance(node.target, ast.Tuple) and len(node.target.elts) == 2 and is_name(node.iter, name)
               for node in nodes_of(function, ast.For, ast.comprehension))


def holds_pairs(function, name):
    """The parts of this name are taken in two: for W, b in name, and W, b = name[i]."""
    parts = [(node.target, node.iter) for node in nodes_of(function, ast.For, ast.comprehension)]
    parts += [(node.targets[0], node.value) for node in nodes_of(function, ast.Assign)
              if isinstance(node.value, ast.Subscript) and not isinstance(node.value.slice, ast.Slice)]
    return any(is_pair_of(target, value, name) for target, value in parts)


def is_pair_of(target, value, name):
    if isinstance(value, ast.Call) and len(value.args) == 1 and isinstance(value.func, ast.Name):  # reversed(name)
        is_counted = value.func.id == "enumerate" and isinstance(target, ast.Tuple) and len(target.elts) == 2
        return is_pair_of(target.elts[1] if is_counted else target, value.args[0], name)
    value = value.value if isinstance(value, ast.Subscript) else value
    return isinstance(target, ast.Tuple) and len(target.elts) == 2 and is_name(value, name)


# ---- Where a minimizer starts ----

MINIMIZERS = re.compile(r"fmin\w*|minimi[sz]e\w*|least_squares|leastsq|check_grad|approx_fprime|basinhopping", re.I)


def starts(statements):
    """The expressions that calls of a minimizer begin with: of fmin_cg(f, p0, ...) and minimize(f, x0=p0) p0."""
    found = []
    for node in (node for statement in statements for node in ast.walk(statement) if isinstance(node, ast.Call)):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if not MINIMIZERS.fullmatch(called):
            continue
        place = 2 if called == "check_grad" else 0 if called == "approx_fprime" else 1
        found += [keyword.value for keyword in node.keywords if keyword.arg == "x0"] or node.args[place:place + 1]
    return found


# ---- Who divides its sum ----

RATE = re.compile(r"eta|lr|alpha|rate|learning_?rate|step(_?size)?|l_?rate", re.I)
COUNT = re.compile(r"m|n|batch_?size|num_?(examples|samples)|n_?(examples|samples|batch)", re.I)


def dividers(name, statements):
    """The functions that call this one for a gradient, and divide it or the rate by the number of examples."""
    found = []
    for function in (node for one in statements for node in ast.walk(one) if isinstance(node, ast.FunctionDef)):
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Assign) and is_call_of(node.value, name)]
        names = {part.id for call in calls for target in call.targets for part in ast.walk(target)
                 if isinstance(part, ast.Name)}
        names |= names_of_parts(function, names)
        counts = names_of_counts(function)
        if names and any(divides_by_count(node, names, counts) for node in ast.walk(function)):
            found.append(function.name)
    return found


def is_call_of(node, name):
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr == name or is_name(called, name)


def names_of_parts(function, names):
    """for w, dw in zip(weights, gradients): the names that go through these."""
    return {part.id for node in ast.walk(function) if isinstance(node, (ast.For, ast.comprehension))
            and any(is_name(one, name) for one in ast.walk(node.iter) for name in names)
            for part in ast.walk(node.target) if isinstance(part, ast.Name)}


def names_of_counts(function):
    """k = X.shape[1] and k = len(X)."""
    return {target.id for node in ast.walk(function) if isinstance(node, ast.Assign) and is_count(node.value)
            for target in node.targets if isinstance(target, ast.Name)}


def divides_by_count(node, names, counts):
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Div):
        return False
    left = node.left.attr if isinstance(node.left, ast.Attribute) else getattr(node.left, "id", "")
    read = {part.id for part in ast.walk(node.left) if isinstance(part, ast.Name)}
    return bool(RATE.fullmatch(left) or read & names) and is_count(node.right, counts)


def is_count(node, counts=()):
    if isinstance(node, ast.Name) and node.id in counts:
        return True
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
    is_length = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "len"
    return is_length or isinstance(node, ast.Name) and COUNT.fullmatch(node.id) is not None


# ---- What it changes ----

def change_of(statement):
    """(the weights, their change, whether it is taken away) of W -= rate * dW and W = W - rate * dW; else None."""
    if isinstance(statement, ast.AugAssign) and isinstance(statement.op, (ast.Sub, ast.Add)):
        return statement.target, statement.value, isinstance(statement.op, ast.Sub)
    value = statement.value if isinstance(statement, ast.Assign) and len(statement.targets) == 1 else None
    if isinstance(value, ast.BinOp) and isinstance(value.op, (ast.Sub, ast.Add)) and \
            ast.unparse(value.left) == ast.unparse(statement.targets[0]):
        return statement.targets[0], value.right, isinstance(value.op, ast.Sub)
    return None


# ---- What it returns ----

def returned_names(function):
    """The names that its last return gives; None for what has no name."""
    returns = [node.value for node in nodes_of(function, ast.Return) if node.value is not None]
    if not returns:
        return []
    value = returns[-1]
    parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else [value]
    return [part.id if isinstance(part, ast.Name) else key_of(part) for part in parts]


def key_of(node):
    """Of outputs["yhat"] yhat; else None."""
    is_item = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
    return node.slice.value if is_item and isinstance(node.slice.value, str) else None


def returned_by(function):
    """The names that its own last statement returns."""
    tree = tree_of(function)
    last = tree.body[0].body[-1] if tree and isinstance(tree.body[0], ast.FunctionDef) else None
    value = last.value if isinstance(last, ast.Return) else None
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    return [part.id for part in parts] if all(isinstance(part, ast.Name) for part in parts) else []


# ---- What it reaches ----

def codes_within(code):
    yield code
    for part in code.co_consts:
        if inspect.iscode(part):
            yield from codes_within(part)


def globals_read(function):
    """The names that it takes from its file, in the order in which it reads them."""
    names = [step.argval for code in codes_within(function.__code__) for step in dis.get_instructions(code)
             if step.opname in ("LOAD_GLOBAL", "LOAD_NAME")]
    return list(dict.fromkeys(names))


def reached_from(functions):
    """The functions themselves, and those of the file that they call, with all methods of its classes."""
    found, waiting = [], list(functions)
    while waiting:
        one = waiting.pop(0)
        if not hasattr(one, "__code__") or any(one.__code__ is other.__code__ for other in found):
            continue
        found.append(one)
        folder = os.path.dirname(one.__code__.co_filename)
        for name in globals_read(one):
            value = one.__globals__.get(name)
            if isinstance(value, types.FunctionType) and os.path.dirname(value.__code__.co_filename) == folder:
                waiting.append(value)
            elif inspect.isclass(value):
                waiting += [part for part in vars(value).values() if isinstance(part, types.FunctionType)
                            and os.path.dirname(part.__code__.co_filename) == folder]
    return found


def methods_of(kind):
    return [part for part in vars(kind).values() if isinstance(part, types.FunctionType)] if kind else []


OTHER_NETWORK = re.compile(r"tanh|relu|elu|softmax|logsumexp|log_?sum_?exp|softplus|arctan|hinge|swish|gelu|conv|"
                           r"dropout|recurrent|lstm|rnn|embedding|batch_?norm|crelu|rbf|gauss", re.I)
SIGMOID = re.compile(r"sigm|logistic|expit|logit", re.I)


def words_in(function):
    """All names and attributes in its text."""
    nodes = nodes_of(function, ast.Name, ast.Attribute)
    return [node.id if isinstance(node, ast.Name) else node.attr for node in nodes]


def is_rectifier(node):
    """maximum(0, z), z * (z > 0), where(z > 0, z, 0)."""
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        zero = any(isinstance(part, ast.Constant) and part.value == 0 for part in node.args)
        return called in ("maximum", "max", "fmax", "where", "clip") and zero
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and any(
        isinstance(side, ast.Compare) and isinstance(side.comparators[0], ast.Constant)
        and side.comparators[0].value == 0 for side in (node.left, node.right))


def speaks_of_other(functions):
    """Activations, losses or layers that are not of the exercise's network, in all that the functions reach."""
    reached = reached_from(functions)
    words = [word for one in reached for word in words_in(one) + [one.__name__] if OTHER_NETWORK.search(word)]
    rectified = any(is_rectifier(node) for one in reached for node in nodes_of(one, ast.Call, ast.BinOp))
    return sorted(set(words)) + (["maximum(0, ...)"] if rectified else [])


def is_sigmoid(node):
    """1 / (1 + exp(...))"""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and isinstance(node.right, ast.BinOp) and \
        isinstance(node.right.op, ast.Add) and any(
            isinstance(part, ast.Call) and "exp" in ast.dump(part.func) for part in (node.right.left, node.right.right))


def speaks_of_sigmoid(functions):
    reached = reached_from(functions)
    return any(SIGMOID.search(word) for one in reached for word in words_in(one) + [one.__name__]) or \
        any(is_sigmoid(node) for one in reached for node in nodes_of(one, ast.BinOp))
