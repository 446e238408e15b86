"""A file as the program that it is: its statements one by one, and small data where its own is not here."""
import ast
import copy
import re
import types

import numpy as np

import gradlab_loading
import gradlab_words
from gradlab_errors import TooLong
from gradlab_tracing import Enough, Minimized, Trace, harmless

RETRIES = 4  # of one statement, each with one more name
EXAMPLES = 13
LABEL_NAMES = re.compile(r"[yt](_?(train|tr|test|te|val|valid|true|data|all))?\d?|labels?|targets?|class(es)?|clases?|"
                         r"klassen?|etiquett?es?|r[oó]tulos?|etiquetas?|ziele?|cibles?", re.I)
EXAMPLE_NAMES = re.compile(r"x(_?(train|tr|test|te|val|valid|data|all|norm))?\d?|features?|inputs?|samples?|merkmale?|"
                           r"entradas?|entr[ée]es?|atributos?", re.I)
DATA_NAMES = re.compile(r"data(set|frame)?|df|raw|datos?|dados?|daten(satz)?|donn[ée]es|roh(daten)?|dati|"
                        r"training_?data|train(_?(set|data))?|tr|gegevens|pairs|examples|beispiele|exemplos|ejemplos", re.I)


# ---- The statements ----

def statements_of(statements):
    """All that the program does, main() and what stands under the guard among it."""
    defined = {one.name: one for one in statements if isinstance(one, ast.FunctionDef)}
    return [step for one in statements for step in opened(one, defined)]


def opened(statement, defined):
    if isinstance(statement, ast.If) and is_guard(statement.test):
        return [step for one in statement.body for step in opened(one, defined)]
    name = called_alone(statement)
    if name not in defined:
        return [statement]
    rest = {key: value for key, value in defined.items() if key != name}
    body = [EndAtReturn().visit(copy.deepcopy(one)) for one in defined[name].body]
    return [step for one in body for step in opened(ast.fix_missing_locations(one), rest)]


def is_guard(test):
    return isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == "__name__"


def called_alone(statement):
    """The name in main() and sys.exit(main())."""
    value = statement.value if isinstance(statement, ast.Expr) else None
    while isinstance(value, ast.Call):
        if isinstance(value.func, ast.Name) and not value.args and not value.keywords:
            return value.func.id
        value = value.args[0] if len(value.args) == 1 else None
    return None


class EndAtReturn(ast.NodeTransformer):
    """The body of main() at the top level: its return ends the program."""

    def visit_Return(self, node):
        return ast.copy_location(ast.parse("raise SystemExit").body[0], node)

    def visit_FunctionDef(self, node):
        return node

    visit_Lambda = visit_ClassDef = visit_AsyncFunctionDef = visit_FunctionDef


class Smaller(ast.NodeTransformer):
    """Large numbers that the program gives names, or lists as sizes, become small ones: equal ones stay equal."""

    LARGE = 20

    def __init__(self):
        self.small = {}

    def visit_FunctionDef(self, node):
        return node

    visit_ClassDef = visit_Lambda = visit_FunctionDef

    def visit_Assign(self, node):
        self.generic_visit(node)
        node.value = self.smaller(node.value)
        return node

    def visit_Tuple(self, node):
        self.generic_visit(node)
        is_sizes = len(node.elts) > 1 and all(isinstance(one, ast.Constant) for one in node.elts)
        node.elts = [self.smaller(one) if is_sizes else one for one in node.elts]
        return node

    visit_List = visit_Tuple

    def smaller(self, node):
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value > self.LARGE:
            return ast.copy_location(ast.Constant(self.small.setdefault(node.value, 5 + len(self.small))), node)
        return node


# ---- What a file without a program defines ----

TRAINING = re.compile(r"^_?(fit|train|learn|ajust|entren|entra[iî]n|trein|lern|apprend|optimi[sz]e|descen|"
                      r"gradient_?desc|sgd|model$|nn_?model)", re.I)
TURNS = re.compile(r"(\w*_)?(n_?)?(iter\w*|epochs?|[eé]po[ck]\w*|steps?|turns?|rounds?|schritte|runden|vueltas|"
                   r"pasos|tours|num_?iter\w*|max_?iter\w*)", re.I)
RATES = re.compile(r"(\w*_)?(lr|eta|alpha|alfa|rate|taux|tas[ao]|taxa|lernrate|learning_?rate)", re.I)
GIVEN = {"n": "4", "h": "5", "K": "3", "sizes": "[4, 5, 3]", "lambda": "0.1", "m": str(13)}


def uses_of(statements):
    """Calls of training methods and functions that the file itself never calls."""
    read = {node.id for one in statements for node in ast.walk(one)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    texts = []
    for one in statements:
        if isinstance(one, ast.FunctionDef) and TRAINING.search(one.name) and one.name not in read:
            texts.append(call_text(one.name, one.args.args, one.args.defaults))
        if isinstance(one, ast.ClassDef) and one.name not in read:
            texts += use_of_class(one)
    return [step for text in texts if text for step in ast.parse(text).body]


def use_of_class(node):
    methods = {one.name: one for one in node.body if isinstance(one, ast.FunctionDef)}
    begin = methods.get("__init__")
    made = call_text(node.name, begin.args.args[1:], begin.args.defaults) if begin else node.name + "()"
    trained = [call_text(name, one.args.args[1:], one.args.defaults) for name, one in methods.items()
               if TRAINING.search(name)]
    return [f"{made}.{call}" for call in trained if call and made]


def call_text(name, parameters, defaults):
    """None where a name that it needs says nothing."""
    needed = [one.arg for one in parameters[:len(parameters) - len(defaults)]]
    given = [value_text(one) for one in needed]
    return f"{name}({', '.join(given)})" if all(given) else None


def value_text(name):
    """A number for a size, a rate or turns; data under their own name."""
    kind = kind_of(name)
    if kind in ("X", "y", "data"):
        return name
    if RATES.fullmatch(name):
        return "0.1"
    return "3" if TURNS.fullmatch(name) else GIVEN.get(kind)


# ---- Small data ----

def kind_of(name):
    """X, y, data, or what else the name says first."""
    kind = next((kind for kind, pattern in (("X", EXAMPLE_NAMES), ("y", LABEL_NAMES), ("data", DATA_NAMES))
                 if pattern.fullmatch(name)), None)
    return kind or "".join(gradlab_words.meanings(gradlab_words.Parameter(name).plain)[:1])


class Data:
    """Stand-ins of one form for what is missing."""

    def __init__(self, inputs, labels, examples, hot, is_turned):
        rng = np.random.RandomState(1)
        self.X = rng.rand(EXAMPLES, inputs)
        self.classes = np.arange(EXAMPLES) * 7 % labels
        self.form = (examples, hot)
        self.hot = np.eye(labels)[self.classes]
        self.is_turned = is_turned
        self.used = []

    def value_for(self, name):
        """None where the name says nothing."""
        kind = kind_of(name)
        if kind not in ("X", "y", "data"):
            return None
        self.used.append(name)
        if kind == "X":
            return self.X.T.copy() if self.is_turned else self.X.copy()
        return self.labels(name) if kind == "y" else self.whole()

    def labels(self, name):
        wanted = self.form[1]
        if wanted == "hot" or (wanted == "by name" and name[0].isupper()) or name[0] in "tT":
            return (self.hot.T if self.is_turned else self.hot).copy()
        if wanted == "binary":
            column = (self.classes % 2).astype(float)[:, None]
            return column.T if self.is_turned else column
        return self.classes.copy() if wanted == "by name" else self.X @ np.arange(1.0, self.X.shape[1] + 1)

    def whole(self):
        if self.form[0] == "pairs":
            return [(x.tolist(), t.tolist()) for x, t in zip(self.X, self.hot)]
        if self.form[0] == "columns":
            return [(x[:, None], t[:, None]) for x, t in zip(self.X, self.hot)]
        return np.column_stack([self.X, self.classes])


FORMS = (("table", "by name", False), ("table", "hot", False), ("pairs", "hot", True), ("table", "number", False),
         ("table", "binary", False), ("columns", "hot", False), ("table", "binary", True))


def sizes_said(statements):
    """Numbers of inputs and outputs that the file's lists and dicts of sizes say; and small ones."""
    found = []
    for node in (node for one in statements for node in ast.walk(one)):
        listed = node.values if isinstance(node, ast.Dict) else getattr(node, "elts", [])
        sizes = [getattr(one, "value", None) for one in listed]
        if len(sizes) >= 3 and all(type(size) is int and 0 < size <= 2000 for size in sizes):
            found.append((sizes[0], sizes[-1]))
    return list(dict.fromkeys(found))[:2] + [(4, 3)]


# ---- Running it ----

def first_line(node):
    return node.decorator_list[0].lineno if node.decorator_list else node.lineno


class Program:
    def __init__(self, path, statements, is_small=False):
        if is_small:
            smaller = Smaller()
            statements = [smaller.visit(copy.deepcopy(one)) for one in statements]
        self.path = path
        self.flags = gradlab_loading.flags_of(statements)
        self.steps = statements_of(statements)
        self.steps += uses_of(self.steps)
        self.sizes = sizes_said(statements)
        self.definitions = {(node.name, first_line(node)): node for one in statements for node in ast.walk(one)
                            if isinstance(node, ast.FunctionDef)}
        self.data = None  # of the last run

    def tries(self):
        return [Data(*sizes, *form) for sizes in self.sizes for form in FORMS]

    def run(self, data, is_enough):
        """The trace of its calls, and the minimizer that it came to, or None."""
        self.data = data
        space = self.new_space()
        trace = Trace(self.path, is_enough)
        trace.space = space
        with harmless():
            for step in self.steps:
                try:
                    with trace.watching():
                        self.do(step, space, data)
                except Minimized as minimized:
                    return trace, minimized
                except (Enough, SystemExit):
                    break
                except TooLong:
                    if trace.calls or not self.fill(step, space, data):
                        break
                    trace.begin_anew()  # large data take long to read
                if trace.is_over():
                    break
        return trace, None

    def new_space(self):
        module = types.ModuleType("__main__")
        module.__file__ = self.path
        return module.__dict__

    def do(self, step, space, data):
        code = compile(ast.Module([step], []), self.path, "exec", self.flags, dont_inherit=True)
        for _ in range(RETRIES):
            try:
                return exec(code, space)
            except NameError as error:
                name = str(error).split("'")[1]
                value = data.value_for(name) if name not in space else None
                if value is None:
                    break
                space[name] = value
            except Exception:  # a file that is not here, a package that is gone
                break
        self.fill(step, space, data)

    def fill(self, step, space, data):
        """What the statement should have made; False where its names say nothing."""
        missing = {name: data.value_for(name) for name in names_made(step) if name not in space}
        space.update({name: value for name, value in missing.items() if value is not None})
        return any(value is not None for value in missing.values())


def names_made(step):
    return [node.id for node in ast.walk(step) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)] \
        if isinstance(step, (ast.Assign, ast.With, ast.Try, ast.AnnAssign)) else []
