"""The network behind the protocol itself, without the adapter."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "python"))
sys.dont_write_bytecode = True
import numpy as np
from classic import nnCostFunction

network = {}
base = None


def evaluate(theta):
    y = np.array(network["y"]).reshape(-1, 1)
    return nnCostFunction(theta, network["inputs"], network["hidden"], network["labels"], np.array(network["X"]), y,
                          network["lambda"])


for line in sys.stdin:
    question = json.loads(line)
    answer = {}
    if question["ask"] == "describe":
        answer = {"version": 1, "name": "network", "takes": "network"}
    elif question["ask"] == "network":
        network = question
    elif question["ask"] == "base":
        base = np.array(question["theta"])
    elif question["ask"] == "cost":
        theta = base.copy()
        theta[question["entries"]] = question["values"]
        answer = {"cost": evaluate(theta)[0]}
    elif question["ask"] == "gradient":
        J, grad = evaluate(base)
        answer = {"cost": J, "gradient": grad.tolist()}
    print(json.dumps(answer), flush=True)
