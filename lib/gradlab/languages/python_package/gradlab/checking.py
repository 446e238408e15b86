"""What users call: each starts the command, which puts its questions to the user's function."""
from .answers import AnswersOfNetwork, AnswersOfTheta, name_of, signature_of, split_result
from .command import GradlabError, report_of, run
from .result import Result
from .values import Misfit, Theta, np

SEED = 1  # the command's own


def write_call(function, name, words, options):
    """The line of Python that replays the check."""
    shown = [f"{key}={value!r}" for key, value in {**options, "seed": options.get("seed") or SEED}.items()
             if value is not None]
    return f"gradlab.{function}({', '.join([name] + words + shown)})"


def judge(answers, options, command):
    status, out, err = run(answers, {**options, "seed": options.get("seed") or SEED}, command)
    try:
        return Result(report_of(status, out, err))
    except GradlabError as error:
        raise error from answers.raised


def apart(cost, gradient):
    """One function for both: theta -> (cost, gradient)."""
    def both(theta, *args):
        return cost(theta, *args), gradient(theta, *args)
    return both


def check(f=None, theta=None, *, cost=None, gradient=None, args=(), typical_size=None, lower=None, upper=None,
          name=None, command=None, **options):
    """Checks f(theta, *args), which returns (cost, gradient), at theta; or cost and gradient apart.

    typical_size, lower and upper: of theta's entries, a number or one for each. Other options are those of
    `gradlab check`: tolerance=1e-5, points=3, budget=60, seed=2. command: the command gradlab, where it is not on the
    PATH. raises GradlabError if the function cannot be checked, with the exception of f as its cause where there is
    one.
    """
    if theta is None:
        raise TypeError("theta is missing: check(f, theta)")
    if (f is None) == (cost is None) or (cost is None) != (gradient is None):
        raise TypeError("give either f, which returns (cost, gradient), or both cost= and gradient=")
    both = f or apart(cost, gradient)
    name = name or ", ".join(name_of(one) for one in ([f] if f else [cost, gradient]))
    signature = signature_of(f, name) if f else name
    try:
        at = Theta(theta)
    except Misfit as misfit:
        raise GradlabError(str(misfit)) from None
    functions = name if f else f"cost={name_of(cost)}, gradient={name_of(gradient)}"
    replay = write_call("check", functions, ["theta"] if f else ["theta=theta"], options)
    answers = AnswersOfTheta(lambda point: split_result(both(point, *args)),
                             (lambda point: cost(point, *args)) if cost else
                             (lambda point: split_result(f(point, *args))[0]),
                             at, {"typical_size": typical_size, "lower": lower, "upper": upper},
                             name, signature, replay)
    return judge(answers, options, command)


def check_network(f, *, name=None, command=None, **options):
    """Checks the classic f(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, Lambda) -> (J, grad).

    Its labels may count from 1 or 0 or be one-hot, and it may unroll by rows or by columns: that is found out. Options
    are those of `gradlab check`: lambda_=1, hidden=25, data="ex4data1.mat", weights="ex4weights.mat".
    """
    if np is None:
        raise GradlabError("check_network needs NumPy; try: python3 -m pip install numpy")
    name = name or name_of(f)
    answers = AnswersOfNetwork(f, name, signature_of(f, name), write_call("check_network", name, [], options))
    return judge(answers, options, command)


def assert_gradient(f=None, theta=None, **options):
    """For tests: check(), and an AssertionError with the report unless the gradient agrees."""
    __tracebackhide__ = True
    result = check(f, theta, **options)
    if not result:
        raise AssertionError("\n" + result.text)
    return result
