"""Rewrites functions so that each number that arises in them passes through a recorder, without a change in what
they compute. A place is an expression, or what a statement has changed: `x[0] = 1`, `x += 1`."""
import ast
import re

ALIASES = re.compile(r"\b[cr]_$")  # np.c_[a, b] joins: its index holds values
FRAME_READERS = {"super", "locals", "globals", "vars", "dir", "eval", "exec"}  # they look at their caller
HELPERS = {"__seen__", "__called__"}
CHANGING = (ast.Assign, ast.AugAssign)


class Place:
    """Where numbers arise."""

    def __init__(self, number, node, kind, parts, statement, function, loop):
        self.number = number
        self.line = node.lineno
        self.text = " ".join(ast.unparse(node).split())
        self.kind = kind            # name, number, constant, operation, call, part, attribute, before, after
        self.parts = parts          # the places whose values it reads
        self.statement = statement  # the first line of its statement
        self.function = function
        self.loop = loop            # the line of the innermost loop around it; 0: none
        self.target = ""            # the variable that takes its value

    def describe(self, where):
        return {"line": self.line, "where": where(self.line), "text": self.text[:120], "kind": self.kind,
                "parts": self.parts, "statement": self.statement, "function": self.function, "loop": self.loop,
                "target": self.target}


def base_of(target):
    while isinstance(target, ast.Subscript):
        target = target.value
    return target


def changed_in(statement):
    """The variables that the statement changes in part, each with the target's text."""
    if not isinstance(statement, CHANGING):
        return []
    targets = [statement.target] if isinstance(statement, ast.AugAssign) else statement.targets
    pairs = [(target, base_of(target)) for target in targets]
    return [(base, ast.unparse(target)) for target, base in pairs
            if isinstance(base, (ast.Name, ast.Attribute)) and
            (isinstance(statement, ast.AugAssign) or isinstance(target, ast.Subscript))]


def locals_of(function):
    """The names that are bound inside."""
    given = function.args
    names = {one.arg for one in given.args + given.posonlyargs + given.kwonlyargs + [given.vararg, given.kwarg] if one}
    outer = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            outer |= set(node.names)
    return names - outer


class Rewriter(ast.NodeTransformer):
    """Leaves what stands outside of functions as it is."""

    def __init__(self, modules):
        self.modules = modules      # names that stand for modules: no numbers
        self.places = []
        self.functions = []         # around the node, outermost first
        self.names = []             # the local names of each
        self.loops = []
        self.statement = 0
        self.parts = [[]]           # the places found so far in each expression around

    # ---- Places ----

    def new_place(self, node, kind, parts):
        place = Place(len(self.places), node, kind, parts, self.statement, self.functions[-1],
                      self.loops[-1] if self.loops else 0)
        self.places.append(place)
        return place

    def call(self, helper, place, arguments, node, keywords=()):
        numbered = [ast.Constant(place.number), *arguments]
        return ast.copy_location(ast.Call(ast.Name(helper, ast.Load()), numbered, list(keywords)), node)

    def watch(self, node, kind, visit):
        if not self.functions:
            return visit(node)
        place = self.new_place(node, kind, [])
        self.parts.append(place.parts)
        value = visit(node)
        self.parts.pop()
        self.parts[-1].append(place.number)
        return self.call("__seen__", place, [value], node)

    # ---- Expressions ----

    def visit_Name(self, node):
        if not isinstance(node.ctx, ast.Load) or node.id in self.modules:
            return node
        return self.watch(node, "name", lambda same: same)

    def visit_Constant(self, node):
        return self.watch(node, "number", lambda same: same) if type(node.value) in (int, float) else node

    def visit_operation(self, node):
        return self.watch(node, "operation", self.generic_visit)

    visit_BinOp = visit_UnaryOp = visit_Compare = visit_IfExp = visit_ListComp = visit_operation

    def visit_List(self, node):
        return self.visit_operation(node) if isinstance(node.ctx, ast.Load) else node

    def visit_Attribute(self, node):
        def visit(same):
            same.value = self.visit(same.value)
            return same
        return self.watch(node, "attribute", visit) if isinstance(node.ctx, ast.Load) else node

    def visit_Subscript(self, node):
        if not isinstance(node.ctx, ast.Load):
            return node
        joins = ALIASES.search(ast.unparse(node.value))

        def visit(same):
            same.value = self.visit(same.value)
            if joins:
                same.slice = self.visit(same.slice)
            return same
        return self.watch(node, "operation" if joins else "part", visit)

    def visit_JoinedStr(self, node):
        return node

    def visit_Call(self, node):
        if not self.functions or isinstance(node.func, ast.Name) and node.func.id in FRAME_READERS:
            return node
        place = self.new_place(node, "call", [])
        self.parts.append(place.parts)
        if isinstance(node.func, ast.Attribute):
            node.func.value = self.visit(node.func.value)
        node.args = [self.visit(argument) for argument in node.args]
        for keyword in node.keywords:  # axis=0 and the like stay as they are
            if not isinstance(keyword.value, (ast.Constant, ast.Tuple, ast.UnaryOp)):
                keyword.value = self.visit(keyword.value)
        self.parts.pop()
        self.parts[-1].append(place.number)
        return self.call("__called__", place, [node.func, *node.args], node, node.keywords)

    def visit_Lambda(self, node):
        self.enter("lambda", set())
        node.body = self.visit(node.body)
        self.leave()
        return node

    # ---- Statements ----

    def enter(self, name, names):
        self.functions.append(name)
        self.names.append(names)

    def leave(self):
        self.functions.pop()
        self.names.pop()

    def visit_FunctionDef(self, node):
        self.enter(node.name, locals_of(node))
        statement, loops = self.statement, self.loops
        self.loops = []
        node.body = self.block(node.body)
        self.statement, self.loops = statement, loops
        self.leave()
        return node

    def visit_ClassDef(self, node):
        node.body = [self.visit(one) if isinstance(one, (ast.FunctionDef, ast.ClassDef)) else one for one in node.body]
        return node

    def block(self, body):
        rewritten = []
        for statement in body:
            self.statement = statement.lineno
            changed = changed_in(statement)
            before = [(self.new_place(statement, "before", []), base) for base, _ in changed]
            whole = " ".join(ast.unparse(statement).split())
            for place, base in before:
                place.text = ast.unparse(base)
            self.parts.append([])
            new = self.visit_statement(statement)
            parts = self.parts.pop()
            rewritten += [self.read_back(place, base, statement) for place, base in before]
            rewritten.append(new)
            for (place, base), (_, target) in zip(before, changed):
                after = self.new_place(statement, "after", parts + [place.number])
                after.text = whole
                after.target = target
                rewritten.append(self.read_back(after, base, statement))
        return rewritten

    def read_back(self, place, base, statement):
        load = ast.parse(ast.unparse(base), mode="eval").body
        read = self.call("__changed__", place, [load], statement)
        is_local = isinstance(base, ast.Name) and base.id in self.names[-1]
        kept = ast.Assign([ast.Name(base.id, ast.Store())], read) if is_local else ast.Expr(read)
        return ast.copy_location(kept, statement)

    def visit_statement(self, statement):
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            return self.visit(statement)
        if isinstance(statement, (ast.Assign, ast.AugAssign)):
            first, is_defined = len(self.places), is_definition(statement)
            statement.value = self.visit(statement.value)
            if isinstance(statement, ast.Assign) and not is_defined:
                self.name_target(statement, first)
            return statement
        for field, value in ast.iter_fields(statement):
            if isinstance(value, ast.expr) and field != "target":
                setattr(statement, field, self.visit(value))
        self.visit_blocks(statement)
        return statement

    def name_target(self, statement, first):
        """The whole right side is what the target takes."""
        if len(self.places) == first:
            return
        target = statement.targets[0]
        if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
            for one, value in zip(target.elts, statement.value.elts):
                if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in HELPERS:
                    self.places[value.args[0].value].target = ast.unparse(one)
            return
        whole = self.places[first]
        whole.target = ast.unparse(target)
        if whole.kind == "number":
            whole.kind = "constant"

    def visit_blocks(self, statement):
        is_loop = isinstance(statement, (ast.For, ast.While))
        for field in ("body", "orelse", "finalbody"):
            body = getattr(statement, field, None)
            if isinstance(body, list) and body and isinstance(body[0], ast.stmt):
                if is_loop and field == "body":
                    self.loops.append(statement.lineno)
                setattr(statement, field, self.block(body))
                if is_loop and field == "body":
                    self.loops.pop()
        for handler in getattr(statement, "handlers", []):
            handler.body = self.block(handler.body)
        for item in getattr(statement, "items", []):
            item.context_expr = self.visit(item.context_expr)


def is_definition(statement):
    """A function, a class, or a lambda with a name."""
    if isinstance(statement, ast.Assign):
        return isinstance(statement.value, ast.Lambda)
    return isinstance(statement, (ast.FunctionDef, ast.ClassDef))


def rewrite(statements, modules):
    """The definitions among the statements, rewritten, and their places."""
    rewriter = Rewriter(modules)
    definitions = []
    for statement in statements:
        if is_definition(statement):
            rewriter.statement = statement.lineno
            if isinstance(statement, ast.Assign):
                statement.value = rewriter.visit(statement.value)
            else:
                statement = rewriter.visit(statement)
            definitions.append(ast.fix_missing_locations(statement))
    return definitions, rewriter.places
