"""Networks that are classes: built where that can be guessed, their weights handed over or set by their shapes."""
import inspect
import re

import numpy as np

import gradlab_finding
import gradlab_movers
import gradlab_records
import gradlab_source
import gradlab_words
from gradlab_choices import (COST_ABROAD, GRADIENT, NETWORK, Choice, by_likelihood, choices_for, is_helper, is_whole,
                             own_choices, pairs_among)
from gradlab_layouts import Layout
from gradlab_made import arrays_of, get, in_double_precision, is_chance, put
from gradlab_one_example import (USUAL_COSTS, from_outputs, is_of_one_example, of_all, one_by_one, over_pairs,
                                 summed, takes_one_example)
from gradlab_records import Record
from gradlab_results import is_one_number, word_of_key
from gradlab_wiring import producers, wire

COST = re.compile(rf"cost|loss|objective|error|energy|(^|_)j($|_)|^j$|{COST_ABROAD}", re.I)
NO_WEIGHTS = re.compile(r"grad|^d_?[wb\d]|delta|veloc|moment|cache|^v_?[wb]|^m_?[wb]|^[az]_?\d|hist|losses|^[xy]$",
                        re.I)
RATE = re.compile(r"rate|learningrate|lr|eta|alpha|stepsize|learnrate")
NO_DATA = re.compile(r"^_*[xy]_?\d?$|data|label|target", re.I)
TRIED = (7, 11, 5)  # n, h, K
FORWARD = re.compile(r"forward|feed|predict|propag|output|activ", re.I)


class Method:
    """A method as a function: it is called on the object that its owner has made."""

    def __init__(self, owner, function):
        signature = inspect.signature(function)
        own = list(signature.parameters.values())[0 if is_static(owner.kind, function.__name__) else 1:]
        self.owner = owner
        self.__signature__ = signature.replace(parameters=own)
        self.__name__ = function.__name__
        self.__code__ = function.__code__
        self.__globals__ = function.__globals__
        self.__annotations__ = function.__annotations__

    def __call__(self, *positional, **named):
        return getattr(self.owner.object, self.__name__)(*positional, **named)


class Owner:
    """Makes the object of a class for each network, and puts the weights into it."""

    keeps_data = False  # the object has X and y besides

    def __init__(self, kind, plan, paths=()):
        self.kind = kind
        self.plan = plan    # of its constructor
        self.paths = dict(paths)  # by the word of a block the keys to it; none where the weights are an argument
        self.object = None
        self.made_for = None

    @property
    def words(self):
        return words_in_plan(self.plan)

    def construct(self, values):
        positional = []
        for word, key in self.plan:
            if key is None:
                positional += values["sizes"] if word == "*sizes" else [handed(word, values)]
        named = {key: handed(word, values) for word, key in self.plan if key is not None}
        return in_double_precision(self.kind(*positional, **named))

    def prepare(self, values, layout, sizes):
        made_for = (list(sizes), values["lambda"], values["X"], values["y"])
        if self.object is None or not is_same(made_for, self.made_for):
            self.made_for = made_for
            self.object = self.construct(values)
        for word, path in self.paths.items():
            put(self.object, path, np.array(values[word]))

    def kept_gradients(self, expected):
        """Gradients that the object keeps: self.dW1, self.grads["W1"], layer.dW, parameter.grad."""
        found = [(path, array) for path, array in arrays_of(self.object) if is_gradient_path(path)]
        found += [((key,), value) for key, value in vars(self.object).items()
                  if isinstance(value, float) and is_gradient_path((key,))]
        arrays = dict((path[-1] if isinstance(path[-1], str) else path[0], array) for path, array in found)
        by_word = {word_of_key(key): array for key, array in arrays.items()}
        words = [word for word, _ in expected.blocks]
        if all(word in by_word for word in words):
            return [by_word[word] for word in words]
        lists = [value for key, value in vars(self.object).items() if re.search("grad|^d", key, re.I)
                 and isinstance(value, (list, tuple)) and len(value) == len(words)]
        if lists:
            return list(lists[0])
        return [array for _, array in found] if len(found) == len(words) else None

    def gradients_of_step(self, values, expected, rate=None):
        """Where the method has moved the weights: (before - after) / rate."""
        own = [value for key, value in vars(self.object).items() if RATE.fullmatch(key.lower().replace("_", ""))
               and isinstance(value, (int, float)) and value]
        rates = [rate] if rate else own
        if len(rates) != 1 or not self.paths:
            return None
        parts = [(values[word] - get(self.object, self.paths[word])) / rates[0] for word, _ in expected.blocks]
        return parts if any(np.any(part) for part in parts) else None

    def with_kept_gradients(self, results, expected):
        kept = self.kept_gradients(expected) if is_one_number(results) else None
        return results if kept is None else (results, kept)


def words_in_plan(plan):
    """With those that a config holds."""
    return [part for word, _ in plan for part in (word.fields.values() if isinstance(word, Record) else [word])]


def handed(word, values):
    if isinstance(word, Record):
        return word.make({part: copy_of(values[part]) for part in word.fields.values()})
    return copy_of(values[word])


def is_same(one, other):
    return other is not None and all(a is b or (not isinstance(a, np.ndarray) and a == b) for a, b in zip(one, other))


def copy_of(value):
    if isinstance(value, np.random.Generator):
        return np.random.default_rng(1)
    return value.copy() if isinstance(value, (np.ndarray, list)) else value


def is_gradient_path(path):
    return any(isinstance(key, str) and re.search(r"grad|^d_?[wb]|^d$", key, re.I) for key in path)


# ---- Weights within an object ----

def weights_of(instance):
    found = [(path, array) for path, array in arrays_of(instance)
             if array.ndim <= 2 and not any(isinstance(key, str) and NO_WEIGHTS.search(key) for key in path)
             and not (isinstance(path[-1], str) and path[-1] != "data" and NO_DATA.search(path[-1]))]
    matrices = [one for one in found if one[1].ndim == 2 and not is_bias(*one)]
    return matrices, [one for one in found if is_bias(*one)]


def is_bias(path, array):
    names = [key for key in path if isinstance(key, str)]
    by_name = any(re.match(r"b(ias(es)?)?_?\w?\d?$", name, re.I) for name in names)
    return by_name or array.ndim == 1


def layouts_of(matrices, biases):
    """Pairs (layout, layer sizes) that fit the shapes."""
    shapes = [array.shape for _, array in matrices]
    if not shapes or (biases and len(biases) != len(matrices)):
        return
    for style in (["apart", "apartT"] if biases else ["joined", "joinedT", "bare", "bareT"]):
        ends = [shape[::-1] if style.endswith("T") else shape for shape in shapes]  # (out, in)
        extra = 1 if style.startswith("joined") else 0
        chained = all(after[1] == before[0] + extra for before, after in zip(ends, ends[1:]))
        if chained and (not biases or all(array.size == end[0] for (_, array), end in zip(biases, ends))):
            bias = shape_of_bias(biases[0][1]) if biases else "flat"
            yield Layout(style, bias, "arguments"), [ends[0][1] - extra] + [end[0] for end in ends]


def shape_of_bias(array):
    if array.ndim == 1:
        return "flat"
    return "row" if array.shape[0] == 1 and array.shape[1] > 1 else "column"


# ---- Which classes, and how they may be called ----

def own_classes(module):
    return {name: value for name, value in vars(module).items() if inspect.isclass(value) and any(
        inspect.isfunction(part) and part.__code__.co_filename == module.__file__ for part in vars(value).values())}


def methods_of(kind):
    return {name: part for name, part in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("__")}


def is_static(kind, method):
    return isinstance(inspect.getattr_static(kind, method, None), staticmethod)


def is_read(kind, name):
    """A method for the cost reads self.NAME."""
    return any(name in gradlab_source.attributes(function, "self") for method, function in methods_of(kind).items()
               if COST.search(method))


def plan_of_constructor(kind):
    if kind.__init__ is object.__init__:
        return []
    try:
        given = list(inspect.signature(kind).parameters.values())
    except (TypeError, ValueError):
        return None
    named = [gradlab_words.Parameter(p.name, p.default is not p.empty, p.kind == p.KEYWORD_ONLY,
                                    None if p.default is p.empty else p.default) for p in given
             if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    words = gradlab_words.assign(named, guesses=False, sizes_first=True)
    needed = [parameter.name for parameter in named if not parameter.has_default]
    if len(needed) == 3 and not any(name in words for name in needed):
        words.update(zip(needed, ("n", "h", "K")))
    words.update({p.name: word_of_chance(p.name) for p in named
                  if p.name not in words and is_chance(p.name) and p.default is None})
    gradlab_words.guess_sizes(named, words, [p for p in named if p.name not in words and not p.has_default])
    plan = []
    for place, parameter in enumerate(named):
        word = words.get(parameter.name)
        if word is None and re.fullmatch(gradlab_words.WEAK_LAMBDA, parameter.plain) and is_read(kind, parameter.name):
            word = "lambda" if "lambda" not in words.values() else None
        word = word or gradlab_records.record_for(kind.__init__, parameter.name)
        if word is None and parameter.has_default:
            continue
        plan.append((word or "one", parameter.name if len(plan) < place or parameter.keyword_only else None))
    if any(p.kind == p.VAR_POSITIONAL for p in given):
        plan.append(("*sizes", None))
    return plan


def word_of_chance(name):
    """A seed is a number; what is called rng draws numbers."""
    return "one" if re.search("seed|state", name, re.I) else "rng"


def values_to_try(n, h, K):
    rng = np.random.RandomState(1)
    return {"n": n, "h": h, "K": K, "sizes": [n, h, K], "lambda": 0.0, "m": 9, "X": rng.rand(9, n),
            "y": np.arange(9) % K + 1, "h1": h, "h2": h, "hs": [h], "one": 1, "rng": np.random.default_rng(1)}


def built(kind, plan):
    """The object of a class; None where it cannot be built."""
    if plan is None or any(word.startswith(("theta", "Theta", "b")) for word, _ in plan):
        return None
    try:
        return Owner(kind, plan).construct(values_to_try(*TRIED))
    except Exception:  # whatever it needs besides
        return None


def is_sized(plan):
    return any(word in ("n", "h", "K", "sizes", "*sizes", "h1", "hs", "X") for word in words_in_plan(plan))


def fits_sizes(sizes, plan):
    words = words_in_plan(plan)
    n, h, K = TRIED
    if {"sizes", "*sizes"} & set(words):
        return sizes == [n, h, K]
    return ("n" not in words or sizes[0] == n) and ("K" not in words or sizes[-1] == K)


def with_list_of_hidden(plan):
    """hidden_dims=[100, 50]: the hidden layers as a list."""
    return [("hs" if word == "h" else word, key) for word, key in plan or []]


def choices_of_class(name, kind):
    plan = plan_of_constructor(kind)
    instance = built(kind, plan)
    if instance is None:
        plan = with_list_of_hidden(plan)
        instance = built(kind, plan)
    if instance is None:
        return []
    return choices_with_argument(name, kind, plan) or choices_with_own_weights(name, kind, plan, instance)


# The weights are an argument of the methods.

def choices_with_argument(name, kind, plan):
    owner = Owner(kind, plan)
    given = ["h" if word == "*sizes" else word for word in owner.words]
    methods = {method: Method(owner, function) for method, function in methods_of(kind).items()
               if not is_helper(method) or COST.search(method)}
    found = []
    for make in (choices_for, own_choices):
        ways = by_likelihood([choice for method, proxy in methods.items() if takes_weights(proxy)
                              for choice in make(method, proxy, [], given)])
        found += ways + pairs_among(ways)
    return [owned(choice, name, owner) for choice in found]


def takes_weights(function):
    plan = gradlab_words.by_name(function, guesses=NETWORK.search(function.__name__) is not None)
    return any(word.startswith(("theta", "Theta")) for word, _ in plan or [])


def owned(choice, name, owner, fixed=None):
    choice.owner = owner
    choice.names = [f"{name}.{method}" for method in choice.names]
    choice.name = ",".join(choice.names)
    choice.given = owner.words
    choice.fixed = fixed
    return choice


# The object holds the weights.

def choices_with_own_weights(name, kind, plan, instance):
    matrices, biases = weights_of(instance)
    for layout, sizes in layouts_of(matrices, biases):
        if fits_sizes(sizes, plan):
            paths = interleaved([path for path, _ in matrices], [path for path, _ in biases])
            named = zip([word for word, _ in layout.blocks(sizes)], paths)
            return choices_among_methods(name, Owner(kind, plan, named), layout, sizes)
    return []


def interleaved(matrices, biases):
    return [path for both in zip(matrices, biases) for path in both] if biases else matrices


def choices_among_methods(name, owner, layout, sizes):
    given = ["theta"] + owner.words
    methods = {method: Method(owner, function) for method, function in methods_of(owner.kind).items()}
    movers = gradlab_movers.movers_among(methods)
    methods.update(movers)
    plans = plans_of_methods(methods, given)
    given += ["X", "y"] if owner.keeps_data else []
    taken = {method: plan + [pair for _, make_plan, _ in wires.values() for pair in make_plan]
             for method, (plan, wires) in plans.items()}
    costs = [method for method in plans if COST.search(method) and not re.search("deriv|prime|delta", method, re.I)
             and is_whole(taken[method], given)]
    gradients = [method for method in plans if GRADIENT.search(method) or method.endswith(("Prime", "prime"))]
    gradients += [method for method in movers if method in plans and method not in gradients]
    whole = [method for method in gradients if is_whole(taken[method], given)]
    several = [method for method in whole if len(gradlab_source.returned_names(methods[method])) > 1]
    pairs = [[one, two] for one in costs for two in gradients if one != two and fit_together(plans[one], plans[two])]
    make = lambda names: make_choice(name, owner, layout, sizes, names, methods, plans)
    if not costs and not owner.keeps_data:
        alone = [method for method in gradients if arguments_of(plans[method]) == ["X", "y"] and
                 (method in movers or takes_one_example(method, methods))]
        make_beside = lambda method: moving_without_cost if method in movers else without_cost
        made = [choice for method in by_place_of_call(alone, methods)
                for choice in make_beside(method)(name, owner, layout, sizes, methods, method)]
        if made:
            return made
    return by_likelihood([make([method]) for method in costs]) + [make(both) for both in pairs] + \
        by_likelihood([make([method]) for method in several if method not in costs]) + \
        [one_by_one(make(both)) for both in pairs if all(arguments_of(plans[name]) == ["X", "y"] and
                                                         takes_one_example(name, methods) for name in both)]


def arguments_of(plan):
    """The words that a method is called with."""
    return [word for word, _ in plan[0]]




def plans_of_methods(methods, given):
    """For each method (plan, wires): its arguments by their names, or by what another method gives."""
    found = {}
    makers = producers(methods, given)
    for method, proxy in methods.items():
        if is_helper(method) and not COST.search(method) and not isinstance(proxy, gradlab_movers.Mover):
            continue
        plan = gradlab_words.by_name(proxy, guesses=False)
        if plan is not None and not any(word.startswith(("theta", "Theta")) for word, _ in plan):
            found[method] = (plan, {})
            continue
        made = wire(proxy, makers[0]) if makers else None
        if made is not None:
            found[method] = made
    return found


def fit_together(one, two):
    """The gradient's examples are those of the cost, or none: then it goes on from where the cost has left off."""
    words, others = ({word for word, _ in plan} for plan, _ in (one, two))
    return ("pairs" in words) == ("pairs" in others) or not others or is_of_one_example(one, two)







def by_place_of_call(names, methods):
    """Those that others of them call come first."""
    called = {word for name in names for word in gradlab_source.words_in(methods[name])}
    return sorted(names, key=lambda name: name not in called)


def forward_of(methods, gradient):
    """The method of one argument that gives the outputs; None where there is no such."""
    return next((method for method in methods if FORWARD.search(method) and method != gradient
                 and len(methods[method].__signature__.parameters) == 1), None)


def moving_without_cost(name, owner, layout, sizes, methods, mover):
    """A method that moves the weights, and no cost anywhere: beside it each of the usual costs of its forward pass."""
    forward = forward_of(methods, mover)
    found = []
    for is_mean in (False, True) if forward else ():
        for words, cost_of_one in USUAL_COSTS.items():
            cost = of_all(methods[forward], cost_of_one, is_mean)
            how = "its mean" if is_mean else "summed"
            choice = Choice([forward, mover], [cost, methods[mover]],
                            [[("X", None), ("y", None), ("m", None)], [("X", None), ("y", None)]], "own", [layout], {},
                            [[None] * (len(sizes) - 2)],
                            f"it has no cost of its own: what {mover} takes from the weights, over the rate, is judged "
                            f"by {words} of {forward}, {how} over examples")
            choice.is_guess = True
            found.append(owned(choice, name, owner, None if is_sized(owner.plan) else sizes))
    return found



def without_cost(name, owner, layout, sizes, methods, gradient):
    """A gradient for one example, and no cost anywhere: beside it each of the usual costs of its forward pass."""
    forward = forward_of(methods, gradient)
    found = []
    for words, cost_of_one in USUAL_COSTS.items() if forward else ():
        cost = summed(from_outputs(methods[forward], cost_of_one))
        slope = over_pairs(methods[gradient], cost, [("pairs", None)])
        choice = Choice([forward, gradient], [cost, slope], [[("pairs", None)]] * 2, "own", [layout], {},
                        [[None] * (len(sizes) - 2)],
                        f"it has no cost of its own: {gradient} is judged by {words} of {forward}, summed over examples")
        choice.is_guess = True
        found.append(owned(choice, name, owner, None if is_sized(owner.plan) else sizes))
    return found


SETTER = re.compile(r"(set|load|assign|from).*(param|weight|theta|vec)|un_?(pack|roll|flatten)", re.I)


def layouts_of_gradient(owner, layout, sizes):
    """How a flat gradient stands: in the order in which the class itself takes its weights from a vector; where it
    takes none, as the blocks do, or all W first."""
    blocks = layout.blocks(sizes)
    words = [word for word, _ in blocks]
    instance = owner.construct(values_to_try(*TRIED))
    for name in filter(SETTER.search, methods_of(owner.kind)):
        try:
            getattr(instance, name)(np.arange(sum(np.prod(shape) for _, shape in blocks), dtype=float))
            firsts = [np.min(get(instance, owner.paths[word])) for word in words]
        except Exception:  # it takes something else
            continue
        return [layout.with_flat_order([word for _, word in sorted(zip(firsts, words))])]
    return [layout, layout.with_flat_order(words[::2] + words[1::2])]


def make_choice(name, owner, layout, sizes, names, methods, plans):
    is_network = len(sizes) == 3 and layout.has_biases
    wires = {word: wire for method in names for word, wire in plans[method][1].items()}
    functions = [methods[method] for method in names]
    handed = [plans[method][0] for method in names]
    remark = ""
    if len(names) == 2 and is_of_one_example(*(plans[method] for method in names)):
        handed = [[("zero" if word == "lambda" else word, key) for word, key in handed[0]], [("pairs", None)]]
        functions[1] = over_pairs(functions[1], functions[0], handed[0])
        remark = f"{names[1]} gives the gradient of one example: they were added up as in the cost, without a penalty"
    if isinstance(functions[-1], gradlab_movers.Mover):
        remark = f"{names[-1]} moves the weights: what one turn takes away, over the rate, was taken for the gradient"
    layouts = layouts_of_gradient(owner, layout, sizes) if is_network and layout.style.startswith("apart") else [layout]
    choice = Choice(names, functions, handed, "network" if is_network else "own", layouts, wires,
                    [[None] * (len(sizes) - 2)] * len(layouts), remark)
    return owned(choice, name, owner, None if is_sized(owner.plan) else sizes)


def static_choices(name, kind):
    """Static methods are functions under the name of their class."""
    functions = {f"{name}.{method}": function for method, function in methods_of(kind).items()
                 if is_static(kind, method)}
    return [choice for choice in gradlab_finding.choices_among(functions, []) if choice.kind != "theta"]


def class_choices(module):
    return [choice for name, kind in own_classes(module).items()
            for choice in static_choices(name, kind) or choices_of_class(name, kind)]
