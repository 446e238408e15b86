#!/usr/bin/env python3
"""Runs the command on damaged files, hostile code and hostile names, under low limits, and kills it while it writes.

Usage: checks/hostile/run.py PROGRAM [--runs 5000] [--kills 200] [--rounds 40] [--seed 1] [--memory 1000]

Every run must end by itself within 10 s with status 0, 1, 2 or 3, print no control character, stay within the memory
that it was allowed, and leave no temporary file and no process behind. A run that is killed must leave the file that
it writes as it was, or complete. The last lines count the runs of each kind; each finding is printed with the command
that shows it.
Exit status: 0 without findings, 1 with findings.
"""
import argparse
import json
import os
import random
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
FLOOR_MB = 300  # the program itself, with OpenBLAS

# What a terminal would obey: C0 but for newline, C1, marks of the direction of text and ends of lines, broken UTF-8.
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\udc80-\udcff]")


class Suite:
    def __init__(self, options):
        self.program = str(Path(options.program).resolve())
        self.random = random.Random(options.seed)
        self.seconds, self.memory_mb = options.seconds, options.memory
        self.folder = Path(tempfile.mkdtemp(prefix="hostile-"))
        self.temporary = self.folder / "tmp"
        self.temporary.mkdir()
        self.lock = threading.Lock()
        self.counts, self.findings, self.largest_mb, self.longest = {}, [], 0, 0.0

    # ---- one run ----

    def environment(self, home="home"):
        home = self.folder / home
        home.mkdir(exist_ok=True)
        return {"PATH": "/usr/bin:/bin", "HOME": str(home), "TMPDIR": str(self.temporary), "TERM": "xterm",
                "LC_ALL": "C.UTF-8"}

    def run(self, kind, arguments, limits=(), status=(0, 1, 2, 3), outputs=None, is_cut=False):
        """Runs the program once and judges how it ended. `limits`: pairs for setrlimit. `is_cut`: in mid-character."""
        def prepare():
            for what, value in limits:
                resource.setrlimit(what, (value, value))
        words = [self.program] + [os.fsencode(a) if isinstance(a, str) else a for a in arguments]
        start = time.monotonic()
        out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
        given = outputs or {}
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=given.get("out", out),
                                   stderr=given.get("err", err), env=self.environment(), cwd=self.folder,
                                   preexec_fn=prepare)
        timer = threading.Timer(4 * self.seconds, os.kill, (process.pid, signal.SIGKILL))
        timer.start()
        _, ended, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(ended)
        timer.cancel()
        seconds = time.monotonic() - start
        out.seek(0), err.seek(0)
        printed, said = out.read(), err.read()
        self.judge(kind, words, process.returncode, status, seconds, usage.ru_maxrss / 1024,
                   b"" if is_cut else printed, b"" if is_cut else said)

    def judge(self, kind, words, status, expected, seconds, memory_mb, printed, said):
        with self.lock:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            self.largest_mb, self.longest = max(self.largest_mb, memory_mb), max(self.longest, seconds)
        if status < 0 or status > 127:
            self.find("crash", words, f"status {status}: {said[-200:]!r}")
        elif status not in expected:
            self.find("status", words, f"status {status}: {said[-200:]!r}")
        if seconds > self.seconds:
            self.find("hang", words, f"{seconds:.1f} s")
        if memory_mb > self.memory_mb + FLOOR_MB:
            self.find("memory", words, f"{memory_mb:.0f} MB")
        for name, text in (("output", printed), ("message", said)):
            found = OBEYED.search(text.decode("utf-8", "surrogateescape"))
            if found:
                self.find("control character", words, f"{found.group()!r} in its {name}")
        if status == 2 and said and b"gradlab" not in said:
            self.find("message", words, f"{said[:200]!r}")

    def find(self, kind, words, what):
        line = " ".join(shlex.quote(os.fsdecode(w)) for w in words)
        with self.lock:
            self.findings.append((kind, f"{kind}: {what}\n    {ascii(line)}"))

    # ---- damaged files ----

    def damage(self, data):
        draw = self.random
        data = bytearray(data)
        for _ in range(draw.randint(1, 4)):
            if not data:
                break
            at = draw.randrange(len(data))
            how = draw.randrange(7)
            if how == 0:
                del data[at:]
            elif how == 1:
                data[at] ^= 1 << draw.randrange(8)
            elif how == 2:
                size = draw.choice([1, 2, 4, 8])
                data[at:at + size] = draw.choice([b"\xff", b"\x00", b"\x7f", b"\x80"]) * size
            elif how == 3:
                data[at:at] = data[at:at + draw.randint(1, 64)] * draw.randint(1, 8)
            elif how == 4:
                data[at:at] = draw.choice([b"1e308,", b"nan", b"\n", b"-inf\n", b"\x1b[31m", b"\xc2\x9b", b"\xff", b'"'])
            elif how == 5:
                del data[at:at + draw.randint(1, 64)]
            else:
                end = min(len(data), at + 8)
                data[at:end] = draw.randbytes(end - at)
        return bytes(data)

    def files(self, runs):
        corpus = HERE.parent / "fuzz" / "corpus"
        seeds = sorted(p for p in corpus.rglob("*") if p.is_file())
        verbs = [["check", "--parameters", "5"], ["step"], ["compare"], ["train", "--iterations", "2"], ["step", "--json"],
                 ["check", "--parameters", "5", "--model", "linear_regression"]]
        endings = {"csv": ".csv", "mat": ".mat", "npy": ".npy", "npz": ".npz", "idx": "", "hdf5": ".h5", "found": ""}

        def one(i):
            with self.lock:
                seed = self.random.choice(seeds)
                file = self.folder / f"{i}-{seed.name}{endings.get(seed.name.split('-')[0], '')}"
                file.write_bytes(self.damage(seed.read_bytes()))
                verb = self.random.choice(verbs)
            as_weights = seed.parent.name == "weights"
            self.run("damaged files", verb[:1] + (["--weights"] if as_weights else ["--data"]) + [str(file)] + verb[1:] +
                     ["--memory", f"{self.memory_mb}MB"])
            file.unlink()
        self.each(one, runs)

    # ---- hostile code ----

    ANSWERS = ['{"version":1,"name":"f","parameters":3}', '{"cost":1.5}', '{"cost":1,"gradient":[1,2,3]}', "{}",
               "[" * 50000, '{"cost":' + "[" * 20000, '{"a":' * 20000, "null", "1", '"', '{"cost":"NaN"}',
               '{"cost":1e999}', '{"cost":[1,2]}', '{"cost":1,"gradient":[1,2]}', '{"version":1,"parameters":-3}',
               '{"version":1,"parameters":1e18}', '{"version":1,"parameters":99999999999}', '{"version":2}',
               '{"error":"\\u001b[31m\\u009b\\u202e"}', '{"version":1,"name":"\\u001b]0;x\\u0007\\u202e","parameters":3}',
               '{"version":1,"language":"\\u009b31m","parameters":3}', "\x1b[2J\u202e\x9b", "x" * 200000, "",
               '{"version":1,"takes":"network"}', '{"version":1,"parameters":3,"theta":[1,2]}',
               '{"cost":' + "[" * 300000 + "]" * 300000 + "}", '{"version":1,"parameters":3,"remarks":7}',
               '{"error":1,"raised":true,"line":"x"}', '{"cost":1,"gradient":[1,2,3],"returns":4}',
               '{"cost":1,"gradient":{"a":1}}', '{"cost":-0.0,"gradient":[null,true,"x"]}']
    # What is told of code that goes on to answer well.
    OBEYED_WORDS = ["\\u001b[31m\\u0007", "\u009b31m", "\u202eabc\u2066", "\\u202e\\u009b"]
    DESCRIPTIONS = [f'{{"version":1,"parameters":3,{key}}}' for word in OBEYED_WORDS for key in (
        f'"name":"{word}"', f'"name":"f","language":"{word}"', f'"name":"f","remarks":["{word}"]',
        f'"name":"f","skipped":[{{"line":1,"error":"{word}"}}]', f'"name":"f","replay":"{word}"')]
    ENDS = ["", "kill -SEGV $$", "exit 3", "exec >&-; sleep 60", "sleep 60", "exec 2>&1; yes", "kill -STOP $$",
            "setsid sleep 60 & exit", "cd /; env -i setsid sleep 7654321 & exit", "yes >&2 & sleep 0.2",
            "head -c 30000000 /dev/zero | tr '\\0' x"]

    def code(self, runs):
        def one(i):
            with self.lock:
                draw = self.random
                answers = [draw.choice(self.ANSWERS) for _ in range(draw.randint(0, 6))]
                if draw.random() < 0.6:
                    answers.insert(0, self.ANSWERS[0])
                if draw.random() < 0.3:
                    at = draw.randrange(len(answers)) if answers else 0
                    answers[at:at + 1] = [self.damage(answers[at].encode()).decode("latin-1")] if answers else []
                end = draw.choice(self.ENDS)
                if draw.random() < 0.2:
                    answers = [draw.choice(self.DESCRIPTIONS)] + ['{"cost":1,"gradient":[1,2,3]}'] * 200
                report = draw.choice([[], ["--json"], ["--explain"]])
            folder = self.folder / f"code-{i}"
            folder.mkdir()
            (folder / "answers").write_text("\n".join(a.replace("\n", " ") for a in answers) + "\n", errors="replace")
            (folder / "child").write_text("#!/bin/sh\nwhile read -r answer <&3 && read -r question; do\n"
                                          f"  printf '%s\\n' \"$answer\"\ndone 3<{folder}/answers\n{end}\n")
            (folder / "child").chmod(0o755)
            self.run("hostile code", ["check", "--timeout", "1", "--exec", str(folder / "child")] + report)
            shutil.rmtree(folder)
        self.each(one, runs)

    # ---- names and arguments ----

    NAMES = ["\x1b[31mred\x1b[0m", "\u009b31m", "\u202eabc", "\u200e\u061c\u2028", b"\xff\xfe", "a b'c\"d",
             "$(touch owned)", "-x", "\x07\x08", "x" * 250, "%s%n", "\n", "\u00fc\u4e2d", "\x1b]0;title\x07", "../..", "{}", "\u2066isolated"]

    def names(self, runs):
        seed = (HERE.parent / "fuzz/corpus/datasets/csv-plain").read_bytes()
        code = b"def f(theta):\n    return float((theta**2).sum()), 2*theta\n"

        def one(i):
            with self.lock:
                name = self.random.choice(self.NAMES)
                how = self.random.randrange(11)
            folder = os.fsencode(self.folder / f"names-{i}")
            os.mkdir(folder)
            name = os.fsencode(name)
            safe = name.replace(b"/", b"_")
            data, python = os.path.join(folder, safe + b".csv"), os.path.join(folder, safe + b".py")
            Path(os.fsdecode(data)).write_bytes(seed)
            Path(os.fsdecode(python)).write_bytes(code)
            commands = [["check", "--parameters", "3", "--data", data], ["check", "--python", python + b":f"], [name],
                        ["check", name], ["check", "--data", name], ["check", "--implementation", name],
                        ["compare", "--data", data, "--save", os.path.join(folder, safe)],
                        ["train", "--data", data, "--iterations", "2", "--save", os.path.join(folder, safe + b".csv.csv")],
                        ["exercise", "start", "1", "--folder", os.path.join(folder, b"e" + safe)],
                        ["check", "--json", "--parameters", "3", "--data", data], ["sweep", "--svg", data + b".svg"]]
            self.run("hostile names", commands[how])
            shutil.rmtree(folder)
            if (self.folder / "owned").exists():
                self.find("command run", commands[how], "a name was run as a command")
        self.each(one, runs)

    # ---- low limits, closed and full outputs ----

    def limits(self, runs):
        full = open("/dev/full", "wb")
        no_loader = 127  # the program did not even begin
        commands = [["check", "--parameters", "20"], ["compare"], ["step"], ["train", "--iterations", "2"], ["sweep"],
                    ["check", "--data", str(HERE.parent / "fuzz/corpus/datasets/mat-plain")], ["mistakes"], ["--help"]]

        def one(i):
            with self.lock:
                command, draw = self.random.choice(commands), self.random.randrange(5)
                megabytes, files = self.random.choice([50, 100, 200, 300, 400, 600, 1000]), self.random.randint(3, 20)
            if draw == 0:
                self.run("low limits", command, [(resource.RLIMIT_AS, megabytes << 20)], status=(0, 1, 2, 3, no_loader))
            elif draw == 1:
                self.run("low limits", command, [(resource.RLIMIT_NOFILE, files)], status=(0, 1, 2, 3, no_loader))
            elif draw == 2:
                self.run("low limits", command, [(resource.RLIMIT_FSIZE, 1000)], is_cut=True)
            elif draw == 3:
                self.run("full outputs", command, outputs={"out": full}, status=(2,))
            else:
                self.run("full outputs", command, outputs={"out": full, "err": full}, status=(2,))
        self.each(one, runs)

    # ---- killed while it writes ----

    # Not a pipe: a process left behind would hold it open, and whoever reads it would wait for that process.
    UNREAD = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}

    def kills(self, times):
        """Kills a run that writes over a complete file: the file must stay complete, the old or the new one."""
        target = self.folder / "kept" / "weights.csv"
        target.parent.mkdir()
        train = [self.program, "train", "--data", "iris", "--iterations", "1", "--save", str(target)]
        whole = None
        for i in range(times):
            process = subprocess.Popen(train, env=self.environment(), **self.UNREAD)
            if whole is None:
                process.wait()
                whole = target.read_bytes() if target.exists() else None
                start = time.monotonic()
                subprocess.run(train, env=self.environment(), check=False, **self.UNREAD)
                usual = time.monotonic() - start
            else:
                time.sleep(self.random.uniform(0, 1.1 * usual))
                process.send_signal(self.random.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
                process.wait()
            self.counts["kills"] = self.counts.get("kills", 0) + 1
            if not target.exists() or target.read_bytes() != whole:
                self.find("lost file", train, "the file was neither the old one nor complete")
                break
        # What a kill left is swept at the next write.
        subprocess.run(train, env=self.environment(), check=False, **self.UNREAD)
        self.expect_empty(target.parent, {target.name})

    # ---- several instances at once ----

    def instances(self, rounds):
        for i in range(rounds):
            home = f"home-{i}"
            (self.folder / home).mkdir()
            folder = self.folder / home / "exercises"
            start = [self.program, "exercise", "start", "1", "--folder", str(folder)]
            subprocess.run(start, env=self.environment(home), check=False, **self.UNREAD)
            hint = [[self.program, "exercise", "hint", str(n), "--folder", str(folder)] for n in (1, 2, 3, 4)]
            running = [subprocess.Popen(h, env=self.environment(home), **self.UNREAD) for h in hint]
            for process in running:
                process.wait()
            self.counts["instances"] = self.counts.get("instances", 0) + 4
            record = self.folder / home / ".local/state/gradlab/exercises.json"
            try:
                hints = [entry["hints"] for entry in json.loads(record.read_text())["exercises"].values()]
            except (OSError, ValueError, KeyError) as error:
                self.find("lost record", hint[0], f"{error}")
                continue
            if hints != [1, 1, 1, 1]:
                self.find("lost record", hint[0], f"hints of four exercises at once: {hints}")
            shutil.rmtree(self.folder / home)

    # ---- all together ----

    def each(self, one, runs):
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            for done, result in enumerate(pool.map(one, range(runs)), 1):
                if sys.stderr.isatty():
                    print(f"\r{done} of {runs}", end="", file=sys.stderr)
        if sys.stderr.isatty():
            print("\r", end="", file=sys.stderr)

    def expect_empty(self, folder, but=frozenset()):
        left = sorted(set(os.listdir(folder)) - set(but))
        if left:
            self.findings.append(("left behind", f"left behind: {len(left)} in {folder.name}: {left[:5]}"))

    def expect_no_process(self):
        """Whatever a run started has its folder for temporary files, or sleeps for very long; what is still there is ended."""
        mark = b"TMPDIR=" + os.fsencode(self.temporary) + b"\0"
        for number in filter(str.isdigit, os.listdir("/proc")):
            try:
                words = Path("/proc", number, "cmdline").read_bytes().split(b"\0")
                if mark not in Path("/proc", number, "environ").read_bytes() and words[:2] != [b"sleep", b"7654321"]:
                    continue
                os.kill(int(number), signal.SIGKILL)
            except OSError:
                continue
            self.find("left process", words[:-1], f"process {number}")

    def report(self):
        time.sleep(1)  # guards clean up after a process that was killed
        self.expect_no_process()
        self.expect_empty(self.temporary)
        for _, text in self.findings:
            print(text)
        for kind, count in self.counts.items():
            print(f"{count:6} {kind}")
        print(f"{sum(self.counts.values()):6} runs; at most {self.longest:.1f} s and {self.largest_mb:.0f} MB; "
              f"{len(self.findings)} findings")
        shutil.rmtree(self.folder, ignore_errors=True)
        return {kind for kind, _ in self.findings}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10, help="a run that takes longer hangs")
    parser.add_argument("--memory", type=int, default=1000, help="MB that a run is allowed besides the program itself")
    parser.add_argument("--expect", help="kinds of findings, with commas: for a program that is known to be bad")
    options = parser.parse_args()
    suite = Suite(options)
    suite.files(options.runs * 7 // 10)
    suite.code(options.runs // 10)
    suite.names(options.runs // 10)
    suite.limits(options.runs // 10)
    suite.kills(options.kills)
    suite.instances(options.rounds)
    found = suite.report()
    if options.expect:
        missed = set(options.expect.split(",")) - found
        print("not found: " + ", ".join(sorted(missed)) if missed else "all that was expected is found")
        return 1 if missed else 0
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
