"""The ways to call what a file defines: functions for the network, their pairs, and functions of theta alone."""
import ast
import importlib
import inspect
import os
import re

import gradlab_made
import gradlab_reading
import gradlab_words
from gradlab_choices import (GRADIENT, NETWORK, Choice, by_likelihood, choices_for, is_helper, likelihood, own_choices,
                             pair, pairs_among, pairs_of, speaks_of_network, unnamed_pairs)
from gradlab_errors import Misfit
from gradlab_wiring import makers_of_costs, wired_choices


# ---- What the file defines ----

def is_function(value):
    """Not one that was taken out of a class to be shown by itself."""
    return inspect.isfunction(value) and value.__code__.co_varnames[:1] != ("self",)


def own_functions(module):
    """The functions that the file itself defines, by name."""
    return {name: value for name, value in vars(module).items()
            if is_function(value) and value.__code__.co_filename == module.__file__}


def borrowed_functions(module):
    """Those that the file has from modules beside it."""
    folder = os.path.dirname(module.__file__)
    return {name: value for name, value in vars(module).items()
            if is_function(value) and os.path.dirname(value.__code__.co_filename) == folder}


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


def words_without_lambda(function):
    words = [word for word, _ in gradlab_words.by_name(function) or []]
    return sorted(word for word in words if word != "lambda"), "lambda" in words


def is_plainer(name, function, functions):
    """Without a penalty, where costReg stands beside cost: the full one is meant."""
    words, has_lambda = words_without_lambda(function)
    return not has_lambda and any(name != other and name.lower() in other.lower()
                                  and words_without_lambda(fuller) == (words, True)
                                  for other, fuller in functions.items())


def is_bold_guess(name, function):
    """Neither its name nor its arguments say that it is a network's: core(A, B, X, y)."""
    guessed, said = (gradlab_words.by_name(function, guesses=guesses) for guesses in (True, False))
    return not NETWORK.search(name) and said is None and ("Theta1", None) in (guessed or [])


def choices_among(functions, arguments):
    functions = {**functions, **makers_of_costs(functions)}
    useful = {name: function for name, function in functions.items() if not is_helper(name)}
    speaks = any(speaks_of_network(name, function) for name, function in functions.items())
    if not arguments:
        useful = {name: function for name, function in useful.items()
                  if not is_plainer(name, function, useful) and not (speaks and is_bold_guess(name, function))}
    if arguments == ["theta"]:
        return theta_choices(functions, False)
    singles = by_likelihood([c for name, f in useful.items() for c in choices_for(name, f, arguments)])
    wired = wired_choices(functions) if not arguments else []
    networks = singles + pairs_among(singles) + wired + pairs_among(wired) + pairs_of(singles, wired)
    networks += [] if arguments else unnamed_pairs(networks)
    own = by_likelihood([c for name, f in useful.items() for c in own_choices(name, f, arguments)])
    own += pairs_among(own) + pairs_of(own, wired)
    own += [] if arguments else unnamed_pairs(own)
    if arguments:
        return networks + own
    own += rare_choices(functions, networks + own, wired)
    alone = theta_choices(functions, speaks)
    return networks + own + (alone + pairs_among(alone) if not networks else [])


def rare_choices(functions, usual, wired):
    """Tried last: weights as the file makes them, and networks of one output."""
    made = gradlab_made.made_choices(functions, wired)
    return gradlab_made.autoencoder_choices(functions) + made + gradlab_made.single_outputs(made + usual)


def costs_beside(module):
    """Functions for the cost in files beside it that hold nothing but functions, under the file's name."""
    found = {}
    folder = os.path.dirname(module.__file__)
    for file in sorted(os.listdir(folder)):
        name = os.path.splitext(file)[0]
        if file.endswith(".py") and re.search("cost|loss", name, re.I) and name.isidentifier():
            function = borrow(os.path.join(folder, file), name)
            found.update({name: function} if function else {})
    return found


def borrow(path, name):
    plain = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Expr)
    try:
        statements = gradlab_reading.read(path).statements
        if not all(isinstance(one, plain) and not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Call))
                   for one in statements):
            return None
        function = getattr(importlib.import_module(name), name, None)
    except Exception:  # whatever is wrong with that file
        return None
    return function if inspect.isfunction(function) else None


def is_gradient_alone(functions):
    names = [name for name in functions if not is_helper(name)]
    return any(GRADIENT.search(name) for name in names) and not any(re.search("cost|loss|(^|_)j($|_)", name, re.I)
                                                                   for name in names)


def choices_with_costs_beside(module, arguments):
    own = own_functions(module)
    if not is_gradient_alone(own):
        return []
    found = choices_among({**costs_beside(module), **own}, arguments)
    return [choice for choice in found if len(choice.names) == 2 and choice.names[1] in own
            and len({"lambda" in {word for word, _ in plan} for plan in choice.plans}) == 1]


def find_choices(module, arguments):
    own = choices_with_costs_beside(module, arguments) + choices_among(own_functions(module), arguments)
    if any(choice.kind != "theta" for choice in own):
        return own
    borrowed = choices_among(borrowed_functions(module), arguments)
    return borrowed if not own or any(choice.kind != "theta" for choice in borrowed) else own


def find_named(module, wanted, arguments):
    names = wanted.split(",")
    functions = []
    makers = makers_of_costs(own_functions(module))
    for name in names:
        function = makers.get(name, getattr(module, name, None))
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


def advice(functions, likely):
    """What to type for the likeliest function; a cost comes with the gradient that takes the same."""
    name = sorted(likely, key=likelihood, reverse=True)[0]
    partners = [other for other in likely if other != name and GRADIENT.search(other)
                and inspect.signature(functions[other]) == inspect.signature(functions[name])]
    names = [name] + ([] if GRADIENT.search(name) else partners[:1])
    return f"{','.join(names)} --arguments {gradlab_words.suggestion(functions[name])}"


def combined(options):
    if len(options) == 1:
        return options[0]
    if not options[0] or not options[1]:
        return []
    return [pair(one, two) for one in options[0] for two in options[1]]
