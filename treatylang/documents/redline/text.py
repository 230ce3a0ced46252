"""Writing a redline for a terminal: only what changed, [-deleted-] and {+inserted+}."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from treatylang.documents.redline.compare import Fate, LineChange, Redline
from treatylang.documents.redline.summary import summary, told
from treatylang.documents.redline.words import Op, Piece, merged
from treatylang.documents.text import columns
from treatylang.syntax.hidden import shown

Paint = Callable[[str, str], str]
_MARKS = {Op.SAME: ("", ""), Op.GONE: ("[-", "-]"), Op.NEW: ("{+", "+}")}
_STYLES = {Op.GONE: "error", Op.NEW: "good"}
_INDENT = "  "


def write(redline: Redline, width: int = 80, paint: Paint = lambda text, _: text) -> str:
    """Return the changes in lines of at most ``width`` columns. ``paint`` adds colour to marks
    that say the same without it."""
    lines = [paint(f"--- {redline.first}", "error"), paint(f"+++ {redline.second}", "good")]
    place = ""
    for row in redline.rows:
        if not row.changed or row.fate is Fate.AWAY:
            continue
        head = f"{row.place}: {told(row)}"
        if head != place:
            lines += ["", paint(shown(head), "strong")]
        place = head
        for line in row.lines:
            if line.changed or row.fate is Fate.HERE:
                lines += [_INDENT + said for said in _line(line, width - len(_INDENT), paint)]
    lines.append("")
    for name, places in summary(redline):
        lines += _wrapped([Piece(Op.SAME, f"{name}: {', '.join(places)}")], width, paint)
    return "\n".join(lines) + "\n"


def _line(line: LineChange, width: int, paint: Paint) -> list[str]:
    marked = [Piece(piece.op, piece.text.join(_MARKS[piece.op])) for piece in line.pieces]
    return _wrapped(marked, width, paint)


def _wrapped(pieces: Sequence[Piece], width: int, paint: Paint) -> list[str]:
    lines: list[str] = []
    line: list[Piece] = []
    used = 0
    for word in _words(pieces):
        length = columns("".join(piece.text for piece in word))
        if line and used + length + 1 > width:
            lines.append(_painted(line, paint))
            line, used = [], 0
        if line:
            same = line[-1].op is word[0].op
            line.append(Piece(word[0].op if same else Op.SAME, " "))
            used += 1
        line += word
        used += length
    return [*lines, _painted(line, paint)]


def _words(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield what no blank divides, each as pieces."""
    word: list[Piece] = []
    for piece in pieces:
        first, *rest = shown(piece.text).replace("\t", " ").replace("\n", " ").split(" ")
        if first:
            word.append(Piece(piece.op, first))
        for part in rest:
            if word:
                yield word
            word = [Piece(piece.op, part)] if part else []
    if word:
        yield word


def _painted(line: Sequence[Piece], paint: Paint) -> str:
    return "".join(
        paint(piece.text, _STYLES[piece.op]) if piece.op in _STYLES else piece.text
        for piece in merged(line)
    )
