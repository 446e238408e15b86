"""Plants one fault in a right Octave file, as mutate.py does in Python's. It knows no syntax: it changes what stands
between signs on a line of one assignment."""
import os
import re

from mutate import draw

LEFT_ALONE = re.compile(r"^\s*([%#]|function|end|for|if|while|1;|load|fprintf|$)|reshape|= size\(|columns\(|rows\(|"
                        r"\.\.\.")
NUMBERS = {"0": ["1"], "1": ["0", "2"], "2": ["1", "3"], "1.0": ["2.0"]}
OPERATORS = {" + ": " - ", " - ": " + ", " .* ": " ./ ", " * ": " / ", " / ": " * ", " ./ ": " .* "}
TARGET = re.compile(r"^\s*(?:t1 = Theta1; |t2 = Theta2; )?([A-Za-z]\w*)\s*(\([^=]*\))?\s*([-+])?=(?!=)")


def faults_in(lines, number, bound):
    """(kind, first line, last line, the new lines)"""
    line = lines[number]
    target = TARGET.match(line)
    code = re.sub(r"\s*[%#].*", "", line)

    def change(kind, begin, end, new):
        return kind, number, number, [line[:begin] + new + line[end:]]

    for sign, other in OPERATORS.items():
        for at in re.finditer(re.escape(sign), code):
            yield change("operator", at.start(), at.end(), other)
    for at in re.finditer(r"(?<![\w.(:,])\b(\d+\.?\d*)\b(?![\w.:]|, *:)", code):
        for other in NUMBERS.get(at.group(), []):
            yield change("number", at.start(), at.end(), other)
    for at in re.finditer(r"(?<=\w)\.?'(?!\()", code):
        yield change("transposed", at.start(), at.end(), "")
    for at in re.finditer(r"2:end", code):
        yield change("slice", at.start(), at.end(), "1:end-1")
        yield change("slice", at.start(), at.end(), ":")
    for at in re.finditer(r"\b(log|exp|sum|sigmoid|sig|logistic|slope|sigmoidGradient)(?=\()", code):
        yield change("call dropped", at.start(), at.end(), "")
    begin = target.end() if target else len(line)
    for at in re.finditer(r"(?<![\w.@])[A-Za-z]\w*(?!\w|\s*\()", code):
        if at.start() >= begin and at.group() in bound:
            for other in bound:
                if other != at.group():
                    yield change("operand", at.start(), at.end(), other)
    if target and (target.group(2) or target.group(3) or target.group(1) in bound):
        yield change("statement removed", 0, len(line), "")
    if target and target.group(3):
        yield change("sum not kept", target.start(3), target.end(3), "")
    following = lines[number + 1] if number + 1 < len(lines) else ""
    if target and TARGET.match(following) and not LEFT_ALONE.search(following):
        yield "statements swapped", number, number + 1, [following, line]


def find(lines):
    bound = []
    for number, line in enumerate(lines):
        if re.match(r"^\s*function", line):
            bound = re.findall(r"\w+", line[line.rindex("("):]) if "(" in line else []
        loop = re.match(r"^(\s*for \w+ = )(\d+):(\w+)", line)
        if loop:
            yield "loop bounds", number, number, [loop.group(1) + loop.group(2) + ":" + loop.group(3) + " - 1"]
            yield "loop bounds", number, number, [loop.group(1) + "2:" + loop.group(3)]
        if LEFT_ALONE.search(line) and not re.match(r"^\s*\w+ = ", line):
            continue
        if not LEFT_ALONE.search(line):
            yield from faults_in(lines, number, bound)
        target = TARGET.match(line)
        if target and target.group(1) not in bound:
            bound.append(target.group(1))


def mutate(path, count, seed):
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    for kind, first, last, new in draw(find(lines), count, f"{os.path.basename(path)} {seed}"):
        changed = lines[:first] + new + lines[last + 1:]
        yield {"kind": kind, "first": first + 1, "last": last + 1, "was": "\n".join(lines[first:last + 1]).strip(),
               "is": "\n".join(new).strip()}, "\n".join(changed)
