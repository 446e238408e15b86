"""Lets `gradlab check --python FILE.py` talk to a learner's own cost function; needs nothing but NumPy.

Loads the file, finds the functions in it that may be the one, calls them as gradlab asks, and says what came back.
Which call is right, and whether the figures are, is gradlab's business. The protocol is in the README beside.
"""
import ast
import importlib
import json
import os
import sys
import warnings


def go_on_with_numpy():
    """Starts the next python3 of the search path that has NumPy, in place of this one; returns if there is none."""
    if "GRADLAB_PYTHON_WITHOUT_NUMPY" in os.environ:
        return
    import subprocess
    for folder in os.get_exec_path():
        other = os.path.join(folder, "python3")
        if not os.access(other, os.X_OK):
            continue
        imported = subprocess.run([other, "-c", "import numpy"], stdin=subprocess.DEVNULL, capture_output=True)
        if imported.returncode == 0:
            os.environ["GRADLAB_PYTHON_WITHOUT_NUMPY"] = sys.executable
            os.execv(other, [other] + sys.argv)


try:
    import numpy as np
except ImportError:
    go_on_with_numpy()
    np = None  # said in answer to the first question

from gradlab_errors import Misfit, describe_error, how_far, place_of
import gradlab_removed

if np is not None:
    import gradlab_choices
    import gradlab_finding
    import gradlab_labels
    import gradlab_loading
    import gradlab_source
    from gradlab_calling import Subject
    from gradlab_results import encode, encode_all, to_floats


def take_channels():
    """The protocol's two ends; the learner's code finds an empty input, and its prints go to standard error."""
    requests = os.fdopen(os.dup(0), "r", encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    sys.stdout.reconfigure(line_buffering=True)
    return requests, answers


THETAS = ("theta0", "initial_theta", "theta", "x0", "X0", "initial_nn_params", "nn_params", "theta_0", "w0")


def find_theta(module, statements):
    """A point that the file itself offers for a function of theta alone: under a usual name, or to a minimizer."""
    offered = [vars(module).get(name) for name in THETAS]
    offered += (value_of(node, module) for node in gradlab_source.starts(statements))
    for value in offered:
        if isinstance(value, (list, tuple, np.ndarray)):
            try:
                array = np.asarray(value)
            except ValueError:
                continue
            if array.dtype.kind in "fiu" and 0 < array.size <= 100000:
                return array.astype(float)
    return None


def value_of(node, module):
    """Of an expression of names, numbers and NumPy's calls; None where it cannot be had outside of its function."""
    try:
        return eval(compile(ast.Expression(node), module.__file__, "eval"), dict(vars(module)))
    except Exception:  # names of the function around it
        return None


def find_sizes(module):
    """What the file says of theta's entries, under these names: a number, or one for each entry."""
    found = {}
    for name in ("typical_size", "lower", "upper"):
        value = vars(module).get(name)
        try:
            array = np.array(value, dtype=float)  # None becomes NaN: unknown
        except (TypeError, ValueError):
            continue
        if value is not None and array.size and max(array.shape, default=0) in (0, array.size):
            found[name] = encode_all(array.ravel())
    return found


HERE = os.path.dirname(os.path.abspath(__file__))


def read_argument(value):
    """Of a call: a number, an array, or a function theta -> A theta - b."""
    if isinstance(value, dict):
        parts = np.array(value["affine"])
        return lambda theta: parts[:, :-1] @ theta - parts[:, -1]
    if isinstance(value, list):
        return np.array(value)
    return float(value) if isinstance(value, str) else value


def late(name):
    """A part that few files need is loaded late: by then the learner's folder is on the path."""
    sys.path.insert(0, HERE)
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(HERE)


class Conversation:
    def __init__(self):
        self.path = os.environ["GRADLAB_FILE"]
        self.choices = []
        self.subject = None
        self.module = None
        self.source = None
        self.theta = None
        self.used = None  # the last choice and how to call it
        self.runs = None
        self.examples = None  # those of the last network

    def load(self):
        if np is None:
            raise Misfit(f"{sys.executable} has no NumPy; try: {sys.executable} -m pip install numpy")
        if self.module is None:
            self.module, self.source = gradlab_loading.load(self.path)
            gradlab_source.trees[self.path] = self.source.statements

    def find_choices(self, module, wanted, arguments):
        if "." in wanted:
            found = late("gradlab_classes").class_choices(module)
            return [choice for choice in found if choice.name == wanted or all(
                name in choice.names for name in wanted.split(","))]
        if wanted:
            return gradlab_finding.find_named(module, wanted, arguments)
        own = gradlab_finding.find_choices(module, arguments)
        networks = [choice for choice in own if choice.kind != "theta"]
        classes = [] if networks or arguments else self.class_choices(module)
        found = networks + classes
        if not found and not arguments:
            found = late("gradlab_state").state_choices(module, gradlab_finding.own_functions(module),
                                                        self.source.statements)
        return found + [choice for choice in own if choice.kind == "theta" and not found]

    def class_choices(self, module):
        if not any(isinstance(value, type) for value in vars(module).values()):
            return []
        return late("gradlab_classes").class_choices(module) + late("gradlab_objects").object_choices(module)

    def usage_choices(self):
        if os.environ.get("GRADLAB_FUNCTION") or os.environ.get("GRADLAB_ARGUMENTS"):
            return []
        return late("gradlab_usage").usage_choices(self.module, self.source)

    def choices_of(self, module):
        wanted = os.environ.get("GRADLAB_FUNCTION", "")
        arguments = [word for word in os.environ.get("GRADLAB_ARGUMENTS", "").split(",") if word]
        return gradlab_choices.with_means(self.find_choices(module, wanted, arguments), self.source.statements)

    def describe(self, request):
        self.load()
        found = self.usage_choices() if request.get("usage") else self.choices_of(self.module)
        self.choices = found or self.choices
        functions = gradlab_finding.own_functions(self.module)
        answer = {"version": 1, "language": "Python %d.%d.%d" % sys.version_info[:3] + ", NumPy " + np.__version__,
                  "choices": [choice.describe() for choice in found],
                  "functions": [gradlab_choices.signature_of(name, f) for name, f in functions.items()],
                  "skipped": self.source.skipped, "remarks": self.source.remarks,
                  "theta_shapes": ["flat", "column"], "containers": ["array", "matrix"],
                  "label_shapes": ["column", "flat", "row"], "records": True, "keeps_examples": True,
                  "writes_adapters": True, "usage": True,
                  "examples": ["rows", "ones", "columns", "columns with ones"]}
        without = os.environ.get("GRADLAB_PYTHON_WITHOUT_NUMPY")
        if without:
            said = f"{without} has no NumPy; {sys.executable} has it, and runs the file"
            answer["remarks"] = answer["remarks"] + [said]
        if gradlab_labels.has_labels_from_one(self.source.statements):
            answer["labels_from_one"] = True
        if found and gradlab_labels.takes_one_off(found[0].functions):
            answer["takes_one_off_labels"] = True
        if not any(choice.kind != "theta" for choice in found) and "gradlab_state" in sys.modules:
            answer["refused"] = "".join(sys.modules["gradlab_state"].refused[-1:])
        self.add_advice(answer, functions)
        self.theta = find_theta(self.module, self.source.statements)
        if self.theta is not None:
            answer["theta"] = self.theta.ravel().tolist()
        answer.update(find_sizes(self.module))
        return answer

    def add_advice(self, answer, functions):
        likely = [name for name, function in functions.items() if gradlab_choices.speaks_of_network(name, function)]
        if likely:
            answer["advice"] = gradlab_finding.advice(functions, likely)

    def adapter(self, request):
        told, lines = late("gradlab_lines").lines_for(self.module, self.source.statements)
        return {"class": told, "lines": lines}

    def use(self, request):
        settings = {key: request[key] for key in ("container", "theta", "order") if key in request}
        self.subject = Subject(self.choices[request["choice"]], settings)
        self.used = (request["choice"], settings)
        return {}

    def network(self, request):
        if "X" in request:
            self.examples = np.array(request["X"], dtype=float)
        X = self.examples
        y = np.array(request["y"])
        self.subject.network = {"X": X, "y": y, "lambda": float(request["lambda"]), "n": request["inputs"],
                                "h": request["hidden"], "K": request["labels"],
                                "m": request.get("m", len(X))}
        if self.subject.choice.kind != "own":
            return {}
        blocks = self.subject.blocks()
        return {"blocks": [[word, *(*shape, 1, 1)[:2]] for word, shape in blocks]}

    def base(self, request):
        self.subject.theta = np.array(request["theta"], dtype=float)
        is_own_point = self.theta is not None and self.theta.ndim > 1 and self.subject.choice.kind == "theta"
        fits = is_own_point and self.theta.size == self.subject.theta.size
        self.subject.shape = self.theta.shape if fits and self.subject.layout.carrier == "flat" else None
        return {}

    def cost(self, request):
        theta = self.subject.theta.copy()
        theta[request["entries"]] = request["values"]
        return self.subject.cost(theta)

    def gradient(self, request):
        return self.subject.gradient()

    def rewritten(self):
        """The subject, with the function that a recorder looks into."""
        if self.runs is None:
            self.runs = late("gradlab_runs").Runs(self.module, self.source, self.choices_of)
        number, settings = self.used
        subject = Subject(self.runs.choices[number], settings)
        subject.network, subject.theta, subject.shape = self.subject.network, self.subject.theta, self.subject.shape
        return subject

    def remember(self, request):
        subject = self.rewritten()
        self.runs.remember(request["scene"], subject, request["table"])
        return {}

    def record(self, request):
        return self.runs.record(request)

    def attempt(self, request):
        return self.runs.attempt(request)

    def call(self, request):
        """Any function of the file, by name, with any numbers: for exercises."""
        self.load()
        function = getattr(self.module, request["function"], None)
        if not callable(function):
            why = "".join(f"; line {s['line']} could not be run: {s['error']}" for s in self.source.skipped[:1])
            raise Misfit(f"the file should define {request['function']}, but does not{why}")
        results = function(*[read_argument(value) for value in request["arguments"]])
        results = results if isinstance(results, tuple) else (results,)
        arrays = [to_floats(f"result {i + 1}" if len(results) > 1 else "the result", result)
                  for i, result in enumerate(results)]
        return {"results": [encode_all(array) if array.ndim else encode(float(array)) for array in arrays]}

    def place_of(self, error):
        return place_of(error, self.path, self.source.where if self.source else None)

    def answer(self, request):
        verbs = {"describe": self.describe, "use": self.use, "network": self.network, "base": self.base,
                 "cost": self.cost, "gradient": self.gradient, "call": self.call, "adapter": self.adapter,
                 "remember": self.remember, "record": self.record, "attempt": self.attempt}
        try:
            return verbs[request["ask"]](request)
        except Misfit as error:
            return {"error": str(error)}
        except NotImplementedError as error:
            return {"error": self.place_of(error) + describe_error(error), "raised": True, "unwritten": True}
        except SyntaxError as error:
            words = error.msg if getattr(error, "is_python_2", False) else f"{error.msg}: it is no valid Python"
            return {"error": f"{os.path.basename(self.path)}, line {error.lineno}: {words}"}
        except (Exception, SystemExit) as error:
            return {"error": self.place_of(error) + describe_error(error), "raised": True,
                    **how_far(error, self.path)}


def main():
    requests, answers = take_channels()
    warnings.filterwarnings("ignore", message=".*non-interactive.*")  # plt.show() without a window: nothing to tell
    gradlab_removed.install()
    gradlab_removed.patch_loaded()
    conversation = Conversation()
    for line in requests:
        answers.write(json.dumps(conversation.answer(json.loads(line))) + "\n")
        sys.stdout.flush()
        answers.flush()
    os._exit(0)  # at once: nothing of the file is to run any more


if __name__ == "__main__":
    main()
