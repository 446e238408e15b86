"""Loops of training that a file's program comes to: in main(), in its functions and its methods.

Such a loop is judged by gradlab_state, like one at the top level, with the names as they are when it begins.
"""
import ast
import copy

import gradlab_state
from gradlab_errors import TooLong
from gradlab_tracing import harmless, limited

SECONDS = 1

DEEPEST = 4  # of loops in loops
DEFINITIONS = (ast.FunctionDef, ast.ClassDef, ast.Lambda)


def turn_choices(program, trace, data):
    """The last loop that changes weights and makes a cost."""
    found = []
    for statements, space, name in places_of(program, trace):
        try:
            with harmless(), limited(SECONDS):
                loop, space = come_to_loop(statements, space, program)
                choice = gradlab_state.loop_of(loop, space, program.path) if loop is not None else None
        except (Exception, TooLong):  # whatever it needs besides
            continue
        if choice is not None:
            choice.remark = f"the loop of line {loop.lineno}{name} was run as the file's own program runs it"
            found.append(choice)
    return found[:1]


def places_of(program, trace):
    """Statements, the names that they know, and what they stand in."""
    if any(holds_loop(one) for one in program.steps):
        yield program.steps, program.new_space(), ""
    seen = set()
    for call in sorted(trace.begun, key=lambda one: one.order):
        node = program.definitions.get((call.code.co_name, call.code.co_firstlineno))
        if node is not None and call.function is not None and call.code not in seen:
            seen.add(call.code)
            space = dict(call.function.__globals__)
            space.update({name: value for name, value in call.arguments.items() if name.isidentifier()})
            yield node.body, space, f" in {node.name}()"


def holds_loop(statement):
    """Beyond what it only defines."""
    if isinstance(statement, DEFINITIONS):
        return False
    is_loop = isinstance(statement, (ast.For, ast.While)) and changes(statement)
    return is_loop or any(holds_loop(one) for one in ast.iter_child_nodes(statement))


def changes(loop):
    return any(gradlab_state.change_of(one) is not None for one in ast.walk(loop)
               if isinstance(one, (ast.Assign, ast.AugAssign)))


def come_to_loop(statements, space, program, depth=DEEPEST):
    """Runs all that stands before the loop; of loops around it the first turn."""
    for place, one in enumerate(statements):
        if not holds_loop(one):
            program.do(copy.deepcopy(one), space, program.data)
        elif isinstance(one, (ast.For, ast.While)):
            inner = come_into(one, space, program, depth)
            return (inner, space) if inner is not None else (one, space)
        elif hasattr(one, "body"):
            return come_to_loop(one.body, space, program, depth)
    return None, space


def come_into(loop, space, program, depth):
    """The loop within that makes the changes; None where this is it."""
    if isinstance(loop, ast.For):
        first = ast.Assign([loop.target], ast.parse(f"next(iter({ast.unparse(loop.iter)}))", mode="eval").body)
        program.do(ast.fix_missing_locations(ast.copy_location(first, loop)), space, program.data)
    own = gradlab_state.loop_of(copy.deepcopy(loop), dict(space), program.path)
    if own is not None or depth == 0 or not any(holds_loop(one) for one in loop.body):
        return None
    inner, _ = come_to_loop(loop.body, space, program, depth - 1)
    return inner
