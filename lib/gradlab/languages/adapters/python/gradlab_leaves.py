"""Numbers within anything: arrays, decimals and lists of decimals in dicts, lists and objects, by the way to them."""
import inspect
import types

import numpy as np

MOST_ENTRIES = 300000  # of one leaf: more are data
MOST_PARTS = 200       # of one list: more are data
DEPTH = 6


def is_number(value):
    return isinstance(value, (float, np.floating))


def is_row(value):
    return isinstance(value, list) and len(value) > 0 and all(type(one) in (float, int) for one in value) and \
        any(type(one) is float for one in value)


def is_rows(value):
    return isinstance(value, list) and 0 < len(value) <= MOST_PARTS and all(is_row(one) for one in value) and \
        len({len(one) for one in value}) == 1


def is_leaf(value):
    if isinstance(value, np.ndarray):
        return value.dtype.kind == "f" and 0 < value.size <= MOST_ENTRIES
    return is_number(value) or is_row(value) or is_rows(value)


def is_object(value):
    kinds = (type, types.ModuleType, np.random.RandomState, np.random.Generator)
    return hasattr(value, "__dict__") and not inspect.isroutine(value) and not isinstance(value, kinds)


def parts(value):
    if isinstance(value, dict):
        return list(value.items()) if len(value) <= MOST_PARTS else []
    if isinstance(value, (list, tuple)):
        return list(enumerate(value)) if len(value) <= MOST_PARTS else []
    if isinstance(value, np.ndarray) and value.dtype == object and value.ndim == 1:
        return list(enumerate(value)) if len(value) <= MOST_PARTS else []
    return list(vars(value).items()) if is_object(value) else []


def leaves(value, path=(), depth=DEPTH, seen=None):
    """Pairs (path, leaf) in the order in which they stand; each but numbers once."""
    seen = set() if seen is None else seen
    if not is_number(value) and id(value) in seen:
        return
    if is_leaf(value):
        seen.add(id(value))
        yield path, value
    elif depth:
        inside = parts(value)
        seen.update([id(value)] if inside else [])
        for key, part in inside:
            yield from leaves(part, path + (key,), depth - 1, seen)


def numbers(leaf):
    return np.array(leaf, dtype=float)


def get(value, path):
    for key in path:
        value = value[key] if isinstance(value, (dict, list, tuple, np.ndarray)) else getattr(value, key)
    return value


def put(root, path, array):
    """In place where that can be: other names for an array or a list stay names for it."""
    there = get(root, path)
    if isinstance(there, np.ndarray) and there.shape == array.shape and there.flags.writeable:
        there[...] = array
    elif is_rows(there):
        for row, new in zip(there, array.tolist()):
            row[:] = new
    elif is_row(there):
        there[:] = array.tolist()
    else:
        replace(root, path, array if array.ndim else float(array))


def replace(root, path, value):
    holder = get(root, path[:-1])
    if isinstance(holder, tuple):
        made = [value if place == path[-1] else part for place, part in enumerate(holder)]
        replace(root, path[:-1], type(holder)(*made) if hasattr(holder, "_fields") else tuple(made))
    elif isinstance(holder, (dict, list, np.ndarray)):
        holder[path[-1]] = value
    else:
        object.__setattr__(holder, path[-1], value)
