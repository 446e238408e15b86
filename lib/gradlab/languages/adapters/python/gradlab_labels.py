"""Which labels the file's own data has."""
import ast
import re

import gradlab_source
import gradlab_words

FROM_ONE = re.compile(r"ex[34]data1\b", re.I)  # the exercise's digits: 1..10, where 10 is the digit 0
CONVERTERS = re.compile(r"factorize|LabelEncoder|OneHotEncoder|get_dummies|LabelBinarizer|label_binarize|to_cat|"
                        r"^mod$|remainder|^replace$")


def has_labels_from_one(statements):
    """It names that data, and nothing in it makes other labels of them."""
    nodes = [node for statement in statements for node in ast.walk(statement)]
    named = any(isinstance(node, ast.Constant) and isinstance(node.value, str) and is_file(node.value)
                for node in nodes)
    return named and not any(converts(node) for node in nodes)


def is_file(text):
    return FROM_ONE.search(text) is not None


def is_labels(node):
    names = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
    names += [part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)]
    names += [part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return any("y" in gradlab_words.meanings(gradlab_words.Parameter(name).plain) for name in names)


def is_number(node, *values):
    return isinstance(node, ast.Constant) and node.value in values and not isinstance(node.value, bool)


def converts(node):
    """y % 10, y == 10, y - 1, y -= 1, y[...] = 0, and what sorts labels out by itself."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Mod) and not is_text(node.left) or \
            isinstance(node.op, ast.Sub) and is_number(node.right, 1) and is_labels(node.left)
    if isinstance(node, ast.AugAssign):
        return isinstance(node.op, (ast.Sub, ast.Mod)) and is_labels(node.target)
    if isinstance(node, ast.Compare):
        return any(is_number(part, 10) for part in node.comparators)
    if isinstance(node, ast.Assign):
        return is_number(node.value, 0) and any(isinstance(one, ast.Subscript) and is_labels(one.value)
                                                for one in node.targets)
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return CONVERTERS.search(called) is not None or any(one.arg == "return_inverse" for one in node.keywords)
    return False


def takes_one_off(functions):
    """They take 1 off the labels themselves: labels 1..K are meant, though they may fail on these."""
    nodes = [node for function in gradlab_source.reached_from(functions)
             for node in gradlab_source.nodes_of(function, ast.BinOp)]
    return any(isinstance(node.op, ast.Sub) and is_number(node.right, 1) and is_labels(node.left) for node in nodes)


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str) or isinstance(node, ast.JoinedStr)
