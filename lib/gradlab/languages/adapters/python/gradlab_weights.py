"""How a function wants its weights: flat, as matrices, in a list, a dict or an object; the likeliest first."""
import dataclasses
import inspect
import re
import types

import gradlab_source
import gradlab_words
from gradlab_layouts import Layout, bare_styles, last_styles, packed_styles, styles, vector_styles

OF_ARRAYS = {"shape", "T", "size", "ndim", "dtype", "reshape", "ravel", "flatten", "dot", "copy", "sum", "flat"}


def weights_name(function, plan):
    """The name under which the function has its weights; empty where they are no single argument."""
    parameters = gradlab_words.parameters_of(function)[0] or []
    positional = [word for word, key in plan if key is None]
    if "theta" in positional and len(parameters) > positional.index("theta"):
        return parameters[positional.index("theta")].name
    return next((str(key) for word, key in plan if word == "theta" and key is not None), "")


def keys_of(function, plan):
    """The keys that the function reads from its weights, if they are a dict: {"Theta1": "W1"}."""
    name = weights_name(function, plan)
    if not name or {"n", "h", "K"} & {word for word, _ in plan}:
        return {}
    read = [key for one in gradlab_source.reached_from([function]) for key in gradlab_source.string_keys(one, name)]
    return words_of_keys(list(dict.fromkeys(read)))


def words_of_keys(keys):
    families = [re.sub(r"%[di]$|\{\w*\}$", "", key) for key in keys]
    families = [key for key in families if re.fullmatch(r"\D+", key) and gradlab_words.numbered(key.lower() + "1")]
    numbered = [key for key in keys if gradlab_words.numbered(re.sub(r"\W|_", "", key.lower()))]
    if families and len(numbered) < 2:  # parameters["W" + str(l)]: of any depth
        return {"Theta*": next((key for key in families if word_of(key) == "Theta"), ""),
                **{"b*": key for key in families if word_of(key) == "b"}}
    words = gradlab_words.assign([gradlab_words.Parameter(key) for key in keys], guesses=False)
    return {word: key for key, word in words.items() if re.fullmatch(r"(Theta|b)\d", word)}


def word_of(family):
    return gradlab_words.numbered(family.lower() + "1")[0]


def attributes_of(function, plan):
    """The attributes that hold the weights, if they are an object: {"Theta1": "theta1"}, and its class."""
    name = weights_name(function, plan)
    kind = class_of(function, name)
    declared = [field.name for field in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else []
    if not name or not declared and {"n", "h", "K"} & {word for word, _ in plan}:
        return {}, None
    read = declared or [one for one in gradlab_source.attributes(function, name) if one not in OF_ARRAYS]
    words = gradlab_words.assign([gradlab_words.Parameter(one) for one in read], guesses=False)
    keys = {word: one for one, word in words.items() if re.fullmatch(r"(Theta|b)\d", word)}
    return keys, kind


def class_of(function, name):
    """The class that the annotation names; a plain namespace where there is none."""
    annotation = getattr(function, "__annotations__", {}).get(name)
    if isinstance(annotation, str):
        annotation = function.__globals__.get(annotation.strip("'\""))
    return annotation if inspect.isclass(annotation) else types.SimpleNamespace


def for_depth(keys, depth):
    """The keys of so many layers, where a family of them is known."""
    if "Theta*" not in keys:
        return keys
    words = [word[:-1] for word in keys if keys[word]]
    return {f"{word}{i}": keys[word + "*"] + str(i) for i in range(1, depth + 1) for word in words}


def depth_of(words):
    return max([int(word[5:]) for word in words if re.fullmatch(r"Theta\d", word)], default=0)


def carried(function, plan, depth=2):
    """(keys, carrier, class) of weights that have names."""
    keys = for_depth(keys_of(function, plan), depth)
    if keys:
        return keys, "dict", None
    keys, kind = attributes_of(function, plan)
    return keys, "object", kind


def has_biases(words):
    return any(re.fullmatch(r"b\d", word) for word in words)


def layouts_for(function, plan):
    """For the network with one hidden layer."""
    words = [word for word, _ in plan]
    if depth_of(words):
        bias = has_biases(words)
        return styles(bias, "arguments") + ([] if bias else last_styles("arguments")) if depth_of(words) == 2 else []
    keys, carrier, kind = carried(function, plan)
    if keys:
        return styles(has_biases(keys), carrier, keys, kind) if depth_of(keys) == 2 else []
    flat = [Layout(), Layout(carrier="column")]
    if "theta" not in words:
        return flat
    if {"n", "h", "K", "sizes", "shapes"} & set(words):
        return unpacked_layouts(function, plan) + flat + packed_styles() + last_styles("flat")
    pairs = styles(True, "pairs") if has_pairs(function, plan) else []
    return pairs + flat + styles(False, "list") + styles(True, "list") + styles(False, "tuple")


def unpacked_layouts(function, plan):
    """Theta1, Theta2 = thetas, and four names where the biases stand apart."""
    name = weights_name(function, plan)
    names = gradlab_source.unpacked_names(function, name) if name else []
    return styles(len(names) == 4, "list") if len(names) in (2, 4) else []


def has_pairs(function, plan):
    name = weights_name(function, plan)
    return bool(name) and any(gradlab_source.holds_pairs(one, name) for one in gradlab_source.reached_from([function]))


def vector_layouts(function, plan):
    """One output: w is a vector, and b a number."""
    words = [word for word, _ in plan]
    keys, carrier, kind = carried(function, plan, 1)
    if depth_of(words) == 1 and "b1" in words:
        return vector_styles("arguments")
    return vector_styles(carrier, keys, kind) if depth_of(keys) == 1 and "b1" in keys else []


def own_layouts(function, plan):
    """Networks of other depths, or without biases: pairs (layout, how many hidden layers)."""
    words = [word for word, _ in plan]
    keys, carrier, kind = carried(function, plan, 3)
    depth = depth_of(words) or depth_of(keys)
    if depth:
        carrier = "arguments" if depth_of(words) else carrier
        bias = has_biases(words + list(keys))
        layouts = styles(bias, carrier, keys, kind) if depth != 2 else []
        layouts += [] if bias else bare_styles(carrier, keys, kind)
        return [(layout, depth - 1) for layout in layouts]
    hidden = len([word for word in words if re.fullmatch(r"h\d", word)])
    if hidden:
        return [(Layout(), hidden), (Layout(style="bare"), hidden)] + [(one, hidden) for one in packed_styles()]
    if {"h", "sizes", "shapes"} & set(words):
        return [(Layout(), 2), (Layout(style="bare"), 1), (Layout(), 3), (Layout(), 4)]
    if {"n", "K"} <= set(words):
        flat = [(Layout(style), 0) for style in ("bare", "joined", "bareT", "joinedT")]
        return flat + [(Layout(one.style, carrier="matrix"), 0) for one, _ in flat]
    if has_pairs(function, plan):
        return [(layout, 2) for layout in styles(True, "pairs")]
    one = [(layout, 0) for layout in styles(False, "matrix")[::-1] + bare_styles("matrix")[::-1]]
    return one + [(layout, 2) for layout in styles(False, "list") + styles(True, "list")]
