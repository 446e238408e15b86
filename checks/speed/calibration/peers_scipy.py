#!/usr/bin/env python3
"""SciPy's own check_grad on the calibration's objectives, with costs served by calibration_peers.

    checks/speed/calibration/peers_scipy.py build/speed/calibration_peers [POINTS]

Prints how often its verdict is that of the rule which calibration_peers applies for SciPy, and how it errs.
"""
import json
import subprocess
import sys
import warnings

import numpy as np
from scipy.optimize import check_grad


class Server:
    def __init__(self, program, points):
        self.process = subprocess.Popen([program, "--serve", "--points", points], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def ask(self, text):
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def next_point(self):
        line = self.process.stdout.readline()
        return json.loads(line) if line else None

    def cost(self, x):
        self.ask(json.dumps([float(entry) for entry in x]))
        return float(self.process.stdout.readline())


def accepts(server, theta, gradient):
    norm = check_grad(server.cost, lambda _: gradient, theta)
    return bool(norm < 1e-6 * max(1, np.linalg.norm(gradient)))


def main(program, points="2"):
    warnings.simplefilter("ignore")
    server = Server(program, points)
    judged = same = wrong_called = right_called = 0
    while (point := server.next_point()) is not None:
        theta = np.array(point["theta"])
        for gradient, kind, rule in zip(point["gradients"], point["kinds"], point["scipy"]):
            right = accepts(server, theta, np.array(gradient))
            judged += 1
            same += right == rule
            wrong_called += kind == 0 and not right
            right_called += kind > 0 and right
        server.ask("next")
    print(f"{judged} gradients; the rule says the same of {same}")
    print(f"right called wrong: {wrong_called}; wrong called right: {right_called}")


if __name__ == "__main__":
    main(*sys.argv[1:])
