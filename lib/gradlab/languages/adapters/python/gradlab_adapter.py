"""Lets `gradlab check --python FILE.py` talk to a learner's own cost function; needs nothing but NumPy.

Loads the file, finds the functions in it that may be the one, calls them as gradlab asks, and says what came back.
Which call is right, and whether the figures are, is gradlab's business. The protocol is in the README beside.
"""
import __future__
import ast
import importlib.abc
import importlib.machinery
import inspect
import json
import math
import os
import signal
import sys
import traceback
import types
import warnings

try:
    import numpy as np
except ImportError:  # said in answer to the first question
    np = None

CLASSIC = ["theta", "n", "h", "K", "X", "y", "lambda"]
TOP_LEVEL_SECONDS = 1  # for all that the file does at its top level besides imports and definitions


class Misfit(Exception):
    """What the code gave back is not understood; the message is for the learner."""


# ---- Keeping the learner's prints and plots away from the protocol ----

def take_channels():
    """The protocol's two ends; the learner's code finds an empty input, and its prints go to standard error."""
    requests = os.fdopen(os.dup(0), "r", encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    sys.stdout.reconfigure(line_buffering=True)
    return requests, answers


class Nothing(types.ModuleType):
    """Stands in for matplotlib where there is none: whatever is asked of it is done, and is nothing."""

    def __init__(self, name="nothing"):
        super().__init__(name)
        self.__path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing(name)

    def __call__(self, *arguments, **named):
        return Nothing()

    def __iter__(self):
        return iter([Nothing(), Nothing()])  # fig, ax = plt.subplots()

    def __getitem__(self, key):
        return Nothing()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


class NothingToPlotWith(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Asked last, so only where the real one is missing."""

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("matplotlib", "mpl_toolkits", "seaborn"):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return Nothing(spec.name)

    def exec_module(self, module):
        pass


# ---- Loading a file, whatever its top level does ----

class TooLong(BaseException):
    """Not an Exception, so that no `except Exception` of the learner's catches it."""


def interrupt(signal_number, frame):
    raise TooLong(f"it ran for more than {TOP_LEVEL_SECONDS} s")


def run_statement(statement, path, flags, space):
    limited = not isinstance(statement, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef))
    code = compile(ast.Module([statement], []), path, "exec", flags, dont_inherit=True)
    if not limited:
        exec(code, space)
        return
    signal.setitimer(signal.ITIMER_REAL, max(run_statement.seconds_left, 0.05))
    try:
        exec(code, space)
    finally:
        run_statement.seconds_left = signal.setitimer(signal.ITIMER_REAL, 0)[0]


run_statement.seconds_left = TOP_LEVEL_SECONDS


def load(path):
    """The file's names, and the statements that could not be run: one that fails does not stop those that follow."""
    with open(path, "rb") as file:
        tree = ast.parse(file.read(), path)
    flags = 0
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            for name in statement.names:
                flags |= getattr(__future__, name.name).compiler_flag
    name = os.path.splitext(os.path.basename(path))[0]
    module = types.ModuleType(name)
    module.__file__ = path
    sys.modules.setdefault(name, module)
    sys.path[0] = os.path.dirname(path)  # in place of the adapter's folder: modules beside the file can be imported
    skipped = []
    signal.signal(signal.SIGALRM, interrupt)
    for statement in tree.body:
        try:
            run_statement(statement, path, flags, module.__dict__)
        except (Exception, SystemExit, TooLong) as error:
            skipped.append({"line": statement.lineno, "error": describe_error(error)})
    return module, skipped


def describe_error(error):
    kind = type(error).__name__
    if isinstance(error, SystemExit):
        return f"it calls exit({error.code if error.code is not None else ''})"
    if isinstance(error, (Misfit, TooLong)):
        return str(error)
    text = " ".join(str(error).split())
    return f"{kind}: {text}" if text else kind


def place_of(error, path):
    """The innermost line of the learner's files that the error came from."""
    folder = os.path.dirname(path)
    place = ""
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename == path or os.path.dirname(frame.filename) == folder:
            place = f"{os.path.basename(frame.filename)}, line {frame.lineno}: "
    return place


# ---- Which functions there are, and how they may be called ----

def count_arguments(function):
    """How many arguments by position it needs, and how many it takes."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return 0, 0
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    if any(p.kind == p.KEYWORD_ONLY and p.default is p.empty for p in parameters):
        return 0, 0
    return len([p for p in positional if p.default is p.empty]), len(positional)


def own_functions(module):
    """The functions that the file itself defines, by name."""
    return {name: value for name, value in vars(module).items()
            if inspect.isfunction(value) and value.__code__.co_filename == module.__file__}


def borrowed_functions(module):
    """Those that the file has from modules beside it."""
    folder = os.path.dirname(module.__file__)
    return {name: value for name, value in vars(module).items()
            if inspect.isfunction(value) and os.path.dirname(value.__code__.co_filename) == folder}


def classic_arguments(function):
    needed, taken = count_arguments(function)
    if needed <= 7 <= taken:
        return CLASSIC
    if needed == taken == 6:
        return CLASSIC[:6]
    if needed == 1 or (needed == 0 and taken == 1):
        return ["theta"]
    return None


def likelihood(name):
    words = name.lower()
    return [word in words for word in ("cost", "nn", "loss", "back", "grad")]


class Choice:
    """A function, or one for the cost and one for the gradient, with the arguments to call it with."""

    def __init__(self, names, functions, arguments):
        self.name = ",".join(names)
        self.names = names
        self.functions = functions
        self.arguments = arguments

    def describe(self):
        signatures = []
        for name, function in zip(self.names, self.functions):
            try:
                signatures.append(name + str(inspect.signature(function)))
            except (TypeError, ValueError):
                signatures.append(name + "(...)")
        return {"name": self.name, "takes": "theta" if self.arguments == ["theta"] else "network",
                "lambda": "lambda" in self.arguments, "signature": ", ".join(signatures)}


def find_named(module, wanted, arguments):
    names = wanted.split(",")
    functions = []
    for name in names:
        function = getattr(module, name, None)
        if not callable(function):
            there = ", ".join(own_functions(module)) or "none"
            raise Misfit(f"there is no function {name}; there are: {there}")
        functions.append(function)
    order = arguments or classic_arguments(functions[0])
    if order is None:
        raise Misfit(f"{names[0]}{inspect.signature(functions[0])} takes neither the classic 7 arguments (nn_params, "
                     "input_layer_size, hidden_layer_size, num_labels, X, y, lambda) nor one; "
                     "say what it takes by --arguments, e.g. --arguments theta,X,y,lambda")
    return [Choice(names, functions, order)]


def find_choices(module, arguments):
    return choices_among(own_functions(module), arguments) or choices_among(borrowed_functions(module), arguments)


def choices_among(functions, arguments):
    found = []
    for name, function in functions.items():
        needed, taken = count_arguments(function)
        fits = needed <= len(arguments) <= taken if arguments else classic_arguments(function)
        if fits:
            found.append(Choice([name], [function], arguments or classic_arguments(function)))
    found.sort(key=lambda choice: likelihood(choice.name), reverse=True)  # stable: else as they stand in the file
    pairs = [Choice(one.names + two.names, one.functions + two.functions, one.arguments)
             for one in found for two in found
             if one is not two and one.arguments == two.arguments and "theta" in one.arguments and
             any(word in two.name.lower() for word in ("grad", "back", "deriv"))]
    return found + pairs


def find_theta(module):
    """A point that the file itself offers for a function of theta alone."""
    for name in ("theta0", "initial_theta", "theta", "x0", "initial_nn_params", "nn_params"):
        value = vars(module).get(name)
        if isinstance(value, (list, tuple, np.ndarray)):
            array = np.asarray(value)
            if array.dtype.kind in "fiu" and array.size and max(array.shape, default=0) == array.size:
                return [float(entry) for entry in array.ravel()]
    return None


# ---- Understanding what came back ----

def to_array(name, value):
    try:
        array = np.array(value)  # a copy, and no longer a np.matrix
    except ValueError:
        raise Misfit(f"{name} should be an array of numbers, but is a list of unequal parts")
    if array.dtype.kind == "c":
        raise Misfit(f"{name} is complex, it begins with {array.ravel()[0]:.6g}; expected real numbers; "
                     "look for the root or logarithm of a negative number")
    if array.dtype.kind in "iub":
        raise Misfit(f"{name} is made of integers ({array.dtype}), which have no decimals; expected floats: "
                     "try np.zeros(..., dtype=float), and / for //")
    if array.dtype.kind != "f":
        raise Misfit(f"{name} should be numbers, but is {describe(value)}")
    return array


def to_floats(name, value):
    """The same where whole numbers are as good."""
    if isinstance(value, (bool, int, np.bool_, np.integer)):
        return np.asarray(value, dtype=float)
    if isinstance(value, np.ndarray) and value.dtype.kind in "iub":
        return value.astype(float)
    return to_array(name, value)


def to_cost(value):
    array = to_array("the cost", value)
    if array.size != 1:
        raise Misfit(f"the cost should be one number, but is {describe(value)}; is a sum missing, or the order of the "
                     "results not (cost, gradient)?")
    return float(array.ravel()[0])


def describe(value):
    if isinstance(value, np.ndarray):
        return f"{'a matrix' if value.ndim > 1 else 'an array'} of shape {value.shape}"
    if isinstance(value, (tuple, list)):
        return f"a {type(value).__name__} of {len(value)}"
    if value is None:
        return "None (is a return missing?)"
    return f"of type {type(value).__name__}"


def is_matrix(value):
    return isinstance(value, np.ndarray) and value.ndim == 2 and min(value.shape) > 1


def is_several_matrices(value):
    return isinstance(value, (tuple, list)) and len(value) == 2 and all(is_matrix(np.asarray(v)) for v in value)


def encode(value):
    return value if math.isfinite(value) else str(value).replace("inf", "Infinity").replace("nan", "NaN")


def encode_all(array):
    return [encode(value) for value in array.tolist()] if array.ndim == 1 else [encode_all(row) for row in array]


def read_gradient(value):
    if is_several_matrices(value):
        return read_matrices(value)
    return {"gradient": encode_all(to_array("the gradient", value).ravel())}, "flat gradient"


def read_matrices(matrices):
    arrays = [to_array(f"the gradient of Theta{i + 1}", matrix) for i, matrix in enumerate(matrices)]
    for i, array in enumerate(arrays):
        if array.ndim != 2:
            raise Misfit(f"the gradient of Theta{i + 1} should be a matrix, but is {describe(array)}")
    return {"gradients": [encode_all(array) for array in arrays]}, "grad1, grad2"


def pick(results, *names):
    for key, value in results.items():
        if str(key).lower().replace("_", "") in names:
            return value
    return None


def read_dict(results):
    cost = pick(results, "regj", "regcost", "j", "cost", "loss")
    if cost is None:
        raise Misfit(f"the dict has no cost: expected a key J or cost, got {', '.join(map(str, results))}")
    matrices = [pick(results, "grad1reg", "grad1", "theta1grad", "dtheta1"),
                pick(results, "grad2reg", "grad2", "theta2grad", "dtheta2")]
    whole = pick(results, "grad", "gradient", "gradreg", "grads")
    if matrices[0] is not None and matrices[1] is not None:
        return finish(cost, read_matrices(matrices), "a dict of {} and {}")
    if whole is not None:
        return finish(cost, read_gradient(whole), "a dict of {} and {}")
    return {"cost": encode(to_cost(cost))}, "a dict of J alone"


def finish(cost, gradient, pattern="({}, {})"):
    parts, words = gradient
    return {"cost": encode(to_cost(cost)), **parts}, pattern.format("J", words)


def read_results(results):
    """The answer for the protocol, and in words what the results were."""
    if isinstance(results, dict):
        return read_dict(results)
    if isinstance(results, np.ndarray) and results.dtype == object:
        results = list(results.ravel())
    if isinstance(results, (tuple, list)):
        if len(results) == 2:
            return finish(results[0], read_gradient(results[1]))
        if len(results) == 3:
            return finish(results[0], read_matrices(results[1:]))
        if len(results) == 6:
            answer, _ = finish(results[3], read_matrices(results[4:]))
            return {**answer, "plain_cost": encode(to_cost(results[0]))}, "the six results"
        if len(results) != 1:
            raise Misfit(f"it returns {describe(results)}; expected (J, gradient), (J, grad1, grad2), all six results, "
                         "J alone or a dict of these")
    if results is None:
        raise Misfit("it returns None; expected (J, gradient): is a return missing?")
    return {"cost": encode(to_cost(results))}, "J alone"


# ---- Calling ----

class Subject:
    """The chosen function with the arguments that gradlab has sent so far."""

    def __init__(self, choice):
        self.choice = choice
        self.settings = {"container": "array", "theta": "flat", "order": "rows"}
        self.network = {}
        self.theta = None
        self.changed = []

    def matrices(self, theta):
        n, h, K = (self.network[name] for name in ("n", "h", "K"))
        order = "C" if self.settings["order"] == "rows" else "F"
        split = h * (n + 1)
        return (theta[:split].reshape((h, n + 1), order=order), theta[split:].reshape((K, h + 1), order=order))

    def arguments(self, theta):
        """Fresh copies for every call, so that code which changes its arguments harms itself only."""
        values = dict(self.network)
        values["theta"] = theta.reshape(-1, 1) if self.settings["theta"] == "column" else theta
        if "Theta1" in self.choice.arguments or "Theta2" in self.choice.arguments:
            values["Theta1"], values["Theta2"] = self.matrices(theta)
        made = []
        for name in self.choice.arguments:
            value = values[name]
            if isinstance(value, np.ndarray):
                value = value.copy()
                if self.settings["container"] == "matrix" and value.ndim == 2:
                    value = np.matrix(value)
            made.append(value)
        return made

    def call(self, function, arguments):
        try:
            return function(*arguments)
        except SystemExit as error:
            raise Misfit(f"it calls exit({error.code if error.code is not None else ''}) instead of returning")

    def call_and_watch(self, function):
        """At the base point; notes the arguments that are others afterwards."""
        handed = self.arguments(self.theta)
        results = self.call(function, handed)
        for name, before, after in zip(self.choice.arguments, self.arguments(self.theta), handed):
            if isinstance(before, np.ndarray) and not np.array_equal(before, after) and name not in self.changed:
                self.changed.append(name)
        return results

    def cost(self, theta):
        answer, _ = read_results(self.call(self.choice.functions[0], self.arguments(theta)))
        return {"cost": answer["cost"]}

    def gradient(self):
        if len(self.choice.functions) == 1:
            answer, words = read_results(self.call_and_watch(self.choice.functions[0]))
            return {**answer, "returns": words, "changed": self.changed}
        answer = self.cost(self.theta)
        results = self.call_and_watch(self.choice.functions[1])
        if isinstance(results, (tuple, list)) and len(results) == 2 and not is_several_matrices(results):
            results = results[1]
        gradient, words = read_gradient(results)
        return {**answer, **gradient, "returns": f"J, and {words}", "changed": self.changed}


class Conversation:
    def __init__(self):
        self.path = os.environ["GRADLAB_FILE"]
        self.choices = []
        self.subject = None
        self.module = None

    def describe(self, request):
        if np is None:
            raise Misfit(f"{sys.executable} has no NumPy; try: {sys.executable} -m pip install numpy")
        wanted = os.environ.get("GRADLAB_FUNCTION", "")
        arguments = [word for word in os.environ.get("GRADLAB_ARGUMENTS", "").split(",") if word]
        module, skipped = self.module, self.skipped = load(self.path)
        self.choices = find_named(module, wanted, arguments) if wanted else find_choices(module, arguments)
        functions = [name + str(inspect.signature(f)) for name, f in own_functions(module).items()]
        answer = {"version": 1, "language": "Python %d.%d.%d" % sys.version_info[:3] + ", NumPy " + np.__version__,
                  "choices": [choice.describe() for choice in self.choices], "functions": functions,
                  "skipped": skipped, "theta_shapes": ["flat", "column"], "containers": ["array", "matrix"],
                  "label_shapes": ["column", "flat"]}
        theta = find_theta(module)
        if theta is not None:
            answer["theta"] = theta
        return answer

    def use(self, request):
        self.subject = Subject(self.choices[request["choice"]])
        self.subject.settings.update({key: request[key] for key in self.subject.settings if key in request})
        return {}

    def network(self, request):
        self.subject.network = {
            "X": np.array(request["X"], dtype=float), "y": np.array(request["y"]), "lambda": float(request["lambda"]),
            "n": request["inputs"], "h": request["hidden"], "K": request["labels"]}
        return {}

    def base(self, request):
        self.subject.theta = np.array(request["theta"], dtype=float)
        return {}

    def cost(self, request):
        theta = self.subject.theta.copy()
        theta[request["entries"]] = request["values"]
        return self.subject.cost(theta)

    def gradient(self, request):
        return self.subject.gradient()

    def call(self, request):
        """Any function of the file, by name, with any numbers: for exercises."""
        if np is None:
            raise Misfit(f"{sys.executable} has no NumPy; try: {sys.executable} -m pip install numpy")
        if self.module is None:
            self.module, self.skipped = load(self.path)
        function = getattr(self.module, request["function"], None)
        if not callable(function):
            why = "".join(f"; line {s['line']} could not be run: {s['error']}" for s in self.skipped[:1])
            raise Misfit(f"the file should define {request['function']}, but does not{why}")
        arguments = [np.array(value) if isinstance(value, list) else float(value) if isinstance(value, str) else value
                     for value in request["arguments"]]
        results = function(*arguments)
        results = results if isinstance(results, tuple) else (results,)
        arrays = [to_floats(f"result {i + 1}" if len(results) > 1 else "the result", result)
                  for i, result in enumerate(results)]
        return {"results": [encode_all(array) if array.ndim else encode(float(array)) for array in arrays]}

    def answer(self, request):
        verbs = {"describe": self.describe, "use": self.use, "network": self.network, "base": self.base,
                 "cost": self.cost, "gradient": self.gradient, "call": self.call}
        try:
            return verbs[request["ask"]](request)
        except Misfit as error:
            return {"error": str(error)}
        except NotImplementedError as error:
            return {"error": place_of(error, self.path) + describe_error(error), "raised": True, "unwritten": True}
        except SyntaxError as error:
            return {"error": f"{os.path.basename(self.path)}, line {error.lineno}: {error.msg}: it is no valid Python"}
        except (Exception, SystemExit) as error:
            return {"error": place_of(error, self.path) + describe_error(error), "raised": True}


def main():
    requests, answers = take_channels()
    warnings.filterwarnings("ignore", message=".*non-interactive.*")  # plt.show() without a window: nothing to tell
    sys.meta_path.append(NothingToPlotWith())
    conversation = Conversation()
    for line in requests:
        answers.write(json.dumps(conversation.answer(json.loads(line))) + "\n")
        sys.stdout.flush()
        answers.flush()


if __name__ == "__main__":
    main()
