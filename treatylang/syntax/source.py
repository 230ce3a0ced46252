"""Where a thing stands in the source: every node of the AST and of the model carries a Place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A half-open range of characters of one source file.

    ``path`` is relative to the project root with ``/`` between its parts, so that reports are the
    same on every machine; ``start`` and ``end`` are offsets in characters; ``line`` and ``column``
    count from one and give the place of ``start``.
    """

    path: str
    start: int
    end: int
    line: int
    column: int

    def to(self, other: Place) -> Place:
        """Return the range from the start of this place to the end of ``other``."""
        return Place(self.path, self.start, max(self.end, other.end), self.line, self.column)


NOWHERE = Place("", 0, 0, 0, 0)
"""The place of what is built in (``entry_into_force``, the units of time)."""
