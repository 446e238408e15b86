"""Arguments that hold several things under names: a config with the sizes and lambda in it."""
import dataclasses
import inspect
import re
import types

import gradlab_source
import gradlab_words
from gradlab_words import Global

HELD = re.compile(r"n|h|K|m|h\d|sizes|lambda|yes")
OF_DICTS = {"get", "items", "keys", "values", "copy", "update"}


class Field(Global):
    """The word is part of a record, and no argument by itself."""


class Record(str):
    """The word of an argument that is made of other words."""

    def __new__(cls, name, fields, template):
        record = super().__new__(cls, name)
        record.fields = fields      # name of the field to word
        record.template = template  # an object or a class
        return record

    def pairs(self):
        return [(word, Field(f"{self}.{name}")) for name, word in self.fields.items()]

    def make(self, values):
        held = {name: values[word] for name, word in self.fields.items()}
        template = self.template
        if isinstance(template, dict):
            return {**template, **held}
        if inspect.isclass(template):
            return template(**held)
        if dataclasses.is_dataclass(template):
            return dataclasses.replace(template, **held)
        if hasattr(template, "_replace"):
            return template._replace(**held)
        return types.SimpleNamespace(**{**vars(template), **held})


def record_for(function, name, default=None):
    """The record that this argument is; None where it is none, or holds what is not understood."""
    template = template_of(function, name, default)
    needed = names_read(function, name, template)
    if not needed:
        return None
    fields = fields_of(needed)
    has_rest = template is not types.SimpleNamespace and template != {}
    missing = [] if has_rest else [one for one in needed if one not in fields]
    return Record(name, fields, template) if fields and not missing else None


def record_of(name, value):
    """The record that a variable of the file is."""
    is_plain = dataclasses.is_dataclass(value) or isinstance(value, types.SimpleNamespace) or hasattr(value, "_fields")
    if inspect.isclass(value) or not (is_plain or isinstance(value, dict)):
        return None
    names = list(value) if isinstance(value, dict) else list(getattr(value, "_fields", None) or vars(value))
    fields = fields_of([one for one in names if isinstance(one, str)])
    return Record(name, fields, value) if fields else None


def fields_of(names):
    words = gradlab_words.assign([gradlab_words.Parameter(one) for one in names], guesses=False, sizes_first=True)
    return {name: word for name, word in words.items() if HELD.fullmatch(word)}


def template_of(function, name, default):
    annotation = getattr(function, "__annotations__", {}).get(name)
    if isinstance(annotation, str):
        annotation = function.__globals__.get(annotation.strip("'\""))
    if record_of(name, default) is not None:
        return default
    is_record = inspect.isclass(annotation) and (dataclasses.is_dataclass(annotation) or hasattr(annotation, "_fields"))
    if is_record:
        return annotation
    return {} if gradlab_source.string_keys(function, name) else types.SimpleNamespace


def names_read(function, name, template):
    if dataclasses.is_dataclass(template) and inspect.isclass(template):
        return [field.name for field in dataclasses.fields(template)]
    if hasattr(template, "_fields"):
        return list(template._fields)
    reached = gradlab_source.reached_from([function])
    if isinstance(template, dict):
        return list(dict.fromkeys(key for one in reached for key in gradlab_source.string_keys(one, name)))
    read = [attribute for one in reached for attribute in gradlab_source.attributes(one, name)]
    return [one for one in dict.fromkeys(read) if one not in OF_DICTS]
