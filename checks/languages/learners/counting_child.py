"""Half a sum of squares that counts the bytes it is asked with, in a file."""
import json
import sys

length = int(sys.argv[1])
count = 0
base = []
for line in sys.stdin:
    count += len(line)
    question = json.loads(line)
    answer = {}
    if question["ask"] == "describe":
        answer = {"version": 1, "name": "squares", "parameters": length}
    elif question["ask"] == "base":
        base = question["theta"]
    elif question["ask"] == "cost":
        theta = list(base)
        for entry, value in zip(question["entries"], question["values"]):
            theta[entry] = value
        answer = {"cost": sum(t * t for t in theta) / 2}
    elif question["ask"] == "gradient":
        answer = {"cost": sum(t * t for t in base) / 2, "gradient": base}
    with open(sys.argv[2], "w") as file:
        file.write(str(count))
    print(json.dumps(answer), flush=True)
