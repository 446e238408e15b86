"""check_network(): the files of learners, imported and handed over as live functions."""
import importlib.util

import pytest

import gradlab

LEARNERS = "checks/languages/learners/python/"


@pytest.fixture(autouse=True)
def files_import_their_neighbors(monkeypatch, source):
    monkeypatch.syspath_prepend(str(source / LEARNERS))


def load(source, name, function="nnCostFunction"):
    spec = importlib.util.spec_from_file_location(name, source / LEARNERS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, function)


@pytest.mark.parametrize("name, function, called", [
    ("classic", "nnCostFunction", {}),
    ("by_columns", "cost", {"order": "columns"}),
    ("zero_based", "nn_cost_function", {"labels": "0..K-1"}),
    ("one_hot", "cost_function", {"labels": "one-hot"}),
    ("flat_labels", "costFunction", {"label_shape": "flat"}),
    ("np_matrix", "nnCost", {"container": "matrix"})])
def test_right_agrees_however_it_is_called(source, name, function, called):
    result = gradlab.check_network(load(source, name, function))
    assert result, result.explained
    assert {key: result.report["code"][key] for key in called} == called


def test_wrong_is_explained(source):
    result = gradlab.check_network(load(source, "wrong_bias"))
    assert result.verdict == "disagree"
    assert {finding["mistake"] for finding in result.findings} == {"regularized-bias (only Theta1)"}
    assert result.text.startswith("DISAGREE: nnCostFunction: ")
    assert "The bias column of Theta1 is regularized" in " ".join(result.text.split())


def test_options_name_the_network(source):
    result = gradlab.check_network(load(source, "classic"), hidden=7, lambda_=2)
    assert result.report["network"]["hidden"] == 7 and result.report["network"]["lambda"] == 2
    assert result.report["replay"] == "gradlab.check_network(nnCostFunction, hidden=7, lambda_=2, seed=1)"


def test_an_exception_is_the_cause():
    def nnCostFunction(nn_params, n, h, K, X, y, Lambda):
        raise KeyError("Theta1")
    with pytest.raises(gradlab.GradlabError, match="KeyError: 'Theta1'") as caught:
        gradlab.check_network(nnCostFunction)
    assert isinstance(caught.value.__cause__, KeyError)
