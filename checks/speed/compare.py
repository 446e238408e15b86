"""Times gradlab, NumPy and, where it is installed, PyTorch in turns on the same problem and prints ratios, medians over
the rounds. Usage: compare.py PROGRAM [ROUNDS]. The other sides are numpy_network.py and torch_network.py."""

import json
import os
import subprocess
import sys
import tempfile
import time
from statistics import median

import numpy as np

import numpy_network

try:
    import torch_network
except ImportError:  # see `peers`
    torch_network = None

SIZES = (400, 25, 10)
LAMBDA = 1.0
COSTS_OF_A_CHECK = 2 * 10_285  # two costs for each weight: the course's way to check a gradient
X_BYTES = 5000 * 400 * 8
TIME_FOR_ONE = 0.3  # seconds that each side gets in each round


def read_problem(folder):
    def read(name):
        return np.fromfile(os.path.join(folder, name))
    X = np.ascontiguousarray(read("X").reshape(400, 5000).T)  # NumPy's own order, as its users have it
    return read("nn_params"), X, read("y").astype(int), read("vectorized.grad")


def largest_difference(outputs, gradient):
    ours = np.concatenate([outputs[4].ravel(), outputs[5].ravel()])
    return np.abs(ours - gradient).max() / np.abs(gradient).max()


def time_numpy(function, arguments):
    function(*arguments)
    start, calls = time.perf_counter(), 0
    while time.perf_counter() - start < TIME_FOR_ONE:
        function(*arguments)
        calls += 1
    return (time.perf_counter() - start) / calls * 1000


def time_gradlab(program, name):
    command = [program, f"--benchmark_filter=^{name}(/real_time)?$", f"--benchmark_min_time={TIME_FOR_ONE}",
               "--benchmark_format=json"]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    benchmark = answer["benchmarks"][0]
    if benchmark.get("error_occurred"):
        sys.exit(f"{name}: {benchmark['error_message']}")
    return benchmark["real_time"], benchmark["max_bytes_used"], answer["context"]["problem"]


def measure(program, rounds, arguments):
    """A dictionary of lists, one entry a round: milliseconds, and the bytes that gradlab's side held."""
    tasks = {
        "numpy vectorized": lambda: time_numpy(numpy_network.vectorized, arguments),
        "vectorized": lambda: time_gradlab(program, "vectorized"),
        "blocked": lambda: time_gradlab(program, "blocked"),
        "numpy loop": lambda: time_numpy(numpy_network.loop, arguments),
        "loop": lambda: time_gradlab(program, "loop"),
        "cost": lambda: time_gradlab(program, "cost"),
        "blocked_cost": lambda: time_gradlab(program, "blocked_cost"),
        "check": lambda: time_gradlab(program, "check"),
    }
    if torch_network:
        evaluate = torch_network.make(*arguments[1:])
        tasks["torch"] = lambda: time_numpy(evaluate, arguments[:1])
    measured = {name: [] for name in tasks}
    for turn in range(rounds):
        for name in list(tasks)[::-1] if turn % 2 else tasks:
            measured[name].append(tasks[name]())
        print(f"\rround {turn + 1} of {rounds}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return measured


def report(measured):
    ms = {name: [m[0] if isinstance(m, tuple) else m for m in rounds] for name, rounds in measured.items()}

    def ratio(above, below, factor=1):
        return median(factor * a / b for a, b in zip(ms[above], ms[below]))

    for name, times in ms.items():
        print(f"  {name:<18} {median(times):9.2f} ms   ({min(times):.2f} to {max(times):.2f})")
    print(f"vectorized: NumPy takes {ratio('numpy vectorized', 'vectorized'):.2f} times as long")
    print(f"blocked:    NumPy takes {ratio('numpy vectorized', 'blocked'):.2f} times as long", end="")
    print(f", PyTorch {ratio('torch', 'blocked'):.2f} times" if "torch" in ms else "")
    print(f"loop:       NumPy takes {ratio('numpy loop', 'loop'):.2f} times as long")
    held = median(m[1] for m in measured["vectorized"])
    print(f"memory:     vectorized holds {held / 1e6:.2f} MB beyond its arguments, {held / X_BYTES:.2f} x X")
    print(f"check:      all 10,285 weights; evaluating a whole cost {COSTS_OF_A_CHECK:,} times would take")
    for name in ("blocked_cost", "vectorized", "cost", "numpy loop"):
        print(f"              {ratio(name, 'check', COSTS_OF_A_CHECK):6.0f} times as long by '{name}' (extrapolated "
              "from one)")


def main(program, rounds="9"):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "--save", folder], check=True)
        nn_params, X, y, gradient = read_problem(folder)
    arguments = (nn_params, *SIZES, X, y, LAMBDA)
    for function in (numpy_network.loop, numpy_network.vectorized):
        difference = largest_difference(function(*arguments), gradient)
        if not difference < 1e-12:
            sys.exit(f"NumPy's {function.__name__} and gradlab differ by {difference:.1e} of the largest entry")
    if torch_network:
        difference = np.abs(torch_network.make(*arguments[1:])(nn_params)[1] - gradient).max() / np.abs(gradient).max()
        if not difference < 1e-12:
            sys.exit(f"PyTorch and gradlab differ by {difference:.1e} of the largest entry")
    measured = measure(program, int(rounds), arguments)
    threads = os.environ.get("OPENBLAS_NUM_THREADS", f"all {os.cpu_count()}")
    print(f"5,000 x 400-25-10, {measured['check'][0][2]}, OpenBLAS threads: {threads}, medians of {rounds} rounds:")
    report(measured)


if __name__ == "__main__":
    main(*sys.argv[1:])
