"""Writing a redline as Markdown with the marks of CriticMarkup: {--deleted--}, {++inserted++}."""

from __future__ import annotations

from treatylang.documents.flow import Kind
from treatylang.documents.markdown import escape
from treatylang.documents.redline.compare import Fate, LineChange, Redline
from treatylang.documents.redline.summary import summary, told
from treatylang.documents.redline.words import Op

_MARKS = {Op.SAME: ("", ""), Op.GONE: ("{--", "--}"), Op.NEW: ("{++", "++}")}
_HEADS = {Kind.TITLE: "# ", Kind.PART: "## ", Kind.HEADING: "## "}


def write(redline: Redline) -> str:
    """Return the whole text with its changes, after a list of them."""
    blocks = [f"{escape(redline.first)} → {escape(redline.second)}"]
    listed = [f"- {name}: {escape(', '.join(places))}" for name, places in summary(redline)]
    blocks.append("\n".join(listed) or "No difference.")
    for row in redline.rows:
        note = told(row)
        if (row.changed and row.fate is not Fate.KEPT) or row.renumbered:
            blocks.append(f"> {escape(f'{row.place}: {note}')}")
        if row.fate is not Fate.AWAY:
            blocks += [_line(line) for line in row.lines]
    return "\n\n".join(blocks) + "\n"


def _line(line: LineChange) -> str:
    said = ""
    for piece in line.pieces:
        text = piece.text.replace("\t", " ").replace("\n", " ")
        opens, closes = _MARKS[piece.op]
        inner = escape(text) if said else escape(text).lstrip()
        said += f"{opens}{inner.replace('{', chr(92) + '{')}{closes}"
    head = line.after or line.before
    return f"{_HEADS.get(head.kind, '') if head else ''}{said}"
