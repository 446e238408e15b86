"""In a pytest file, in a notebook, under Ctrl-C, and as the README says."""
import glob
import html.parser
import os
import re
import signal
import subprocess
import sys
import time

import gradlab

PYTEST_FILE = """
import gradlab
import numpy as np

def f(t):
    return np.sum(t ** 2), 2 * t

def g(t):
    return np.sum(t ** 2), 3 * t

def test_right():
    gradlab.assert_gradient(f, [1.0, 2.0])

def test_wrong():
    gradlab.assert_gradient(g, [1.0, 2.0])
"""


def test_pytest_shows_the_report(tmp_path):
    path = tmp_path / "test_mine.py"
    path.write_text(PYTEST_FILE)
    run = subprocess.run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(path)], capture_output=True,
                         text=True)
    assert run.returncode == 1
    assert "1 failed, 1 passed" in run.stdout
    assert "DISAGREE: all 2 entries of g are wrong" in run.stdout
    assert "checking.py" not in run.stdout.split("short test summary")[0]


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.text = ""

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


# A notebook's cells, each shown by what its last expression makes of itself.
CELLS = ["import gradlab, numpy as np",
         "def f(t):\n    return np.sum(t ** 2), 3 * t",
         "gradlab.check(f, [1.0, 2.0], name='<script>alert(`1`)</script> & ``` f')"]


def test_notebook_shows_the_report_safely():
    space = {}
    for cell in CELLS[:-1]:
        exec(cell, space)
    shown = eval(CELLS[-1], space)
    page = Tags()
    page.feed(shown._repr_html_())
    assert page.tags == ["pre", "details", "summary", "pre"]
    assert shown.text in page.text and "<script>alert" in shown.text
    markdown = shown._repr_markdown_()
    fence = markdown.split("\n")[0]
    assert len(fence) >= 4 and set(fence) == {"`"} and markdown.split("\n").count(fence) == 2


SLOW = """
import os, sys, time, gradlab
def f(t):
    print("asked", flush=True)
    time.sleep(60)
    return t ** 2, 2 * t
try:
    gradlab.check(f, 1.5)
except KeyboardInterrupt:
    try:
        os.waitpid(-1, os.WNOHANG)
        sys.exit("the command is still there")
    except ChildProcessError:
        sys.exit("interrupted")
"""


def processes_that_name(path):
    found = []
    for name in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(name, "rb") as file:
                words = file.read()
        except OSError:
            continue
        if os.fsencode(path) in words:
            found.append(words)
    return found


def test_interrupt_ends_all(tmp_path):
    folder = tmp_path / "temporary"
    folder.mkdir()
    with subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env={**os.environ, "TMPDIR": str(folder)}) as child:
        assert child.stdout.readline() == "asked\n"
        assert processes_that_name(folder)
        begin = time.monotonic()
        child.send_signal(signal.SIGINT)
        assert child.wait(20) == 1
        assert time.monotonic() - begin < 10
        assert child.stderr.read() == "interrupted\n"
    end = time.monotonic() + 10
    while (processes_that_name(folder) or any(folder.iterdir())) and time.monotonic() < end:
        time.sleep(0.05)
    assert processes_that_name(folder) == []
    assert list(folder.iterdir()) == []


def test_killed_it_leaves_no_process(tmp_path):
    folder = tmp_path / "temporary"
    folder.mkdir()
    with subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE, text=True,
                          env={**os.environ, "TMPDIR": str(folder)}) as child:
        child.stdout.readline()
        child.kill()
    end = time.monotonic() + 10
    while processes_that_name(folder) and time.monotonic() < end:
        time.sleep(0.05)
    assert processes_that_name(folder) == []


def examples_of(path):
    return re.findall(r"```python\n(.*?)```", path.read_text(), re.S)


def test_the_examples_of_the_readme(source, tmp_path):
    [example] = [text for text in examples_of(source / "README.md") if "gradlab" in text]
    (tmp_path / "test_pasted.py").write_text(example)
    run = subprocess.run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)],
                         capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert re.search(r"\b1 passed", run.stdout)


def test_the_examples_of_the_package(source, capsys):
    texts = examples_of(source / "lib/gradlab/languages/python_package/README.md")
    assert texts
    space = {}
    for text in texts:
        exec(text, space)
    assert "DISAGREE" in capsys.readouterr().out


def test_its_lines_fit_a_terminal(tmp_path):
    for factor in (2, 3):
        text = gradlab.check(lambda t: ((t ** 2).sum(), factor * t), [1.0, 2.0]).text
        assert len(text.splitlines()) <= 10
        assert max(map(len, text.splitlines())) <= 80
