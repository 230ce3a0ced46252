"""Writing a redline for a terminal: only what changed, [-deleted-] and {+inserted+}."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from treatylang.documents.redline.compare import Fate, LineChange, Redline
from treatylang.documents.redline.summary import summary, told
from treatylang.documents.redline.words import Op, Piece, merged
from treatylang.documents.text import columns, divides
from treatylang.documents.text import pieces as cut
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
    for blank, word in _words(pieces):
        length = columns("".join(piece.text for piece in word))
        gap = 1 if blank and line else 0
        if line and used + length + gap > width:
            lines.append(_painted(line, paint))
            line, used, gap = [], 0, 0
        if gap:
            same = line[-1].op is word[0].op
            line.append(Piece(word[0].op if same else Op.SAME, " "))
        line += word
        used += length + gap
    return [*lines, _painted(line, paint)]


def _words(pieces: Sequence[Piece]) -> Iterator[tuple[bool, list[Piece]]]:
    """Yield what may not be divided, each as pieces, and whether a blank stands before it."""
    word: list[Piece] = []
    blank = False
    for piece in pieces:
        text = shown(piece.text).replace("\t", " ").replace("\n", " ")
        for at, part in enumerate(text.split(" ")):
            if at:
                if word:
                    yield blank, word
                word, blank = [], True
            for bit in cut(part):
                if word and _divides(word[-1].text, bit):
                    yield blank, word
                    word, blank = [], False
                word.append(Piece(piece.op, bit))
    if word:
        yield blank, word


def _divides(before: str, after: str) -> bool:
    """Tell whether a line may end here; a mark of a change stays with what it marks."""
    opens, closes = zip(*(_MARKS[op] for op in (Op.GONE, Op.NEW)), strict=True)
    return divides(before, after) and before not in opens and not after.startswith(closes)


def _painted(line: Sequence[Piece], paint: Paint) -> str:
    return "".join(
        paint(piece.text, _STYLES[piece.op]) if piece.op in _STYLES else piece.text
        for piece in merged(line)
    )
