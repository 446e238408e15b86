"""Which functions of a file may be the one, and with what arguments; the likeliest first."""
import builtins
import copy
import inspect
import numbers
import re
import types

import gradlab_records
import gradlab_source
import gradlab_words
from gradlab_layouts import Layout
from gradlab_weights import layouts_for, own_layouts, vector_layouts
from gradlab_words import Global

LIKELY = ("cost", "nn", "loss", "back", "grad")
COST_ABROAD = (r"kosten|verlust|fehler|co[uû]t|perte|erreur|custo|perda|erro|perdida|pérdida|损失|代价|損失|誤差|"
               r"потер|стоимост|daijia|sunshi|maliyet|kayip|kayıp|koszt|strata|kost(en|nad)|costo|errore")
GRADIENT_ABROAD = r"ableitung|rückw|rueckw|retro|dérivée|梯度|反向|勾配|逆伝|градиент|" \
                  r"tidu|fanxiang|daoshu|atr[aá]s|arri[eè]re|indietro|wstecz|pochodn|t[uü]rev|geri_?(yay|bes)|terug"
NETWORK = re.compile(r"cost|loss|energy|back|bp|nn|objective|error|grad|train|fit|deriv|obj|func|(^|_)j($|_)|"
                     rf"^j[A-Z]|{COST_ABROAD}|{GRADIENT_ABROAD}", re.I)
HELPERS = re.compile(r"sigm|relu|tanh|softmax|softplus|activat|logistic_?(grad|der|prime)|^g(_?prime)?$|one_?hot|"
                     r"encod|normali[sz]|rand|init|load|read|save|plot|draw|show|display|print|visuali|debug|map_?feat|"
                     r"numeric|approx|check|finite|test|accuracy|predict|score|confus|imshow|^main$|train|^fit|"
                     r"minimi[sz]|optimi|descen[dt]|_rate$|^sgd|epoch|batch|shuffle|split|mean_?norm|pca|^add_|unroll|"
                     r"roll|flatten|pack|reshape|jihuo|aktivas|attivaz|sigmoid", re.I)
CLASSIC_NAME = re.compile(r"nn_?cost|cost_?func|nn_?grad", re.I)
BINARY = [4, 2]  # the layers of one output: the labels 0 and 1
SIZED = {"n", "h", "K", "sizes", "*sizes", "shapes"}
GRADIENT = re.compile(rf"grad|back|deriv|slope|bp|prop|jac|nabla|(^|_)d_?(j|e|f|cost|loss)(_|$)|"
                      rf"{GRADIENT_ABROAD}", re.I)


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
        self.given = []                        # the words that its constructor takes
        self.fixed = None                      # the only layer sizes that it takes
        self.divides = False                   # the gradient by the number of examples, as the file does elsewhere
        self.is_guess = False                  # figures that belong together must say that it is called as it is meant

    @property
    def arguments(self):
        return [word for word, _ in self.plans[0]]

    @property
    def handed(self):
        return [word for word, key in self.plans[0] if not isinstance(key, Global)]

    def is_classic(self):
        """Its names and words are those of the exercise's network, and of no other; a class has rules of its own."""
        if self.owner:
            return False
        functions = list(self.functions) + gradlab_source.methods_of(self.owner.kind if self.owner else None)
        words = set(self.handed)
        named = len(words & {"n", "h", "K"}) >= 2 or {"Theta1", "Theta2"} <= words or CLASSIC_NAME.search(self.name)
        return bool(named) and gradlab_source.speaks_of_sigmoid(functions) and \
            not gradlab_source.speaks_of_other(functions)

    def layout_names(self):
        if self.kind != "own":
            return [layout.name for layout in self.layouts]
        return [f"{layout.name}, {len(hidden)} hidden layers" for layout, hidden in zip(self.layouts, self.hidden)]

    def describe(self):
        signatures = [signature_of(name, function) for name, function in zip(self.names, self.functions)]
        words = [word for plan in self.plans for word, _ in plan] + self.given
        described = {"name": self.name, "takes": self.kind, "lambda": "lambda" in words,
                     "signature": ", ".join(signatures), "theta_shapes": self.layout_names(),
                     "arguments": "" if {"rho", "beta"} & set(self.handed) else ",".join(self.handed),
                     "sized": bool(set(words) & SIZED), "numbers": sorted(numbers_of(self.functions))[:12],
                     "classic": self.is_classic(), "guess": self.is_guess, "data": bool(words),
                     "remark": self.remark or remark_on(self)}
        if self.fixed:
            described["layers"] = self.fixed
        return described


def remark_on(choice):
    """What the file's own names stand for."""
    names = dict.fromkeys(str(key) for plan in choice.plans for _, key in plan if isinstance(key, Global))
    return f"the file's {', '.join(names)} were set to those of the network that is checked" if names else ""


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


# ---- What the names say ----

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


# ---- Functions with their plans ----

def plans_for(function, arguments, given=()):
    """`given`: the words that come otherwise than as arguments: what the object of a method holds."""
    if arguments:
        parameters, rest = gradlab_words.parameters_of(function)
        positional = [p for p in parameters or [] if not p.keyword_only]
        needed = len([p for p in positional if not p.has_default])
        fits = parameters is not None and needed <= len(arguments) and (rest or len(arguments) <= len(positional))
        return [[(word, None) for word in arguments]] if fits else []
    found = [plan for plan in (gradlab_words.by_name(function), gradlab_words.classic(function)) if plan is not None]
    plans = [plan + missing_names(function, plan) for plan in found if is_whole(plan, given)]
    plans = [plan + sizes for plan in plans for sizes in ways_to_set_sizes(function, plan)] + plans
    speaks = NETWORK.search(function.__name__) or GRADIENT.search(function.__name__)
    if not plans and not given and speaks:
        plan = with_globals(function)
        plans = [plan] if plan else []
    return [plan for place, plan in enumerate(plans) if plan not in plans[:place]]


def missing_names(function, plan):
    """What it reads from a file whose data is not here, under names that say what it is."""
    missing = [name for name in data_read(function) if name not in function.__globals__]
    named = gradlab_words.assign([gradlab_words.Parameter(name) for name in missing], guesses=False, sizes_first=True)
    return [(word, Global(name)) for name, word in named.items()
            if word in ("m", "n", "h", "K", "lambda", "X", "y") or (word == "theta" and ("theta", None) in plan)]


def ways_to_set_sizes(function, plan):
    """Of n, h and one more number of the file the number may be K, or a constant."""
    sizes = sizes_read(function, plan)
    named = {word for word, _ in sizes if isinstance(word, str)}
    unnamed = numbers_without_meaning(function, sizes) if named == {"n", "h"} else []
    return ([sizes + [("K", Global(unnamed[0]))]] if len(unnamed) == 1 else []) + ([sizes] if sizes else [])


def numbers_without_meaning(function, sizes):
    known = {str(name) for _, name in sizes}
    return [name for name in data_read(function) if type(function.__globals__.get(name)) is int
            and function.__globals__[name] > 1 and name not in known]


def sizes_read(function, plan):
    """Sizes of the file under such names, where the function takes no sizes: they can be set."""
    words = [word for word, _ in plan]
    if {"n", "h", "K", "sizes", "shapes", "h1"} & set(words):
        return []
    lists = lists_of_sizes(function)
    if lists:
        return [("sizes", Global(name)) for name in lists]
    for name in data_read(function):
        record = gradlab_records.record_of(name, function.__globals__.get(name))
        if record is not None and {"n", "h", "K", "sizes"} & set(record.fields.values()):
            taken = [pair for pair in record.pairs() if pair[0] not in words]
            return [(record, Global(name))] + taken
    read = [name for name in data_read(function) if type(function.__globals__.get(name)) is int]
    named = gradlab_words.assign([gradlab_words.Parameter(name) for name in read], guesses=False, sizes_first=True)
    return [(word, Global(name)) for name, word in named.items() if re.fullmatch(r"n|h|K|h\d", word)]


def lists_of_sizes(function):
    """The file's lists of layer sizes that the function reads: {"LAYERS": [400, 25, 10]}."""
    found = {}
    for name in data_read(function):
        value = function.__globals__.get(name)
        is_list = isinstance(value, (list, tuple)) or getattr(value, "ndim", 0) == 1
        sizes = [int(size) for size in value if isinstance(size, numbers.Integral)] if is_list else []
        if len(sizes) == len(value if is_list else []) and 2 <= len(sizes) <= 8 and min(sizes) > 0 and \
                "sizes" in gradlab_words.meanings(gradlab_words.Parameter(name).plain):
            found[name] = sizes
        elif is_list and sizes_of_shapes(value):
            found[name] = sizes_of_shapes(value)
    return found


def sizes_of_shapes(shapes):
    """Of the shapes of Theta1, Theta2, ... the sizes of the layers; none where they do not fit together."""
    are_pairs = all(isinstance(one, (tuple, list)) and [type(size) for size in one] == [int, int] for one in shapes)
    if not are_pairs or len(shapes) < 2 or any(after[1] != before[0] + 1 for before, after in zip(shapes, shapes[1:])):
        return []
    return [shapes[0][1] - 1] + [rows for rows, _ in shapes]


def is_whole(plan, given=()):
    return gradlab_words.is_network([word for word, _ in plan] + list(given))


def data_read(function):
    """The names of the file's data, not its functions, that the function and those that it calls read."""
    names = []
    for one in gradlab_source.reached_from([function]):
        if one.__globals__ is not function.__globals__:
            continue
        for name in gradlab_source.globals_read(one):
            value = one.__globals__.get(name)
            if not callable(value) and not isinstance(value, types.ModuleType) and not hasattr(builtins, name):
                names.append(name)
    return list(dict.fromkeys(names))


def with_globals(function):
    """A plan for a function that takes X, y and the sizes from its file; None where it takes no such, or others too."""
    parameters, rest = gradlab_words.parameters_of(function)
    if parameters is None or rest:
        return None
    read = data_read(function)
    words = gradlab_words.assign(parameters + [gradlab_words.Parameter(name) for name in read], guesses=False)
    gradlab_words.guess_weights(parameters, words)
    needed = [p.name for p in parameters if not p.has_default]
    space = function.__globals__
    missing = [name for name in read if name not in words and name not in space]
    if missing or any(name not in words for name in needed) or not is_whole([(word, None) for word in words.values()]):
        return None
    taken = [name for name in read if name in words and not re.match("theta|Theta|output", words[name])]
    has_data = all(name in space for name in taken if words[name] in ("X", "y"))
    if any(re.match(r"theta|Theta|b\d", words.get(name, "")) for name in read):  # the file holds the weights itself
        return None
    if has_data and not {"h", "sizes", "Theta1"} & set(words.values()):
        return None
    return [(words[name], None) for name in needed] + [(words[name], Global(name)) for name in taken]


def choices_for(name, function, arguments, given=()):
    """All ways to call one function as a network's."""
    if arguments == ["theta"]:
        return [Choice([name], [function], [[("theta", None)]], "theta")]
    found = []
    for plan in plans_for(function, arguments, given):
        layouts = layouts_for(function, plan + [(word, None) for word in given])
        if layouts:
            found.append(Choice([name], [function], [plan], "network", layouts))
    return found + ([] if arguments or given else fixed_choices(name, function, found))


def fixed_choices(name, function, found):
    """With the sizes that the file has, where other things of the file follow from them."""
    lists = lists_of_sizes(function) if found else {}
    plans = [choice.plans[0] for choice in found if not any(word == "sizes" for word, _ in choice.plans[0])]
    sizes = next(iter(lists.values()), [])
    if not plans or len(sizes) < 3:
        return []
    if len(sizes) == 3:
        fixed = Choice([name], [function], plans[:1], "network")
    else:
        fixed = Choice([name], [function], plans[:1], "own", [Layout()], hidden=[sizes[1:-1]])
    fixed.fixed = sizes
    return [fixed]


def own_choices(name, function, arguments, given=()):
    found = []
    for plan in plans_for(function, arguments, given)[:1]:
        vectors = vector_layouts(function, plan)
        if vectors:
            found.append(Choice([name], [function], [plan], "own", vectors, hidden=[[]] * len(vectors)))
            found[-1].fixed = BINARY
        pairs = own_layouts(function, plan + [(word, None) for word in given])
        depths = [len(sizes) - 2 for sizes in lists_of_sizes(function).values()] if "sizes" in dict(plan) else []
        pairs.sort(key=lambda pair: pair[1] not in depths)  # stable
        if pairs:
            found.append(Choice([name], [function], [plan], "own", [layout for layout, _ in pairs],
                                hidden=[[None] * count for _, count in pairs]))
    return found


def pair(one, two):
    wires = {**one.wires, **two.wires}
    both = Choice(one.names + two.names, one.functions + two.functions, one.plans + two.plans, one.kind,
                  one.layouts, wires, one.hidden)
    both.fixed = one.fixed
    return both


def with_means(choices, statements):
    """After each pair whose gradient is a sum that the file itself divides where it is used: the mean."""
    found = []
    for choice in choices:
        found.append(choice)
        gradient = choice.names[-1].split(".")[-1]
        dividers = gradlab_source.dividers(gradient, statements) if len(choice.names) == 2 and not choice.remark else []
        if dividers:
            mean = copy.copy(choice)
            mean.divides = True
            mean.remark = (f"{gradient} gives a sum over the examples, which {dividers[0]} divides by their number: "
                           "so it was divided here")
            words = [[word for word, _ in plan] for plan in mean.plans]
            if "lambda" in words[0] and "lambda" not in words[1]:
                without = [("zero" if word == "lambda" else word, key) for word, key in mean.plans[0]]
                mean.plans = [without, mean.plans[1]]
                mean.remark += f", without a penalty, for {gradient} takes no lambda"
            found.append(mean)
    return found


def may_be_pair(one, two):
    if not GRADIENT.search(two.name) or not fit_as_pair(one, two):
        return False
    is_forward = re.search("forward", one.name, re.I) is not None
    if GRADIENT.search(one.name) and not is_forward and not re.search(r"cost|loss|obj|(^|_)j($|_)", one.name, re.I):
        return False
    return True


def fit_as_pair(one, two):
    """They take the same weights of the same network."""
    if len(one.names + two.names) != 2 or one.names == two.names or (one.kind, one.fixed) != (two.kind, two.fixed):
        return False
    return [layout.name for layout in one.layouts] == [layout.name for layout in two.layouts]


def unnamed_pairs(found):
    """No name speaks of a gradient, but two functions take the same, and neither gives J and more."""
    if any(GRADIENT.search(choice.name) for choice in found):
        return []
    alone = [choice for choice in found
             if all(len(gradlab_source.returned_names(function)) < 2 for function in choice.functions)]
    return [pair(one, two) for one in alone for two in alone
            if fit_as_pair(one, two) and one.plans == two.plans]


def pairs_among(found):
    return best_pairs([(one, two) for one in found for two in found if may_be_pair(one, two)])


def pairs_of(some, others):
    return best_pairs([(one, two) for one in some for two in others if may_be_pair(one, two)]
                      + [(one, two) for one in others for two in some if may_be_pair(one, two)])


def know_lambda_alike(one, two):
    return ("lambda" in one.arguments) == ("lambda" in two.arguments)


def best_pairs(both):
    """A cost without lambda goes with a gradient that has one only where there is no other."""
    alike = [(one, two) for one, two in both if know_lambda_alike(one, two)]
    return [pair(one, two) for one, two in alike or both]


def by_likelihood(found):
    return sorted(found, key=lambda choice: likelihood(choice.name), reverse=True)  # stable: else as in the file
