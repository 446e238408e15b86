"""How well `gradlab check --python` (or --octave) finds the first wrong line: faults are planted in right files, and
its answers are compared with where they are.

  trial.py GRADLAB [--half shaped|held] [--per-file N] [--seed S] [--jobs N] [--show] [--no-right] [--octave]

Half of the faults are held back: the rules were made with a look at the other half alone. It fails where a wrong line
is named in more than 1 of 100 files, or a right file is accused.
"""
import argparse
import ast
import concurrent.futures
import glob
import json
import os
import subprocess
import sys
import tempfile
import time

import mutate
import mutate_octave

HERE = os.path.dirname(os.path.abspath(__file__))
os.environ["PATH"] = "/usr/bin:" + os.environ["PATH"]  # the python3 whose NumPy set-up installs
LEARNERS = os.path.join(os.path.dirname(HERE), "learners")
SECONDS = "60"  # however slow the machine is
RIGHT = ["right/*.py", "as_written/right/*.py", "python/classic.py", "python/matrices.py", "python/six_results.py"]
RIGHT_OCTAVE = ["octave/nnCostFunction.m", "octave/oneExampleAtATime.m", "octave_styles/*.m", "as_written/right/*.m"]


def right_files(octave):
    patterns = RIGHT_OCTAVE if octave else RIGHT
    return [path for pattern in patterns for path in sorted(glob.glob(os.path.join(LEARNERS, pattern)))]


def is_plain_python(path):
    """Not of Python 2, and without a notebook's magics: such are not mutated."""
    try:
        with open(path, encoding="utf-8") as file:
            ast.parse(file.read())
        return True
    except (SyntaxError, UnicodeDecodeError):
        return False


def run(command, path):
    language = "--octave" if path.endswith(".m") else "--python"
    began = time.time()
    try:
        done = subprocess.run([command, "check", "--json", "--line-seconds", SECONDS, language, path],
                              capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        return None, time.time() - began
    try:
        return json.loads(done.stdout), time.time() - began
    except ValueError:
        return None, time.time() - began


def is_inside(fault, line):
    return line["first"] <= fault["last"] and fault["first"] <= line["last"]


def judge(fault, report):
    """named, wrong, region, missing, nothing; or why the file is no trial."""
    if report is None:
        return "does not run"
    if report["verdict"] != "disagree":
        return "not wrong"
    named = [line for line in report["lines"] if line["kind"] == "wrong_line"]
    if any(not is_inside(fault, line) for line in named):
        return "wrong"
    if named:
        return "named"
    if any(line["kind"] == "region" and is_inside(fault, line) for line in report["lines"]):
        return "region"
    if any(line["kind"] == "missing_step" and line["first"] <= fault["last"] for line in report["lines"]):
        return "missing"
    return "elsewhere" if report["lines"] else "nothing"


def describe(line):
    return f"{','.join(line['output'])} {line['kind']} {line['where']}: `{line['text'][:50]}` -> {line['instead']}"


def try_file(command, fault, shows):
    report, seconds = run(command, fault["file"])
    outcome = judge(fault, report)
    words = ""
    if shows and outcome not in ("does not run", "not wrong"):
        words = f"{outcome:10} {os.path.basename(fault['file'])}:{fault['first']} {fault['kind']}: " \
                f"{fault['was']!r} -> {fault['is']!r} ({seconds:.1f} s)\n" + \
                "".join(f"           {describe(line)}\n" for line in report["lines"])
    return outcome, words


def planted(path, per_file, seed):
    """Each fault with its file's text, as far as that is valid Python."""
    if path.endswith(".m"):
        yield from mutate_octave.mutate(path, per_file, seed)
    elif is_plain_python(path):
        for fault, text in mutate.mutate(path, per_file, seed):
            try:
                compile(text, path, "exec")
            except SyntaxError:
                fault["is broken"] = True
            yield fault, text


def plant(folder, paths, options):
    faults = []
    for path in paths:
        stem, ending = os.path.splitext(os.path.basename(path))
        for number, (fault, text) in enumerate(planted(path, options.per_file, options.seed)):
            is_shaped = number % 2 == 0
            if "is broken" in fault or options.half and is_shaped != (options.half == "shaped"):
                continue
            # Octave finds a function by the name of its file.
            place = os.path.join(folder, f"{stem}_{number}") if ending == ".m" else folder
            os.makedirs(place, exist_ok=True)
            fault["file"] = os.path.join(place, f"{stem}{'' if ending == '.m' else f'_{number}'}{ending}")
            with open(fault["file"], "w", encoding="utf-8") as file:
                file.write(text)
            faults.append(fault)
    return faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("gradlab")
    parser.add_argument("--half", choices=["shaped", "held"])
    parser.add_argument("--per-file", type=int, default=10)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--no-right", action="store_true")
    parser.add_argument("--octave", action="store_true")
    options = parser.parse_args()
    command = os.path.abspath(options.gradlab)
    accused = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        paths = right_files(options.octave)
        if not options.no_right:
            reports = list(pool.map(lambda path: run(command, path)[0], paths))
            accused = sum(bool(report and report["lines"]) for report in reports)
            print(f"right files {len(reports)}, accused {accused}")
        faults = plant(folder, paths, options)
        counts = {}
        for outcome, words in pool.map(lambda fault: try_file(command, fault, options.show), faults):
            counts[outcome] = counts.get(outcome, 0) + 1
            print(words, end="", flush=True)
    wrong_files = sum(count for outcome, count in counts.items() if outcome not in ("does not run", "not wrong"))
    for outcome, count in sorted(counts.items()):
        share = "" if outcome in ("does not run", "not wrong") else f"  {100 * count / wrong_files:.1f} %"
        print(f"{outcome:14}{count:5}{share}")
    sys.exit(accused > 0 or counts.get("wrong", 0) > 0.01 * wrong_files or wrong_files == 0)


if __name__ == "__main__":
    main()
