"""Answers the command's questions about a function of this process; the README of the adapters has the protocol."""
import inspect
import os
import sys
import traceback
import warnings

from .values import Misfit, np, shorten, to_cost, to_floats, to_gradient

PACKAGE = os.path.dirname(os.path.abspath(__file__))


def name_of(function):
    return getattr(function, "__qualname__", type(function).__name__).rsplit("<locals>.", 1)[-1]


def signature_of(function, name):
    try:
        return name + str(inspect.signature(function))
    except (TypeError, ValueError):
        return name + "(...)"


def language():
    return "Python %d.%d.%d" % sys.version_info[:3] + (f", NumPy {np.__version__}" if np is not None else "")


def describe_error(error):
    """"my_file.py, line 7: ValueError: no such label": the innermost line outside of this package and of libraries."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__)
              if not frame.filename.startswith(PACKAGE)]
    own = [frame for frame in frames if "site-packages" not in frame.filename and "dist-packages" not in frame.filename]
    place = f"{os.path.basename(own[-1].filename)}, line {own[-1].lineno}: " if own else ""
    words = " ".join(str(error).split())
    return place + type(error).__name__ + (f": {words}" if words else "")


def split_result(result):
    """(cost, gradient), or cost and a gradient for each matrix of weights."""
    if isinstance(result, (tuple, list)) and len(result) >= 2:
        return result[0], result[1] if len(result) == 2 else list(result[1:])
    raise Misfit(f"it should return (cost, gradient), but returned {shorten(result)}; "
                 "or give the two apart: cost=..., gradient=...")


def fresh_matrix(array):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PendingDeprecationWarning)  # the function's author wants np.matrix
        return np.matrix(array)


class Answers:
    """What functions of theta and of the network have in common: one choice, and the errors of the function."""

    def __init__(self, name, signature, replay):
        self.name = name
        self.signature = signature
        self.replay = replay
        self.raised = None  # the last exception of the function

    def __call__(self, question):
        try:
            return getattr(self, question["ask"])(question)
        except Misfit as misfit:
            return {"error": str(misfit)}
        except Exception as error:
            self.raised = error
            return {"error": describe_error(error), "raised": True}

    def description(self, takes, more):
        choice = {"name": self.name, "takes": takes, "signature": self.signature}
        return {"version": 1, "name": self.name, "language": language(), "replay": self.replay, "choices": [choice],
                **more}


class AnswersOfTheta(Answers):
    """A function of theta alone, or one for the cost and one for the gradient."""

    def __init__(self, evaluate, cost, theta, sizes, *about):
        super().__init__(*about)
        self.evaluate = evaluate  # theta -> (cost, gradient)
        self.cost_alone = cost    # theta -> cost
        self.theta = theta
        self.sizes = sizes
        self.numbers = theta.numbers

    def describe(self, question):
        sizes = {key: to_floats(key, value) for key, value in self.sizes.items() if value is not None}
        return self.description("theta", {"theta": self.theta.numbers, **sizes})

    def use(self, question):
        return {}

    def base(self, question):
        self.numbers = question["theta"]
        return {}

    def cost(self, question):
        numbers = list(self.numbers)
        for entry, value in zip(question["entries"], question["values"]):
            numbers[entry] = value
        return {"cost": to_cost(self.cost_alone(self.theta.carry(numbers)))}

    def gradient(self, question):
        handed = self.theta.carry(self.numbers)
        cost, gradient = self.evaluate(handed)
        changed = [] if to_floats("theta", handed) == self.numbers else ["theta"]
        return {"cost": to_cost(cost), "gradient": to_gradient(gradient, self.theta), "changed": changed,
                "returns": "(cost, gradient)"}


class AnswersOfNetwork(Answers):
    """The classic nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, Lambda)."""

    def __init__(self, function, *about):
        super().__init__(*about)
        self.function = function
        self.settings = {}

    def describe(self, question):
        return self.description("network", {"theta_shapes": ["flat", "column"], "containers": ["array", "matrix"],
                                            "label_shapes": ["column", "flat"]})

    def use(self, question):
        self.settings = question
        return {}

    def network(self, question):
        self.sizes = [question[key] for key in ("inputs", "hidden", "labels")]
        self.X = np.array(question["X"], dtype=float)
        self.y = np.array(question["y"])
        self.penalty = float(question["lambda"])
        return {}

    def base(self, question):
        self.theta = np.array(question["theta"], dtype=float)
        return {}

    def evaluate(self, theta):
        is_column = self.settings.get("theta") == "column"
        as_matrix = fresh_matrix if self.settings.get("container") == "matrix" else np.array
        y = self.y.copy() if self.y.ndim == 1 else as_matrix(self.y)
        return split_result(self.function(theta.reshape(-1, 1) if is_column else theta.copy(), *self.sizes,
                                          as_matrix(self.X), y, self.penalty))

    def cost(self, question):
        theta = self.theta.copy()
        theta[question["entries"]] = question["values"]
        return {"cost": to_cost(self.evaluate(theta)[0])}

    def gradient(self, question):
        cost, gradient = self.evaluate(self.theta.copy())
        answer = {"cost": to_cost(cost)}
        if isinstance(gradient, (list, tuple)) and all(np.ndim(part) == 2 for part in gradient):
            return {**answer, "gradients": [np.asarray(part, dtype=float).tolist() for part in gradient],
                    "returns": "(J, Theta1_grad, Theta2_grad)"}
        numbers = to_floats("the gradient", gradient)
        if len(numbers) != self.theta.size:
            raise Misfit(f"the gradient should have {self.theta.size} entries as nn_params has, "
                         f"but has {len(numbers)}")
        return {**answer, "gradient": numbers, "returns": "(J, flat gradient)"}
