"""check(): functions of theta in every form, right and wrong, and those that cannot be checked."""
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
import pytest

import gradlab

POINT = np.array([0.5, -0.25, 1.0, 2.0])


def sines(theta):
    return np.sum(np.sin(theta) + theta ** 2), np.cos(theta) + 2 * theta


def one_wrong(theta):
    cost, gradient = sines(theta)
    gradient[2] += 0.125
    return cost, gradient


def test_right_agrees():
    result = gradlab.check(sines, POINT)
    assert result and result.verdict == "agree"
    assert (result.checked, result.agreeing, result.entries, result.findings) == (4, 4, [], [])
    assert result.max_difference < 1e-8
    assert result.text.startswith("AGREE: ") and "sines" in result.text


def test_wrong_disagrees():
    result = gradlab.check(one_wrong, POINT)
    assert not result and result.verdict == "disagree"
    assert abs(result.max_difference - 0.125) < 1e-8
    [entry] = result.entries
    assert (entry.index, entry.verdict) == (2, "disagree")
    assert abs(entry.analytic - entry.numeric - 0.125) < 1e-8 and entry.error < 1e-6
    assert result.text.startswith("DISAGREE: 1 of 4 entries")


def test_undecided_is_false():
    def trembling(theta, state=[0]):
        state[0] += 1
        return np.sum(theta ** 2) + 1e-3 * (state[0] * 0.618 % 1), 2 * theta
    result = gradlab.check(trembling, POINT)
    assert result.verdict == "undecided" and not result


@pytest.mark.parametrize("theta", [[0.5, 1, 2], (0.5, 1, 2), POINT, POINT.reshape(2, 2), POINT.reshape(4, 1),
                                   POINT.astype(np.float32), [[1, 2], [3, 4.5]], 1.5, np.float64(1.5), 3])
def test_theta_keeps_its_form(theta):
    seen = []

    def f(t):
        seen.append(np.shape(t))
        return np.sum(t ** 3), 3 * t ** 2
    assert gradlab.check(f, theta)
    assert set(seen) == {np.shape(theta)}


def test_matrix_gradient_is_told_from_its_transpose():
    weights = np.arange(6.0).reshape(2, 3)
    assert gradlab.check(lambda t: (np.sum(weights * t ** 2), 2 * weights * t), np.ones((2, 3)))
    with pytest.raises(gradlab.GradlabError, match=r"shape \(2, 3\) as theta has, but has \(3, 2\)"):
        gradlab.check(lambda t: (np.sum(weights * t ** 2), (2 * weights * t).T), np.ones((2, 3)))


def test_cost_and_gradient_apart():
    assert gradlab.check(cost=lambda t: np.sum(t ** 2), gradient=lambda t: 2 * t, theta=POINT)
    assert not gradlab.check(cost=lambda t: np.sum(t ** 2), gradient=lambda t: 3 * t, theta=POINT)


def test_further_arguments_and_options():
    def f(theta, power):
        return np.sum(theta ** power), power * theta ** (power - 1)
    result = gradlab.check(f, POINT + 1, args=(3,), method="ridders", seed=7)
    assert result and result.report["seed"] == 7 and result.report["numeric"]["method"] == "ridders"
    assert result.report["replay"] == "gradlab.check(f, theta, method='ridders', seed=7)"
    assert result.report["replay"] in result.text


def test_bounds_are_kept():
    asked = []

    def f(theta):
        asked.append(theta[0])
        return np.sum(theta ** 1.5), 1.5 * theta ** 0.5
    assert gradlab.check(f, [1e-9, 2.0], lower=0, upper=[np.inf, 3]).verdict != "disagree"
    assert min(asked) >= 0
    asked.clear()
    with np.errstate(invalid="ignore"):
        gradlab.check(f, [1e-9, 2.0])
    assert min(asked) < 0


def test_an_argument_that_is_changed_is_noted():
    def f(theta):
        theta *= 2
        return np.sum(theta ** 2) / 4, theta
    result = gradlab.check(f, POINT)
    assert [trouble["kind"] for trouble in result.report["troubles"]] == ["changes_argument"]
    theta = POINT.copy()
    gradlab.check(f, theta)
    assert np.array_equal(theta, POINT)


@pytest.mark.parametrize("returned, words", [
    (lambda t: np.sum(t), r"should return \(cost, gradient\), but returned"),
    (lambda t: None, r"should return \(cost, gradient\), but returned None"),
    (lambda t: (np.sum(t), None), "the gradient is None; is a return forgotten"),
    (lambda t: (np.sum(t), t[1:]), "the gradient should have 4 entries as theta has, but has 3"),
    (lambda t: (t, t), "the cost should be one number, but has 4 entries"),
    (lambda t: ("much", t), "the cost should be of real numbers, but is 'much'"),
    (lambda t: (np.sum(t), t * 1j), "the gradient should be of real numbers"),
])
def test_what_is_no_cost_and_gradient_is_refused(returned, words):
    with pytest.raises(gradlab.GradlabError, match=words) as caught:
        gradlab.check(returned, POINT)
    assert "\n" not in str(caught.value)


def test_an_exception_at_theta_is_the_cause():
    def f(theta):
        raise ValueError("no such label")
    with pytest.raises(gradlab.GradlabError, match=r"test_check.py, line \d+: ValueError: no such label") as caught:
        gradlab.check(f, POINT)
    assert isinstance(caught.value.__cause__, ValueError)


def test_an_exception_elsewhere_is_a_trouble():
    def f(theta):
        if theta[0] > 0.5:
            raise ValueError("too large")
        return np.sum(theta ** 2), 2 * theta
    result = gradlab.check(f, POINT)
    assert result.verdict != "disagree"
    assert "too large" in json.dumps(result.report["troubles"]) or "edge" in json.dumps(result.report)


def test_bad_calls():
    with pytest.raises(TypeError, match="theta is missing"):
        gradlab.check(sines)
    with pytest.raises(TypeError, match="either f"):
        gradlab.check(sines, POINT, cost=sines)
    with pytest.raises(TypeError, match="either f"):
        gradlab.check(cost=sines, theta=POINT)
    with pytest.raises(gradlab.GradlabError, match="--colour"):
        gradlab.check(sines, POINT, colour="red")
    with pytest.raises(gradlab.GradlabError, match="--tolerance"):
        gradlab.check(sines, POINT, tolerance=-1)
    with pytest.raises(gradlab.GradlabError, match="theta should be of real numbers"):
        gradlab.check(sines, "weights")


@pytest.mark.parametrize("theta, words", [
    ([], "^theta should have at least one entry, but is empty$"),
    (np.zeros((0, 3)), "^theta should have at least one entry, but is empty$"),
    ([1.0, float("nan")], "^theta should be of finite numbers, but entry 1 is nan; give another point$"),
    (float("inf"), "entry 0 is inf"),
    ([10 ** 400], "theta should be of real numbers"),
])
def test_no_point_is_refused_in_one_line(theta, words):
    with pytest.raises(gradlab.GradlabError, match=words):
        gradlab.check(sines, theta)


def test_where_the_command_is_found(monkeypatch, command):
    monkeypatch.setenv("GRADLAB", "/nowhere/gradlab")
    with pytest.raises(gradlab.GradlabError, match="no program /nowhere/gradlab"):
        gradlab.check(sines, POINT)
    assert gradlab.check(sines, POINT, command=command)
    monkeypatch.delenv("GRADLAB")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(gradlab.GradlabError, match="no command gradlab on the PATH"):
        gradlab.check(sines, POINT)
    monkeypatch.setenv("PATH", os.path.dirname(command))
    assert gradlab.check(sines, POINT)


def test_a_program_that_is_not_gradlab(tmp_path):
    other = tmp_path / "gradlab"
    other.write_text("#!/bin/sh\necho I am another one >&2; exit 5\n")
    other.chmod(0o755)
    with pytest.raises(gradlab.GradlabError, match="I am another one"):
        gradlab.check(sines, POINT, command=str(other))


@pytest.mark.parametrize("name", ["it's $a b", "a long name " * 8])
def test_a_temporary_folder_of_any_name(monkeypatch, name):
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        place = os.path.join(folder, name)
        os.mkdir(place)
        monkeypatch.setattr("tempfile.tempdir", place)
        assert gradlab.check(sines, POINT)
        assert os.listdir(place) == []


def test_prints_of_the_function_stay_prints(capfd):
    def f(theta):
        print("called")
        return sines(theta)
    assert gradlab.check(f, POINT)
    assert capfd.readouterr().out.startswith("called\n")


def test_version(command):
    told = subprocess.run([command, "--version"], capture_output=True, text=True, check=True).stdout
    assert gradlab.__version__ in told.split()
    assert sys.modules["gradlab"].__file__.startswith(sys.prefix)
