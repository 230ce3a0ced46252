"""Places in a text and positions of the protocol: lines from zero, columns in UTF-16 units."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from lsprotocol.types import Position, Range

from treatylang.syntax.source import Place


@dataclass(frozen=True)
class Lines:
    """A text with the starts of its lines."""

    text: str

    @cached_property
    def starts(self) -> list[int]:
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """Return where a character stands; beyond the end, the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.starts, offset) - 1
        return Position(line, _units(self.text[self.starts[line] : offset]))

    def offset(self, position: Position) -> int:
        """Return the character at a position; beyond the end of a line, its end."""
        if position.line >= len(self.starts):
            return len(self.text)
        start = self.starts[position.line]
        end = self.text.find("\n", start)
        line = self.text[start : end if end >= 0 else len(self.text)]
        left = position.character
        for at, sign in enumerate(line):
            if left <= 0:
                return start + at
            left -= _units(sign)
        return start + len(line)

    def range(self, place: Place) -> Range:
        """Return the range of a place."""
        return self.between(place.start, place.end)

    def between(self, start: int, end: int) -> Range:
        return Range(self.position(start), self.position(max(start, end)))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
