"""Which functions of a file may be the one, and with what arguments; the likeliest first."""
import ast
import inspect
import os
import re

import gradlab_words
from gradlab_errors import Misfit
from gradlab_layouts import Layout, bare_styles, styles

LIKELY = ("cost", "nn", "loss", "back", "grad")
NETWORK = re.compile(r"cost|loss|back|bp|nn|objective|error|grad|train|fit|deriv|obj|func|(^|_)j($|_)|^j[A-Z]", re.I)
HELPERS = re.compile(r"sigm|relu|tanh|softmax|softplus|activat|logistic_?(grad|der|prime)|^g(_?prime)?$|one_?hot|"
                     r"encod|normali[sz]|rand|init|load|read|save|plot|draw|show|display|print|visuali|debug|map_?feat|"
                     r"numeric|approx|check|finite|test|accuracy|predict|score|confus|imshow|^main$|train|^fit|minimi[sz]|"
                     r"optimi|descent|^sgd|epoch|batch|shuffle|split|mean_?norm|pca|^add_|unroll|roll|flatten|pack|"
                     r"reshape", re.I)
GRADIENT = re.compile(r"grad|back|deriv|bp|prop", re.I)


class Choice:
    """A function, or one for the cost and one for the gradient, with the arguments to call each with."""

    def __init__(self, names, functions, plans, kind="network", layouts=(), wires=None, hidden=None, remark=""):
        self.name = ",".join(names)
        self.names = names
        self.functions = functions
        self.plans = plans                     # for each function the pairs (word, keyword or None)
        self.kind = kind                       # theta, network, or own: judged by its own cost alone
        self.layouts = list(layouts) or [Layout(), Layout(carrier="column")]
        self.wires = wires or {}               # a word that another function's results give
        self.hidden = hidden or [None] * len(self.layouts)  # for own: the hidden layers, by layout
        self.remark = remark
        self.owner = None                      # for methods: makes the object

    @property
    def arguments(self):
        return [word for word, _ in self.plans[0]]

    def layout_names(self):
        if self.kind != "own":
            return [layout.name for layout in self.layouts]
        return [f"{layout.name}, {len(hidden)} hidden layers" for layout, hidden in zip(self.layouts, self.hidden)]

    def describe(self):
        signatures = [signature_of(name, function) for name, function in zip(self.names, self.functions)]
        words = [word for plan in self.plans for word, _ in plan]
        described = {"name": self.name, "takes": self.kind, "lambda": "lambda" in words,
                     "signature": ", ".join(signatures), "theta_shapes": self.layout_names(),
                     "arguments": ",".join(self.arguments), "sized": bool(set(words) & {"n", "h", "K", "sizes"}),
                     "numbers": sorted(numbers_of(self.functions))[:12]}
        if self.kind == "network" and all(not layout.is_flat for layout in self.layouts):
            described["orders"] = 1
        return described


def signature_of(name, function):
    try:
        return name + str(inspect.signature(function))
    except (TypeError, ValueError):
        return name + "(...)"


def numbers_of(functions):
    """Whole numbers in the code of the functions, and in what they read from the file."""
    found = set()
    for function in functions:
        code = getattr(function, "__code__", None)
        waiting = [code] if code else []
        while waiting:
            one = waiting.pop()
            waiting += [part for part in one.co_consts if inspect.iscode(part)]
            read = [function.__globals__.get(name) for name in one.co_names]
            found |= {n for n in flat(one.co_consts) + read if type(n) is int and 3 <= n <= 100000}
    return found


def flat(constants):
    return [n for one in constants for n in (flat(one) if isinstance(one, tuple) else [one])]


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


def is_helper(name):
    """A sigmoid, a plot, a numerical gradient: never the network, though it may look like one."""
    return HELPERS.search(name) is not None and not re.search(r"cost|loss", re.sub(r"(?i)numeric\w*|check\w*", "",
                                                              name), re.I) or bool(re.search(r"numeric|approx|check",
                                                                                             name, re.I))


def speaks_of_network(name, function):
    if is_helper(name) or not NETWORK.search(name):
        return False
    parameters, rest = gradlab_words.parameters_of(function)
    return bool(rest) or len([p for p in parameters or [] if not p.has_default]) >= 2


def likelihood(name):
    words = name.lower()
    return [word in words for word in LIKELY]


# ---- Layouts for a plan ----

def keys_of(function, plan):
    """The keys that the function reads from its weights, if they are a dict: {"Theta1": "W1"}."""
    words = [word for word, _ in plan]
    names = [parameter.name for parameter in gradlab_words.parameters_of(function)[0] or []]
    if "theta" not in words or {"n", "h", "K"} & set(words) or len(names) <= words.index("theta"):
        return {}
    weights = names[words.index("theta")]
    try:
        tree = ast.parse(inspect.cleandoc("\n" + gradlab_words.source_of(function)))
    except (OSError, TypeError, SyntaxError):
        return {}
    keys = [node.slice.value for node in ast.walk(tree) if isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name) and node.value.id == weights
            and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)]
    words = gradlab_words.assign([gradlab_words.Parameter(key) for key in dict.fromkeys(keys)])
    return {word: key for key, word in words.items() if re.fullmatch(r"(Theta|b)\d", word)}


def depth_of(words):
    return max([int(word[5:]) for word in words if re.fullmatch(r"Theta\d", word)], default=0)


def layouts_for(function, plan):
    """For the network with one hidden layer."""
    words = [word for word, _ in plan]
    has_bias = any(re.fullmatch(r"b\d", word) for word in words)
    if depth_of(words):
        return styles(has_bias, "arguments") if depth_of(words) == 2 else []
    keys = keys_of(function, plan)
    if keys:
        return styles(any(word.startswith("b") for word in keys), "dict", keys) if depth_of(keys) == 2 else []
    flat = [Layout(), Layout(carrier="column")]
    if {"n", "h", "K", "sizes"} & set(words) or "theta" not in words:
        return flat
    return flat + styles(False, "list") + styles(True, "list") + styles(False, "tuple")


def own_layouts(function, plan):
    """Networks of other depths, or without biases: pairs (layout, which hidden layers)."""
    words = [word for word, _ in plan]
    keys = keys_of(function, plan)
    depth = depth_of(words) or depth_of(keys)
    has_bias = any(re.fullmatch(r"b\d", word) for word in words + list(keys))
    carrier = "arguments" if depth_of(words) else "dict"
    if depth:
        layouts = styles(has_bias, carrier, keys) + ([] if has_bias else bare_styles(carrier, keys))
        return [(layout, depth - 1) for layout in layouts]
    hidden = len([word for word in words if re.fullmatch(r"h\d", word)])
    if hidden:
        return [(Layout(), hidden), (Layout(style="bare"), hidden)]
    deep = [(Layout(), 2), (Layout(style="bare"), 1), (Layout(), 3), (Layout(), 4)]
    if "h" in words or "sizes" in words:
        return deep
    one = [(layout, 0) for layout in styles(False, "matrix")[::-1] + bare_styles("matrix")[::-1]]
    return one + [(layout, 2) for layout in styles(False, "list") + styles(True, "list")]


# ---- Functions with their plans ----

def plans_for(function, arguments):
    if arguments:
        parameters, rest = gradlab_words.parameters_of(function)
        positional = [p for p in parameters or [] if not p.keyword_only]
        needed = len([p for p in positional if not p.has_default])
        fits = parameters is not None and needed <= len(arguments) and (rest or len(arguments) <= len(positional))
        return [[(word, None) for word in arguments]] if fits else []
    found = [plan for plan in (gradlab_words.by_name(function), gradlab_words.classic(function)) if plan]
    plans = [plan for plan in found if is_whole(plan)]
    return plans[:1] if len(plans) == 2 and plans[0] == plans[1] else plans


def is_whole(plan):
    words = [word for word, _ in plan]
    return gradlab_words.is_network(plan) and bool({"y", "y0", "Y", "YT"} & set(words))


def choices_for(name, function, arguments):
    """All ways to call one function as a network's."""
    if arguments == ["theta"]:
        return [Choice([name], [function], [[("theta", None)]], "theta")]
    found = []
    for plan in plans_for(function, arguments):
        layouts = layouts_for(function, plan)
        if layouts:
            found.append(Choice([name], [function], [plan], "network", layouts))
    return found


def own_choices(name, function, arguments):
    found = []
    for plan in plans_for(function, arguments)[:1]:
        pairs = own_layouts(function, plan)
        if pairs:
            found.append(Choice([name], [function], [plan], "own", [layout for layout, _ in pairs],
                                hidden=[[None] * count for _, count in pairs]))
    return found


def pair(one, two, kind=None):
    wires = {**one.wires, **two.wires}
    return Choice(one.names + two.names, one.functions + two.functions, one.plans + two.plans, kind or one.kind,
                  one.layouts, wires, one.hidden)


def may_be_pair(one, two):
    if one.names == two.names or not GRADIENT.search(two.name) or one.kind != two.kind:
        return False
    if GRADIENT.search(one.name) and not re.search(r"cost|loss|obj|(^|_)j($|_)", one.name, re.I):
        return False
    return [layout.name for layout in one.layouts] == [layout.name for layout in two.layouts]


def pairs_among(found):
    return [pair(one, two) for one in found for two in found if may_be_pair(one, two)]


def theta_choices(functions, speaks):
    """Functions of theta alone: where the file speaks of a network, only those that speak of it too."""
    found = []
    for name, function in functions.items():
        if not gradlab_words.takes_one(function) or is_helper(name):
            continue
        if not speaks or NETWORK.search(name):
            found.append(Choice([name], [function], [[("theta", None)]], "theta"))
    return by_likelihood(found)


def by_likelihood(found):
    return sorted(found, key=lambda choice: likelihood(choice.name), reverse=True)  # stable: else as in the file


def choices_among(functions, arguments):
    useful = {name: function for name, function in functions.items() if not is_helper(name)}
    if arguments == ["theta"]:
        return theta_choices(functions, False)
    singles = by_likelihood([c for name, f in useful.items() for c in choices_for(name, f, arguments)])
    wired = wired_choices(functions) if not arguments else []
    networks = singles + pairs_among(singles) + wired + pairs_among(wired) + pairs_with_wires(singles, wired)
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
                     "say what it takes by --arguments, e.g. --arguments " + suggestion(functions[0]))
    return found


def advice(functions, likely):
    """What to type for the likeliest function; a cost comes with the gradient that takes the same."""
    name = sorted(likely, key=likelihood, reverse=True)[0]
    words = suggestion(functions[name])
    partners = [other for other in likely if other != name and GRADIENT.search(other)
                and inspect.signature(functions[other]) == inspect.signature(functions[name])]
    names = [name] + ([] if GRADIENT.search(name) else partners[:1])
    return f"{','.join(names)} --arguments {words}"


def combined(options):
    if len(options) == 1:
        return options[0]
    if not options[0] or not options[1]:
        return []
    return [pair(one, two) for one in options[0] for two in options[1]]


def suggestion(function):
    """The words for --arguments, as far as the names say them; the rest is filled in as it is usual."""
    parameters, _ = gradlab_words.parameters_of(function)
    if not parameters:
        return "theta,X,y,lambda"
    words = gradlab_words.assign(parameters)
    unknown = [p for p in parameters if p.name not in words or words[p.name] == "output"]
    if parameters[0].name not in [p.name for p in unknown] and len(unknown) == 1 and \
            parameters.index(unknown[0]) == 1 and words[parameters[0].name] == "theta":
        words[parameters[0].name], words[unknown[0].name] = "Theta1", "Theta2"
    return ",".join(words.get(p.name, "?") if words.get(p.name) != "output" else "?" for p in parameters)


# ---- Functions that take what another function gives: the pieces put together by names ----

OUTPUT = re.compile(r"h\w*|[azo]\w?|out\w*|\w*hat|\w*pred\w*|prob\w*|p|cache|\w*activ\w*|al|result\w*")

PRODUCERS = re.compile(r"forw|feed|predict|prop|hypoth|output|activ|network|net|model|compute|layers|infer|run", re.I)


def returned_names(function):
    """The names that its last return gives; None for what has no name."""
    try:
        tree = ast.parse(inspect.cleandoc("\n" + gradlab_words.source_of(function)))
    except (OSError, TypeError, SyntaxError):
        return []
    returns = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return) and node.value is not None]
    if not returns:
        return []
    value = returns[-1]
    parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else [value]
    return [part.id if isinstance(part, ast.Name) else None for part in parts]


def producers(functions):
    found = []
    for name, function in functions.items():
        plan = gradlab_words.by_name(function) if PRODUCERS.search(name) and not re.search("back", name, re.I) else None
        words = [word for word, _ in plan or []]
        has_weights = any(word.startswith(("theta", "Theta")) for word in words)
        if has_weights and "X" in words and "y" not in words:
            found.append((name, function, plan, returned_names(function)))
    return found


def wire(function, producer):
    """A plan whose unknown arguments are the producer's results; None where some stay unknown."""
    name, make, make_plan, returned = producer
    parameters, rest = gradlab_words.parameters_of(function)
    if parameters is None or rest or function is make:
        return None
    words = gradlab_words.assign(parameters)
    plain = [(one or "").lower().replace("_", "") for one in returned]
    known = {p.name for p in parameters if p.plain in plain and words.get(p.name) not in ("theta", "y", "lambda")}
    unknown = [p for p in parameters if p.name in known or words.get(p.name) in (None, "output") or
               (p is parameters[0] and words.get(p.name) == "theta" and p.plain not in ("theta", "params")
                and not gradlab_words.meanings(p.plain))]
    places = match_results([p for p in unknown if not p.has_default or p.name in known], plain)
    if places is None or not places:
        return None
    plan, wires = [], {}
    for parameter in parameters:
        if parameter.name in places:
            word = f"{name}()[{places[parameter.name]}]" if len(returned) > 1 else f"{name}()"
            wires[word] = (make, make_plan, places[parameter.name] if len(returned) > 1 else None)
            plan.append((word, parameter.name if parameter.keyword_only else None))
        elif parameter.name in words:
            plan.append((words[parameter.name], parameter.name if parameter.keyword_only else None))
    return plan, wires


def match_results(parameters, returned):
    """By the same name; what is left by its place, where as many are left on both sides; the output is the last."""
    places = {p.name: returned.index(p.plain) for p in parameters if p.plain in returned}
    left = [p for p in parameters if p.name not in places]
    free = [i for i in range(len(returned)) if i not in places.values()]
    if len(left) == 1 and free and OUTPUT.fullmatch(left[0].plain):
        places[left[0].name] = free[-1]
    elif len(left) > 1 and len(left) == len(free):
        places.update({p.name: i for p, i in zip(left, free)})
    return places if len(places) == len(parameters) else None


def wired_choices(functions):
    found = []
    makers = producers(functions)
    for name, function in functions.items():
        if is_helper(name) or not NETWORK.search(name) or plans_for(function, []):
            continue
        for producer in makers:
            made = wire(function, producer)
            if made is None:
                continue
            plan, wires = made
            whole = plan + producer[2]
            if not any(word == "y" for word, _ in plan):
                continue
            words = [word for word, _ in whole]
            layouts = layouts_for(producer[1], producer[2]) if depth_of(words) in (0, 2) else []
            if layouts:
                found.append(Choice([name], [function], [plan], "network", layouts, wires))
    return by_likelihood(found)


def pairs_with_wires(singles, wired):
    return [pair(one, two) for one in singles for two in wired if may_be_pair(one, two)] + \
           [pair(one, two) for one in wired for two in singles if may_be_pair(one, two)]
