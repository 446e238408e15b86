"""Runs a file's own program, and remembers the calls of its functions: what they took, gave, and changed."""
import argparse
import contextlib
import functools
import gc
import inspect
import os
import signal
import sys
import time
import types

import numpy as np

from gradlab_errors import TooLong
from gradlab_leaves import leaves, numbers

RECORDS = 6          # of one function, or of one method of one object, by one caller
SECONDS = 1.5        # for a whole program
SECONDS_MORE = 0.4   # once the gradient is known


class Enough(BaseException):
    """All that is wanted was seen."""


class Minimized(BaseException):
    """The program has come to a minimizer."""

    def __init__(self, cost, gradient, start, arguments):
        super().__init__()
        self.cost, self.gradient, self.start, self.arguments = cost, gradient, start, arguments


class Call:
    """One call of one of the file's functions."""

    def __init__(self, code, arguments, order, token, parent):
        self.code = code
        self.arguments = arguments  # by name
        self.order = order
        self.token = token
        self.parent = parent        # the token of the caller
        self.before = snapshot(arguments)
        self.after = {}
        self.result = None
        self.end = None

    @property
    def name(self):
        return self.code.co_name

    @property
    def owner(self):
        """The object of a method."""
        return self.arguments.get("self")

    @functools.cached_property
    def function(self):
        return next((one for one in gc.get_referrers(self.code) if isinstance(one, types.FunctionType)), None)

    def finish(self, result, order):
        self.result = result
        self.after = snapshot(self.arguments)
        self.end = order

    def changed(self):
        return set(differences(self.before, self.after)) | set(self.before.keys() ^ self.after.keys())

    def __call__(self, arguments):
        code = self.code
        count = code.co_argcount
        positional = [arguments[name] for name in code.co_varnames[:count]]
        named = {name: arguments[name] for name in code.co_varnames[count:count + code.co_kwonlyargcount]}
        rest = code.co_varnames[count + code.co_kwonlyargcount:]
        if code.co_flags & inspect.CO_VARARGS:
            positional += arguments[rest[0]]
        if code.co_flags & inspect.CO_VARKEYWORDS:
            named.update(arguments[rest[1 if code.co_flags & inspect.CO_VARARGS else 0]])
        return self.function(*positional, **named)


def snapshot(arguments):
    """By its way each leaf, and a copy of its numbers."""
    return {path: (leaf, numbers(leaf)) for path, leaf in leaves(arguments)}


def differences(one, other):
    """By way what was taken away from one to the other."""
    return {path: one[path][1] - other[path][1] for path in one if path in other
            and one[path][1].shape == other[path][1].shape and not np.array_equal(one[path][1], other[path][1])}


def arguments_of(frame):
    code = frame.f_code
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
    given = frame.f_locals
    arguments = {name: given[name] for name in code.co_varnames[:count] if name in given}
    space = frame.f_globals
    read = {name: space[name] for name in code.co_names if name in space and is_data(space[name])}
    return {**arguments, **({"the file": read} if read else {})}


def is_data(value):
    return not callable(value) and not isinstance(value, types.ModuleType)


class Trace:
    """The calls of one run. `is_enough` is asked after each that is remembered."""

    def __init__(self, path, is_enough):
        self.path = path
        self.is_enough = is_enough
        self.space = None  # of the program: the functions live as long as it does
        self.begun = []
        self.calls = []  # those that have come to their end
        self.counts = {}
        self.running = {}  # by the frame's id
        self.order = 0
        self.end = time.monotonic() + SECONDS

    def watch(self, frame, event, result):
        if event not in ("call", "return") or frame.f_code.co_filename != self.path:
            return
        if time.monotonic() > self.end:
            raise TooLong("it ran for long enough")
        if event == "call":
            self.begin(frame)
        else:
            self.finish(frame, result)

    def begin(self, frame):
        code = frame.f_code
        self.order += 1
        if code.co_flags & (inspect.CO_GENERATOR | inspect.CO_COROUTINE) or code.co_name.startswith("<"):
            return
        owner = frame.f_locals.get("self")
        parent, caller = self.caller_of(frame)
        key = (code, id(owner), caller)
        self.counts[key] = self.counts.get(key, 0) + 1
        is_kept = self.counts[key] <= RECORDS
        call = Call(code, arguments_of(frame), self.order, self.order, parent) if is_kept else None
        self.running[id(frame)] = (self.order, call)
        self.begun += [call] if call is not None else []

    def caller_of(self, frame):
        """Its token and its code; 0 and None for the top level."""
        frame = frame.f_back
        while frame is not None:
            if id(frame) in self.running:
                return self.running[id(frame)][0], frame.f_code
            frame = frame.f_back
        return 0, None

    def finish(self, frame, result):
        self.order += 1
        _, call = self.running.pop(id(frame), (0, None))
        if call is None:
            return
        call.finish(result, self.order)
        self.calls.append(call)
        if self.is_enough(self):
            raise Enough

    @contextlib.contextmanager
    def watching(self):
        """Whatever is run within is watched, and ended in time."""
        with limited(max(self.end - time.monotonic(), 0) + 0.1):
            sys.setprofile(self.watch)
            try:
                yield
            finally:
                sys.setprofile(None)

    def begin_anew(self):
        self.end = time.monotonic() + SECONDS

    def is_over(self):
        return time.monotonic() > self.end

    def hurry(self):
        self.end = min(self.end, time.monotonic() + SECONDS_MORE)


# ---- Nothing is shown, written or fetched ----

@contextlib.contextmanager
def limited(seconds):
    """TooLong ends what is within."""
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def nothing(*arguments, **named):
    return None


def refuse(*arguments, **named):
    raise OSError("not while the file is looked at")


def parsed(parser, *given, **named):
    """In place of parse_args: nobody has typed anything, and what must be typed is a small number or no text."""
    values = {one.dest: one.default if one.default is not None else {int: 3, float: 0.1}.get(one.type, "")
              for one in parser._actions}
    return argparse.Namespace(**values)


@contextlib.contextmanager
def harmless():
    """What the program prints, writes, asks for or fetches comes to nothing."""
    import builtins
    import io
    import shutil
    import socket
    import subprocess
    original = builtins.open

    def open_to_read(file, mode="r", *arguments, **named):
        is_kept = isinstance(file, (str, os.PathLike)) and set(mode) & set("wax+")
        return original(os.devnull if is_kept else file, mode.replace("x", "w"), *arguments, **named)
    stand_ins = [(builtins, "open", open_to_read), (io, "open", open_to_read), (builtins, "input", lambda *_: ""),
                 (time, "sleep", nothing), (os, "system", nothing), (os, "makedirs", nothing), (os, "mkdir", nothing),
                 *((os, name, nothing) for name in ("remove", "unlink", "rmdir", "rename", "replace", "removedirs")),
                 (shutil, "rmtree", nothing), (subprocess, "Popen", refuse), (socket, "create_connection", refuse),
                 (socket, "getaddrinfo", refuse), (sys, "argv", sys.argv[:1]),
                 (argparse.ArgumentParser, "parse_args", parsed)] + minimizers()
    before = [(place, name, getattr(place, name)) for place, name, _ in stand_ins]
    for place, name, value in stand_ins:
        setattr(place, name, value)
    try:
        with original(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), \
                contextlib.redirect_stderr(nowhere), np.errstate(all="ignore"):
            yield
    finally:
        for place, name, value in before:
            setattr(place, name, value)


# ---- Minimizers ----

def minimizers():
    """In place of SciPy's: they end the program, and tell what they were given. Packages get the real ones."""
    place = sys.modules.get("scipy.optimize")
    if place is None:
        return []

    def stand_in(name):
        real = getattr(place, name)
        is_minimize = name == "minimize"

        @functools.wraps(real)
        def told(*given, **named):
            if is_of_package(sys._getframe(1).f_code.co_filename):
                return real(*given, **named)
            call = inspect.signature(real).bind(*given, **named).arguments
            gradient = call.get("jac" if is_minimize else "fprime")
            arguments = call.get("args", ())
            cost = call["fun" if is_minimize else "func" if "func" in call else "f"]
            raise Minimized(cost, gradient if callable(gradient) else None, call["x0"],
                            arguments if isinstance(arguments, tuple) else (arguments,))
        return told
    return [(place, name, stand_in(name)) for name in
            ("minimize", "fmin_cg", "fmin_bfgs", "fmin_ncg", "fmin_tnc", "fmin_l_bfgs_b")]


def is_of_package(path):
    return any(folder in path for folder in (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}"))
