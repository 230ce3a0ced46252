"""One source line as a terminal shows it, with a mark under a part of it."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from treatylang.report.page import Page
from treatylang.report.visible import visible

_TAB = 4
_CUT = "..."
_CONTEXT = 24
"""Columns of a long line that stay in sight before its mark."""
_NEAR = 8
"""Characters for each column of room: letters may have accents, which take none."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The text to show, and the columns (from zero, end excluded) of the mark in it."""

    text: str
    start: int
    end: int


def excerpt(line: str, start: int, end: int, page: Page, room: int) -> Excerpt:
    """Show a source line in ``room`` columns with the characters from start to end marked.

    Tabs become blanks, unseen characters their codes; a line too long is cut around the mark. The
    mark is never empty: an insertion marks one column.
    """
    line = line.removesuffix("\r")
    # Of a line of megabytes only what is near the mark is looked at.
    offset, beyond = max(0, start - _NEAR * room), start + _NEAR * room < len(line)
    cells = _cells(line[offset : start + _NEAR * room], page)
    start, end = start - offset, end - offset
    columns = [0]
    for cell in cells:
        columns.append(columns[-1] + cell_len(cell))
    start = min(start, len(cells))
    end = min(max(end, start), len(cells))
    mark = (columns[start], max(columns[end], columns[start] + 1))
    if columns[-1] <= room and not offset and not beyond:
        return Excerpt("".join(cells), *mark)

    first = _first(columns, start, end, room)
    text = _CUT if first or offset else ""
    shift = columns[first] - len(text)
    last = first
    while last < len(cells) and columns[last + 1] - shift <= room - (
        len(_CUT) if beyond or last + 1 < len(cells) else 0
    ):
        last += 1
    text += "".join(cells[first:last]) + (_CUT if beyond or last < len(cells) else "")
    return Excerpt(text, mark[0] - shift, min(mark[1] - shift, cell_len(text)))


def _cells(line: str, page: Page) -> list[str]:
    """Return what each character of the line is shown as."""
    if line.isascii() and line.isprintable():
        return list(line)
    cells: list[str] = []
    column = 0
    for character in line:
        cell = " " * (_TAB - column % _TAB) if character == "\t" else page.fit(visible(character))
        cells.append(cell)
        column += cell_len(cell)
    return cells


def _first(columns: list[int], start: int, end: int, room: int) -> int:
    """Return the first character to show: from the line's start if that keeps the mark in sight."""
    if columns[end] <= room - len(_CUT):
        return 0
    spare = room - 2 * len(_CUT) - (columns[end] - columns[start])
    before = max(0, min(_CONTEXT, spare))
    first = start
    while first and columns[start] - columns[first - 1] <= before:
        first -= 1
    return first
