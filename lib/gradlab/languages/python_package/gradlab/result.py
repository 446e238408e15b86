"""What a check found, for programs, for a terminal and for a notebook."""
import collections
import html
import re

Entry = collections.namedtuple("Entry", "index name analytic numeric error verdict")
Entry.__doc__ = """An entry that does not agree: `index` in theta from 0, and `error`, how far `numeric` may be off."""


MORE = "  more    result.explained tells the rest: every block, the worst entry, reasons"


class Result:
    """verdict: "agree", "disagree" or "undecided"; true in a condition if it is "agree"."""

    def __init__(self, report):
        self.report = report  # all that the command says with --json
        self.verdict = report["verdict"]
        self.findings = report["findings"]
        self.text = report["report"]["summary"] + MORE
        self.explained = report["report"]["explained"]
        judged = report["implementations"][0] if report["implementations"] else {}
        self.checked = judged.get("checked", 0)
        self.agreeing = judged.get("agreeing", 0)
        self.max_difference = float(judged.get("largest_difference", "nan"))
        self.entries = [Entry(one["index"], one["name"], float(one["analytic"]), float(one["numeric"]),
                              float(one["error"]), one["verdict"]) for one in judged.get("not_agreeing", [])]

    def __bool__(self):
        return self.verdict == "agree"

    def __str__(self):
        return self.text

    def __repr__(self):
        return (f"<gradlab.Result {self.verdict}: {self.agreeing} of {self.checked} entries agree, "
                f"largest difference {self.max_difference:.1e}>")

    def _repr_html_(self):
        return (f"<pre>{html.escape(self.text)}</pre>"
                f"<details><summary>explain</summary><pre>{html.escape(self.explained)}</pre></details>")

    def _repr_markdown_(self):
        fence = "`" * max([3] + [1 + len(ticks) for ticks in re.findall("`+", self.text)])
        return f"{fence}\n{self.text}\n{fence}"
