"""How long a check takes that outgrows one machine, worked out from pieces that `gradlab bench --json` has measured.

Usage: gradlab bench --json | beyond.py [WEIGHTS EXAMPLES LABELS CORES]. Defaults: 1e8 1e9 10 64 (of one machine)."""

import json
import sys

COSTS_OF_TAYLOR_TEST = 22
COSTS_OF_DIRECTION = 10  # from both sides, at five steps
DIRECTIONS, BLOCKS = 10, 2
SAMPLE = 1000
MACHINES = (1, 10, 100, 1000, 10000)
UNITS = (("years", 365.25 * 86400), ("days", 86400), ("hours", 3600), ("minutes", 60), ("seconds", 1))


def in_words(seconds):
    for name, length in UNITS:
        if seconds >= 2 * length:
            return f"{seconds / length:,.0f} {name}"
    return f"{seconds:.1f} seconds"


def pieces(bench):
    """Seconds of one core: of a term of a difference (one weight, one example, one label), and of an operation."""
    inputs, hidden, labels = map(int, bench["network"].split("-"))
    threads, m = bench["threads"], bench["examples"]
    terms = (inputs + 1) * hidden * m * labels  # those of the second layer are a hidden unit's share of it
    cost = next(r["seconds"] for r in bench["results"] if r["name"] == "blocked cost alone")
    operations = 2 * m * ((inputs + 1) * hidden + (hidden + 1) * labels)
    return bench["exhaustive_seconds"] * threads / terms, cost * threads / operations


def work(weights, examples, labels, term, operation):
    cost = 2 * weights * examples * operation
    return {"one cost": cost,
            "all weights": weights * examples * labels * term + COSTS_OF_TAYLOR_TEST * cost,
            f"a sample of {SAMPLE:,}": SAMPLE * examples * labels * term + COSTS_OF_TAYLOR_TEST * cost,
            f"{DIRECTIONS} directions a block": DIRECTIONS * BLOCKS * COSTS_OF_DIRECTION * cost,
            "two costs a weight, as others do": 2 * weights * cost}


def main(*arguments):
    weights, examples, labels, cores = [float(a) for a in arguments] or (1e8, 1e9, 10, 64)
    bench = json.load(sys.stdin)
    term, operation = pieces(bench)
    print(f"measured on {bench['network']}, {bench['examples']:,} examples, {bench['threads']} threads:")
    print(f"  {1e9 * term:.2f} ns a term (one weight, one example, one label), {1e-9 / operation:.1f} GF/s a core\n")
    print(f"{weights:.0e} weights, {examples:.0e} examples, {labels:.0f} labels, machines of {cores:.0f} cores")
    print("| " + " | ".join(["", *(f"{n:,} machine{'s' * (n > 1)}" for n in MACHINES)]) + " |")
    print("| --- " * (len(MACHINES) + 1) + "|")
    for name, seconds in work(weights, examples, labels, term, operation).items():
        print("| " + " | ".join([name, *(in_words(seconds / cores / n) for n in MACHINES)]) + " |")


if __name__ == "__main__":
    main(*sys.argv[1:])
