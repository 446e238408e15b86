"""Counts the instructions of each piece of work by callgrind, and compares them with the counts that are kept.

Time depends on what else a machine does; instructions do not. valgrind knows no AVX-512, so that the kernels for AVX2
are counted on every processor that has it. BLAS chooses its own: its share is small here.
Usage: run.py PROGRAM COUNTS [--keep]. Exit status: 0 none has grown, 1 one has, 77 valgrind or AVX2 is missing."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ALLOWED = 1.25  # another compiler's version, another BLAS


def count(program, what):
    with tempfile.TemporaryDirectory() as folder:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out",
                   f"--toggle-collect=count_{what}", program, what]
        answer = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ, OPENBLAS_NUM_THREADS="1"))
    found = re.search(r"Collected : (\d+)", answer.stderr)
    if answer.returncode != 0 or not found:
        sys.exit(f"{what}: callgrind counted nothing\n{answer.stderr}")
    return int(found[1])


def main(program, counts, *options):
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        has_avx2 = " avx2 " in file.read()
    if not shutil.which("valgrind") or not has_avx2:
        print("skipped: valgrind or AVX2 is missing")
        return 77
    with open(counts, encoding="utf-8") as file:
        kept = json.load(file)
    now = {what: count(program, what) for what in kept}
    grown = [what for what in kept if now[what] > ALLOWED * kept[what]]
    for what in kept:
        print(f"{what:<12} {now[what]:>13,} instructions, kept {kept[what]:>13,}{'  GROWN' if what in grown else ''}")
    if "--keep" in options:
        with open(counts, "w", encoding="utf-8") as file:
            json.dump(now, file, indent=2)
            file.write("\n")
        return 0
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
