"""Plants one fault in a right file: an operator, an operand, a number, a call, a slice or an axis is another one, a
statement is missing or moved, or a loop ends early. Lines keep their numbers.
"""
import ast
import os
import random

OPERATORS = {ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*"}
SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
NUMBERS = {0: [1], 1: [0, 2], 2: [1, 3], 0.5: [1, 2], 1.0: [0.0, 2.0], 2.0: [1.0]}
DROPPED = {"sigmoid", "log", "exp", "square", "sum"}
LEFT_ALONE = ("seed", "rand", "plot", "print", "open", "load", "minimize", "figure", "show", "assert")


class Source:
    def __init__(self, text):
        self.text = text
        self.lines = text.split("\n")
        self.tree = ast.parse(text)

    def offset(self, line, column):
        before = sum(len(one) + 1 for one in self.lines[:line - 1])
        return before + len(self.lines[line - 1].encode()[:column].decode())

    def span(self, node):
        return self.offset(node.lineno, node.col_offset), self.offset(node.end_lineno, node.end_col_offset)

    def segment(self, node):
        begin, end = self.span(node)
        return self.text[begin:end]

    def with_change(self, begin, end, new):
        return self.text[:begin] + new + self.text[end:]


class Mutations:
    """All faults that can be planted: (kind, statement, begin, end, new text)."""

    def __init__(self, source):
        self.source = source
        self.found = []
        for function in [node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef)]:
            self.names = sorted({node.id for node in ast.walk(function) if isinstance(node, ast.Name)
                                 and isinstance(node.ctx, ast.Store)} | {one.arg for one in function.args.args})
            self.bound = [one.arg for one in function.args.args]
            self.visit_block(function.body)

    def add(self, kind, statement, node, new):
        begin, end = self.source.span(node)
        self.found.append((kind, statement, begin, end, new))

    def visit_block(self, body):
        for number, statement in enumerate(body):
            if isinstance(statement, (ast.FunctionDef, ast.ClassDef, ast.Return, ast.Import, ast.ImportFrom)):
                continue
            text = self.source.segment(statement)
            if any(word in text for word in LEFT_ALONE):
                continue
            inner = [getattr(statement, field) for field in ("body", "orelse") if getattr(statement, field, None)]
            if inner:
                self.loop_bounds(statement)
                for block in inner:
                    self.visit_block(block)
                continue
            self.whole_statement(body, number)
            for node in ast.walk(statement):
                self.expression(statement, node)
            self.bound += [node.id for node in ast.walk(statement) if isinstance(node, ast.Name)
                           and isinstance(node.ctx, ast.Store)]

    def whole_statement(self, body, number):
        statement = body[number]
        changes = isinstance(statement, ast.AugAssign) or isinstance(statement, ast.Assign) and (
            isinstance(statement.targets[0], ast.Subscript) or ast.unparse(statement.targets[0]) in self.bound)
        if changes:
            lines = statement.end_lineno - statement.lineno
            self.add("statement removed", statement, statement, "pass" + "\n" * lines)
        if isinstance(statement, ast.AugAssign):
            self.add("sum not kept", statement, statement, self.source.segment(statement).replace("+=", "=", 1))
        if number + 1 < len(body) and changes and statement.lineno == statement.end_lineno:
            following = body[number + 1]
            if following.lineno == following.end_lineno == statement.lineno + 1 and not hasattr(following, "body") and \
                    not isinstance(following, ast.Return):
                begin, _ = self.source.span(statement)
                _, end = self.source.span(following)
                indent = " " * statement.col_offset
                new = self.source.segment(following) + "\n" + indent + self.source.segment(statement)
                self.found.append(("statements swapped", (statement, following), begin, end, new))

    def loop_bounds(self, statement):
        if not isinstance(statement, ast.For) or not isinstance(statement.iter, ast.Call):
            return
        call = statement.iter
        if not isinstance(call.func, ast.Name) or call.func.id not in ("range", "xrange") or len(call.args) > 2:
            return
        last = self.source.segment(call.args[-1])
        first = self.source.segment(call.args[0]) if len(call.args) == 2 else "0"
        self.add("loop bounds", statement, call, f"range({first}, {last} - 1)")
        self.add("loop bounds", statement, call, f"range({first} + 1, {last})")

    def expression(self, statement, node):
        source = self.source
        if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            left, right = source.span(node.left)[1], source.span(node.right)[0]
            between = source.text[left:right]
            sign = SIGNS[type(node.op)]
            if between.count(sign) == 1:
                new = between.replace(sign, OPERATORS[type(node.op)])
                self.found.append(("operator", statement, left, right, new))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            self.add("operator", statement, node, source.segment(node.left))
        is_minus = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
        if is_minus and not isinstance(node.operand, ast.Constant):
            self.add("operator", statement, node, source.segment(node.operand))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in self.names:
            for other in self.bound:
                if other != node.id:
                    self.add("operand", statement, node, other)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            for other in NUMBERS.get(node.value, [node.value + 1]):
                self.add("number", statement, node, repr(other))
        if isinstance(node, ast.Attribute) and node.attr == "T":
            self.add("transposed", statement, node, source.segment(node.value))
        if isinstance(node, ast.Slice) and node.lower is not None and source.segment(node) == "1:":
            self.add("slice", statement, node, ":")
            self.add("slice", statement, node, ":-1")
        if isinstance(node, ast.keyword) and node.arg == "axis" and isinstance(node.value, ast.Constant):
            self.add("axis", statement, node.value, str(1 - node.value.value) if node.value.value in (0, 1) else "0")
        if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name.lower() in DROPPED or "sigm" in name.lower():
                self.add("call dropped", statement, node, source.segment(node.args[0]))


def lines_of(statement):
    parts = statement if isinstance(statement, tuple) else (statement,)
    if len(parts) == 1 and isinstance(parts[0], ast.For):
        return parts[0].lineno, parts[0].lineno
    return parts[0].lineno, parts[-1].end_lineno


def draw(faults, count, seed):
    """So many of the faults, of as many kinds as there are, in turn; each begins with its kind."""
    chance = random.Random(seed)
    by_kind = {}
    for fault in faults:
        by_kind.setdefault(fault[0], []).append(fault)
    for same in by_kind.values():
        chance.shuffle(same)
    kinds = sorted(by_kind)
    chance.shuffle(kinds)
    drawn = []
    while len(drawn) < count and any(by_kind.values()):
        for kind in kinds:
            if by_kind[kind] and len(drawn) < count:
                drawn.append(by_kind[kind].pop())
    return drawn


def mutate(path, count, seed):
    """For each fault its kind, the first and last line of the statement that holds it and the change; and the text."""
    with open(path, encoding="utf-8") as file:
        source = Source(file.read())
    faults = Mutations(source).found
    for kind, statement, begin, end, new in draw(faults, count, f"{os.path.basename(path)} {seed}"):
        first, last = lines_of(statement)
        yield {"kind": kind, "first": first, "last": last, "was": source.text[begin:end], "is": new.strip("\n")}, \
            source.with_change(begin, end, new)
