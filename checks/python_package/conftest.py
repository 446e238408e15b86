"""The folder of the sources, and a command that every test finds by the environment."""
import os
import pathlib

import pytest

SOURCE = pathlib.Path(os.environ["GRADLAB_SOURCE"])


@pytest.fixture(autouse=True)
def command(monkeypatch, tmp_path):
    monkeypatch.setenv("GRADLAB", os.environ["GRADLAB_COMMAND"])
    monkeypatch.chdir(tmp_path)
    return os.environ["GRADLAB_COMMAND"]


@pytest.fixture
def source():
    return SOURCE
