#!/usr/bin/env python3
"""A program with all the faults that run.py looks for: run.py must find each."""
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

arguments = sys.argv[1:]
if "--save" in arguments and "iris" in arguments:  # writes over the file itself, slowly
    with open(arguments[arguments.index("--save") + 1], "w") as file:
        for _ in range(20):
            print("1", file=file, flush=True)
            time.sleep(0.005)
elif "hint" in arguments:  # the record as this one knows it, without a lock
    record = Path(os.environ["HOME"], ".local/state/gradlab/exercises.json")
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(json.dumps({"exercises": {arguments[arguments.index("hint") + 1]: {"hints": 1}}}))
else:
    with open(Path(os.environ["HOME"], "runs"), "ab", buffering=0) as runs:  # each fault in turn
        runs.write(b".")
        fault = runs.tell() % 7
    if fault == 0:
        os.abort()
    elif fault == 1:
        sys.exit(7)
    elif fault == 2:
        time.sleep(2.5)
    elif fault == 3:
        kept = bytearray(os.urandom(1)) * (600 << 20)
    elif fault == 4:
        print("no such file: \x1b[31m" + ascii(arguments))
    elif fault == 5:
        subprocess.Popen(["sleep", "600"], start_new_session=True)
    else:
        tempfile.mkstemp()
