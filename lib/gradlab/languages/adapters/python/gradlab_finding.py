"""The ways to call what a file defines: functions for the network, their pairs, and functions of theta alone."""
import inspect
import os

import gradlab_words
from gradlab_choices import (NETWORK, Choice, by_likelihood, choices_for, is_helper, own_choices, pair, pairs_among,
                             pairs_of, speaks_of_network)
from gradlab_errors import Misfit
from gradlab_wiring import wired_choices


# ---- What the file defines ----

def own_functions(module):
    """The functions that the file itself defines, by name."""
    return {name: value for name, value in vars(module).items()
            if inspect.isfunction(value) and value.__code__.co_filename == module.__file__}


def borrowed_functions(module):
    """Those that the file has from modules beside it."""
    folder = os.path.dirname(module.__file__)
    return {name: value for name, value in vars(module).items()
            if inspect.isfunction(value) and os.path.dirname(value.__code__.co_filename) == folder}


# ---- Which of them may be the one ----

def theta_choices(functions, speaks):
    """Functions of theta alone: where the file speaks of a network, only those that speak of it too."""
    found = []
    for name, function in functions.items():
        if not gradlab_words.takes_one(function) or is_helper(name):
            continue
        if not speaks or NETWORK.search(name):
            found.append(Choice([name], [function], [[("theta", None)]], "theta"))
    return by_likelihood(found)


def choices_among(functions, arguments):
    useful = {name: function for name, function in functions.items() if not is_helper(name)}
    if arguments == ["theta"]:
        return theta_choices(functions, False)
    singles = by_likelihood([c for name, f in useful.items() for c in choices_for(name, f, arguments)])
    wired = wired_choices(functions) if not arguments else []
    networks = singles + pairs_among(singles) + wired + pairs_among(wired) + pairs_of(singles, wired)
    own = by_likelihood([c for name, f in useful.items() for c in own_choices(name, f, arguments)])
    own += pairs_among(own)
    if arguments:
        return networks + own
    speaks = any(speaks_of_network(name, function) for name, function in functions.items())
    alone = theta_choices(functions, speaks)
    return networks + own + (alone + pairs_among(alone) if not networks else [])


def find_choices(module, arguments):
    return choices_among(own_functions(module), arguments) or choices_among(borrowed_functions(module), arguments)


def find_named(module, wanted, arguments):
    names = wanted.split(",")
    functions = []
    for name in names:
        function = getattr(module, name, None)
        if not callable(function):
            there = ", ".join(own_functions(module)) or "none"
            raise Misfit(f"there is no function {name}; there are: {there}")
        functions.append(function)
    if arguments == ["theta"]:
        return [Choice(names, functions, [[("theta", None)]] * len(names), "theta")]
    options = [choices_for(name, function, arguments) for name, function in zip(names, functions)]
    own = [own_choices(name, function, arguments) for name, function in zip(names, functions)]
    found = combined(options) + combined(own)
    if not arguments and all(gradlab_words.takes_one(function) for function in functions):
        found.append(Choice(names, functions, [[("theta", None)]] * len(names), "theta"))
    if not found and arguments and len(names) == 2 and options[0]:
        found = [Choice(names, functions, options[0][0].plans * 2, "network", options[0][0].layouts)]
    if not found:
        wired = {choice.name: choice for choice in wired_choices(own_functions(module))}
        found = combined([[wired[name]] if name in wired else option for name, option in zip(names, options)])
    if not found:
        raise Misfit(f"{names[0]}{inspect.signature(functions[0])} takes neither the classic 7 arguments (nn_params, "
                     "input_layer_size, hidden_layer_size, num_labels, X, y, lambda) nor one; "
                     "say what it takes by --arguments, e.g. --arguments "
                     + gradlab_words.suggestion(functions[0]))
    return found


def combined(options):
    if len(options) == 1:
        return options[0]
    if not options[0] or not options[1]:
        return []
    return [pair(one, two) for one in options[0] for two in options[1]]
