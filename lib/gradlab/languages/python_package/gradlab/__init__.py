"""Checks the gradient of a Python function by the command gradlab: check(), check_network(), assert_gradient()."""
from .checking import assert_gradient, check, check_network
from .command import GradlabError
from .result import Entry, Result

__version__ = "0.1.0"
__all__ = ["Entry", "GradlabError", "Result", "assert_gradient", "check", "check_network"]
