#!/usr/bin/env python3
"""Fuzzes the reading of learners' Python files: any file has statements, or is refused by one of two errors.

Usage: checks/fuzz/notebooks.py [--seconds 60] [--seed 1]
Starts from the files in corpus/notebooks/. Exit status: 0 without findings, 1 with findings, which are printed.
"""
import argparse
import json
import random
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "lib/gradlab/languages/adapters/python"))
import gradlab_reading

VALUES = [None, True, 0, -1, 1e308, "", "x", "code", "def f(theta):\n    return 0\n", [], {}, [None], [1, "a"], {"cells": 3}]


def change_value(value, draw):
    """The JSON value with another one somewhere within."""
    if draw.random() < 0.2 or not isinstance(value, (list, dict)) or not value:
        return draw.choice(VALUES)
    value = value.copy()
    key = draw.choice(list(value)) if isinstance(value, dict) else draw.randrange(len(value))
    if draw.random() < 0.2:
        del value[key]
    else:
        value[key] = change_value(value[key], draw)
    return value


def change_bytes(data, draw):
    data = bytearray(data)
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(data) + 1)
        how = draw.randrange(4)
        if how == 0:
            del data[at:at + draw.randint(1, 20)]
        elif how == 1:
            data[at:at] = draw.choice([b"\x00", b"\xff", b'"', b"\\", b"{" * draw.choice([1, 3000]), b"\n\t", b"\xef\xbb\xbf",
                                       b"%%", b"print 1\n", b"# coding: x\n", b"[" * draw.choice([1, 100000])])
        elif how == 2:
            data[at:at + 1] = bytes([draw.randrange(256)])
        else:
            data[at:at] = data[at:at + draw.randint(1, 60)] * draw.randint(1, 4)
    return bytes(data)


def make_file(seed, draw):
    if draw.random() < 0.6:
        try:
            return json.dumps(change_value(json.loads(seed), draw)).encode()
        except ValueError:
            pass
    return change_bytes(seed, draw)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    draw = random.Random(options.seed)
    seeds = [path.read_bytes() for path in sorted((HERE / "corpus/notebooks").iterdir())]
    translate = gradlab_reading.translate  # a tenth of a second of 2to3: in one run of a hundred only
    runs, findings, end = 0, {}, time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            data = make_file(draw.choice(seeds), draw)
            path = Path(folder, draw.choice(["file.ipynb", "file.py"]))
            path.write_bytes(data)
            runs += 1
            gradlab_reading.translate = translate if runs % 100 == 0 else lambda source, text: None
            try:
                gradlab_reading.read(str(path))
            except (SyntaxError, ValueError, gradlab_reading.Misfit):
                pass
            except BaseException as error:
                place = traceback.extract_tb(error.__traceback__)[-1]
                findings.setdefault((type(error).__name__, place.name), data[:200])
    for (error, place), data in findings.items():
        print(f"{error} in {place}: {data!r}")
    print(f"notebooks: {runs} runs, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
