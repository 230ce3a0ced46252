"""Wrap sentences at a number of columns, wide characters counted as the terminal shows them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of at most ``width`` columns; wide characters break anywhere."""
    lines: list[str] = []
    line = ""
    used = 0
    for gap, piece in _pieces(text, width):
        size = cell_len(piece)
        if line and used + len(gap) + size > width:
            lines.append(line)
            line, used = piece, size
        else:
            line += (gap if line else "") + piece
            used = cell_len(line)
    return [*lines, line] if line or not lines else lines


def _pieces(text: str, width: int) -> Iterator[tuple[str, str]]:
    """Yield what may not be broken, each with the blank before it."""
    for word in text.split(" "):
        gap = " "
        for piece in _breakable(word, width):
            yield gap, piece
            gap = ""


def _breakable(word: str, width: int) -> Iterator[str]:
    if word.isascii() and 0 < len(word) <= width:
        yield word
        return
    run = ""
    for character in word:
        size = cell_len(character)
        if run and (size == 2 or cell_len(run[-1]) == 2 or cell_len(run) + size > width):
            yield run
            run = ""
        run += character
    if run:
        yield run
