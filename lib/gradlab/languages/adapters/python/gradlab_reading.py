"""Reads a learner's file as text of Python 3: scripts, notebooks, Python 2, Latin-1."""
import ast
import io
import json
import os
import re
import tokenize
import warnings

from gradlab_errors import Misfit

OTHER_LANGUAGES = ("bash", "sh", "html", "javascript", "js", "latex", "markdown", "svg", "writefile", "file", "script",
                   "perl", "ruby", "R", "octave", "cython", "capture")
PYTHON_2_NAMES = ("xrange", "raw_input", "unicode", "reduce", "basestring", "long", "unichr")
PYTHON_2_METHODS = ("iteritems", "iterkeys", "itervalues", "has_key")


class Source:
    """The statements of a file, where each line stands in it, and what had to be changed to read it."""

    def __init__(self, path):
        self.path = path
        self.remarks = []
        self.skipped = []
        self.cells = []  # (number, first line) of each cell of a notebook; empty for a script
        self.statements = []

    def where(self, line):
        """The words for a line, counted through all cells."""
        inside = [cell for cell in self.cells if cell[1] <= line]
        if not inside:
            return f"line {line}"
        number, first = inside[-1]
        return f"cell {number}, line {line - first + 1}"


def read_text(path):
    with open(path, "rb") as file:
        data = file.read()
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        text = data.decode("latin-1")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read(path):
    source = Source(path)
    text = read_text(path)
    try:
        if is_notebook(path, text):
            read_notebook(source, text)
        else:
            source.statements = parse(source, text).body
    except (RecursionError, MemoryError):  # Python's parser has room for some hundred levels
        raise Misfit(f"{os.path.basename(path)}: its brackets are nested too deep to be read") from None
    return source


# ---- Notebooks, and what a notebook's lines may hold ----

def is_notebook(path, text):
    return path.endswith(".ipynb") or (text.lstrip().startswith("{") and '"cells"' in text and '"source"' in text)


def cells_of(text):
    """Number and text of each cell with code."""
    try:
        notebook = json.loads(text)
        cells = notebook.get("cells")
        if cells is None:  # the third version of the format
            cells = [cell for sheet in notebook.get("worksheets", []) for cell in sheet.get("cells", [])]
        return [(number, "".join(cell.get("source", cell.get("input", ""))))
                for number, cell in enumerate(cells, 1) if cell.get("cell_type") == "code"]
    except (ValueError, TypeError, AttributeError):
        raise Misfit("the notebook is damaged; open it in Jupyter and save it again, or save it as .py") from None


def read_notebook(source, text):
    first = 1
    for number, code in cells_of(text):
        source.cells.append((number, first))
        code = leave_out_cell_magic(code)
        try:
            body = parse(source, code).body
            for statement in body:
                ast.increment_lineno(statement, first - 1)
            source.statements += body
        except SyntaxError as error:
            line = first + (error.lineno or 1) - 1
            source.skipped.append({"line": line, "error": f"SyntaxError: {error.msg}"})
        first += code.count("\n") + 1


def leave_out_cell_magic(code):
    """%%time leaves the rest of the cell; %%bash and the like leave nothing."""
    magic = re.match(r"\s*%%\s*(\w+)", code)
    if magic and magic.group(1) in OTHER_LANGUAGES:
        return "\n" * code.count("\n")
    return code


def leave_out_magics(text):
    def plain(line):
        stripped = line.lstrip()
        indent = line[:len(line) - len(stripped)]
        if stripped[:1] in ("%", "!") or re.fullmatch(r"\??[\w.]+\?{1,2}|\?[\w.]+", stripped):
            return indent + "pass"
        return re.sub(r"^(\s*[\w, ]+=\s*)[%!]\w.*", r"\1None", line)
    return "\n".join(plain(line) for line in text.split("\n"))


# ---- Parsing, by whatever it takes ----

def parse(source, text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = parse_plain(text)
        except SyntaxError as error:
            tree = parse_python_2(source, leave_out_magics(text), error)
        if uses_old_methods(tree):
            tree = translate(source, leave_out_magics(text)) or tree
    return tree


def parse_plain(text):
    try:
        return ast.parse(text)
    except SyntaxError:
        return ast.parse(leave_out_magics(text))


def parse_python_2(source, text, error):
    tree = translate(source, text)
    if tree is not None:
        return tree
    if re.search(r"^\s*print\s+[^\s(=]", text, re.MULTILINE) or "print" in str(error.msg):
        error.msg = ("this is Python 2 (" + error.msg.split(".")[0] + "); translate it by 2to3 -w "
                     + os.path.basename(source.path) + ", and try again")
        error.is_python_2 = True
    raise error


def translate(source, text):
    """The tree of Python 2 in Python 3; None where this Python has no translator, or it does not understand it."""
    try:
        from lib2to3 import refactor
    except ImportError:
        return None
    for tried in (text, text.expandtabs(8)):
        try:
            fixers = [name for name in refactor.get_fixers_from_package("lib2to3.fixes") if "fix_import" not in name]
            translated = str(refactor.RefactoringTool(fixers).refactor_string(tried + "\n", source.path))
            tree = ast.parse(translated)
        except Exception:  # the translator's own errors are many
            continue
        remark = "the file is Python 2: it was translated by 2to3 for this check"
        if remark not in source.remarks:
            source.remarks.append(remark)
        return tree
    return None


def uses_old_methods(tree):
    return any(isinstance(node, ast.Attribute) and node.attr in PYTHON_2_METHODS for node in ast.walk(tree))


def old_names(statements):
    """The names of Python 2 that the statements use and do not make."""
    names = [node for statement in statements for node in ast.walk(statement) if isinstance(node, ast.Name)]
    made = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    made |= {alias.asname or alias.name for statement in statements for node in ast.walk(statement)
             if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names}
    return sorted({node.id for node in names} & set(PYTHON_2_NAMES) - made)
