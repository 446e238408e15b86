"""Loads a learner's file, whatever its top level does: one statement that fails does not stop those that follow."""
import __future__
import ast
import builtins
import functools
import io
import os
import signal
import sys
import types

import numpy as np

import gradlab_reading
import gradlab_removed
import gradlab_source
from gradlab_errors import describe_error, TooLong

TOP_LEVEL_SECONDS = 1  # for all that the file does at its top level besides imports and definitions
FOLDERS_ABOVE = 4


def interrupt(signal_number, frame):
    raise TooLong(f"it ran for more than {TOP_LEVEL_SECONDS} s")


def run_statement(statement, path, flags, space):
    limited = not isinstance(statement, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef))
    code = compile(ast.Module([statement], []), path, "exec", flags, dont_inherit=True)
    if not limited:
        exec(code, space)
        return
    signal.setitimer(signal.ITIMER_REAL, max(run_statement.seconds_left, 0.05))
    try:
        exec(code, space)
    finally:
        run_statement.seconds_left = signal.setitimer(signal.ITIMER_REAL, 0)[0]


run_statement.seconds_left = TOP_LEVEL_SECONDS


def run(statement, path, flags, space):
    """A module that is not found beside the file may be in one of the folders above."""
    try:
        run_with_old_modules(statement, path, flags, space)
    except ModuleNotFoundError as error:
        if not run_from_above(statement, path, flags, space):
            raise error


def run_with_old_modules(statement, path, flags, space):
    """Modules beside the file that are Python 2 are translated, one after the other."""
    while True:
        try:
            return run_statement(statement, path, flags, space)
        except SyntaxError as error:
            if error.filename in (None, path) or not load_old_module(error.filename):
                raise


def load_old_module(path):
    """Whether it is one, and was not loaded before."""
    name = os.path.splitext(os.path.basename(path))[0]
    if not os.path.isfile(path) or name in sys.modules:
        return False
    source = gradlab_reading.read(path)
    module = types.ModuleType(name)
    module.__file__ = path
    sys.modules[name] = module
    give_old_names(source, module.__dict__)
    for statement in source.statements:
        try:
            run(statement, path, flags_of(source.statements), module.__dict__)
        except (Exception, SystemExit, TooLong):  # as in the file itself, what follows may do without
            pass
    gradlab_removed.note(f"{os.path.basename(path)} is Python 2: it was translated by 2to3 for this check")
    return True


def run_from_above(statement, path, flags, space):
    folder = os.path.dirname(path)
    for _ in range(FOLDERS_ABOVE):
        folder = os.path.dirname(folder)
        if folder == os.path.dirname(folder):
            return False
        sys.path.append(folder)
        try:
            run_statement(statement, path, flags, space)
            return True
        except ModuleNotFoundError:
            sys.path.pop()
    return False


# ---- A module of a package ----

def relative_depth(statements):
    levels = [node.level for statement in statements for node in ast.walk(statement)
              if isinstance(node, ast.ImportFrom)]
    return max(levels, default=0)


def stand_in_package(path, depth):
    """Packages that are the folders above the file, without their __init__: relative imports find their way."""
    folders = [os.path.dirname(path)]
    while len(folders) < depth:
        folders.insert(0, os.path.dirname(folders[0]))
    name = ""
    for folder in folders:
        name += ("." if name else "") + os.path.basename(folder).replace(".", "_").replace(" ", "_")
        package = types.ModuleType(name)
        package.__path__ = [folder]
        sys.modules.setdefault(name, package)
    return name


# ---- Data beside the file ----

def read_beside(folder):
    """What is read by a relative name may lie beside the file; what is written goes to the empty folder."""
    original = builtins.open

    @functools.wraps(original)
    def open_beside(file, mode="r", *arguments, **named):
        try:
            return original(file, mode, *arguments, **named)
        except FileNotFoundError:
            is_name = isinstance(file, (str, os.PathLike)) and set(mode) <= set("rbtU")
            if not is_name:
                raise
            try:
                return original(os.path.join(folder, file), mode, *arguments, **named)
            except FileNotFoundError:
                pass  # the error tells the name that the file has
            raise
    builtins.open = io.open = open_beside


# ---- The whole file ----

def flags_of(statements):
    flags = 0
    for statement in statements:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            for name in statement.names:
                flags |= getattr(__future__, name.name).compiler_flag
    return flags


def give_old_names(source, space):
    now = {"xrange": range, "raw_input": input, "unicode": str, "basestring": str, "long": int, "unichr": chr,
           "reduce": functools.reduce}
    for name in gradlab_reading.old_names(source.statements):
        if hasattr(builtins, name):
            continue
        space[name] = now[name]
        source.remarks.append(f"{name} is of Python 2: Python 3's own stood in for it")


def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


def slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


def rectify(z):
    return np.maximum(0, z)


def sigmoid_back(dA, z):
    return dA * slope(z)


def rectify_back(dA, z):
    return np.where(np.asarray(z) > 0, dA, 0)


def with_cache(function):
    """As a course's dnn_utils has it: the activation, and z."""
    return lambda z: (function(z), z)


HELPERS = {"sigmoid": sigmoid, "sigmoidgradient": slope, "sigmoidgrad": slope, "relu": rectify,
           "sigmoidbackward": sigmoid_back, "relubackward": rectify_back}


def helper_for(name, source):
    helper = HELPERS.get(name.lower().replace("_", ""))
    origin = next((node.module or "" for statement in source.statements for node in ast.walk(statement)
                   if isinstance(node, ast.ImportFrom) and
                   any(alias.name in (name, "*") for alias in node.names) and "dnn" in (node.module or "")), "")
    return with_cache(helper) if origin and helper in (sigmoid, rectify) else helper


def stand_in(source, module):
    """The exercise's helpers where they lie in files that are not here."""
    own = [value for value in vars(module).values() if isinstance(value, types.FunctionType)
           and value.__code__.co_filename == module.__file__]
    read = {name for function in own for name in gradlab_source.globals_read(function)}
    for name in sorted(read - set(vars(module))):
        if name in ("np", "numpy"):
            setattr(module, name, np)
            source.remarks.append(f"{name} is not imported in the file: NumPy stood in for it")
            continue
        helper = helper_for(name, source)
        if helper is not None:
            setattr(module, name, helper)
            source.remarks.append(f"{name} is not in the file nor beside it: the exercise's stood in for it")


def stand_in_modules(source, module):
    """A course's module that is not here: of what is read from it, the exercise's helpers stand in."""
    for name in missing_modules(source):
        read = {node.attr for statement in source.statements for node in ast.walk(statement)
                if isinstance(node, ast.Attribute) and gradlab_source.is_name(node.value, name)}
        helpers = {one: helper_for(one, source) for one in sorted(read) if helper_for(one, source) is not None}
        if helpers:
            setattr(module, name, types.SimpleNamespace(**helpers))
            source.remarks.append(f"{name} is not beside the file: the exercise's stood in for "
                                  f"{', '.join(f'{name}.{one}' for one in helpers)}")


def missing_modules(source):
    """The names under which modules that were not found would be known."""
    lines = {skipped["line"] for skipped in source.skipped if skipped["error"].startswith("ModuleNotFoundError")}
    return [alias.asname or alias.name for statement in source.statements if isinstance(statement, ast.Import)
            and statement.lineno in lines for alias in statement.names]


def load(path):
    """The file's module, and its source with the statements that could not be run."""
    source = gradlab_reading.read(path)
    name = os.path.splitext(os.path.basename(path))[0]
    module = types.ModuleType(name)
    module.__file__ = path
    sys.modules.setdefault(name, module)
    read_beside(os.path.dirname(path))
    sys.path[0] = os.path.dirname(path)  # in place of the adapter's folder: modules beside the file can be imported
    depth = relative_depth(source.statements)
    if depth:
        module.__package__ = stand_in_package(path, depth)
    give_old_names(source, module.__dict__)
    flags = flags_of(source.statements)
    signal.signal(signal.SIGALRM, interrupt)
    for statement in source.statements:
        try:
            run(statement, path, flags, module.__dict__)
        except (Exception, SystemExit, TooLong) as error:
            source.skipped.append({"line": statement.lineno, "error": describe_error(error)})
    stand_in_modules(source, module)
    stand_in(source, module)
    source.remarks += gradlab_removed.used
    return module, source
