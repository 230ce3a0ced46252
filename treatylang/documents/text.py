"""Writing a document as plain text, hanging from its numbers, with numbered lines on request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatylang.documents.flow import Block, Kind, flow
from treatylang.documents.formats import PLAIN, Layout
from treatylang.documents.tree import Document
from treatylang.prose.marks import words

WIDTH = 76
_STEP = 5
"""How far a number, and each level of points, is indented."""
_GAPS = {Kind.TITLE: 3, Kind.PART: 3, Kind.HEADING: 2, Kind.SIGNATURE: 2}
"""Blank lines before a block; one before all others."""
_BOUND = "\N{NO-BREAK SPACE}"
_WIDE = "[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_NO_START = "[、。，．：；！？）】」』》〉”’,.;:!?)]"
"""What may not begin a line in Chinese (GB/T 15834)."""
_PIECE = re.compile(rf" |[（【「『《〈“‘]*{_WIDE}{_NO_START}*|(?:(?!{_WIDE})[^ ])+")


def write(document: Document, layout: Layout = PLAIN) -> str:
    """Return the document as plain text in lines of at most 76 columns (83 with their numbers).

    Lines that have text are numbered through, as delegations quote them.
    """
    lines: list[str] = []
    before = Kind.TITLE
    for block in flow(document):
        gap = _GAPS.get(block.kind, 1)
        if lines and before is Kind.CLOSING and block.kind is Kind.SIGNATURE:
            gap = 3
        lines += [""] * (gap if lines else 0)
        lines += _block(block)
        before = block.kind
    if layout.line_numbers:
        lines = list(_numbered(lines))
    return "\n".join(lines).replace(_BOUND, " ") + "\n"


def _block(block: Block) -> list[str]:
    said = words(block.runs)
    if block.kind in (Kind.TITLE, Kind.VERSION):
        return _centred(said)
    if block.kind in (Kind.PART, Kind.HEADING):
        return [line for part in (block.label, said) if part for line in _centred(part)]
    if block.kind is Kind.SIGNATURE:
        return [*_wrapped(said, WIDTH), "", "", "_" * 40]
    left = _STEP * (block.hanging + block.level)
    if not block.label:
        return [" " * left + line for line in _wrapped(said, WIDTH - left)]
    hang = block.label + " " * max(1, _STEP - columns(block.label))
    indent = left - _STEP
    first, *rest = _wrapped(said, WIDTH - indent - columns(hang))
    return [" " * indent + hang + first, *(" " * (indent + columns(hang)) + r for r in rest)]


def _centred(text: str) -> list[str]:
    return [
        " " * ((WIDTH - columns(line)) // 2) + line for line in _wrapped(text, WIDTH - 4 * _STEP)
    ]


def columns(text: str) -> int:
    """Return how many columns a text takes where Chinese characters take two."""
    from rich.cells import cell_len

    return cell_len(text)


def pieces(text: str) -> list[str]:
    """Return what the end of a line may not tear: words, single Chinese characters with the marks
    that may not begin a line, and blanks."""
    return _PIECE.findall(text)


def divides(before: str, after: str) -> bool:
    """Tell whether a line may end between two such pieces that no blank divides."""
    wide = re.search(f"{_WIDE}$", before) or re.match(_WIDE, after)
    return bool(wide) and not re.match(_NO_START, after)


def _wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines; only a blank and the gap between Chinese characters break."""
    lines: list[str] = []
    line = gap = ""
    for piece in pieces(text):
        if piece == " ":
            gap = " "
            continue
        if line and columns(line + gap + piece) > width:
            lines.append(line)
            line = piece
        else:
            line += (gap if line else "") + piece
        gap = ""
    return [*lines, line]


def _numbered(lines: list[str]) -> Iterator[str]:
    number = 0
    for line in lines:
        number += bool(line)
        yield f"{number:>5}  {line}" if line else ""
