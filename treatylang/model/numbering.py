"""Numbers of provisions: "4", and as treaties in force have them: "1 bis", "IV", "(3)"."""

from __future__ import annotations

import re

_OUTSIDE = re.compile(r"^[\W_]+|[\W_]+$")
_LEADING = re.compile(r"[0-9]+")


def bare(printed: str) -> str:
    """Return a number as it is cited, from how it is printed: "1 bis" for "1 bis.", "3" for
    "(3)"."""
    return _OUTSIDE.sub("", printed)


def count(pinned: str, before: int) -> int:
    """Return how far numbers are counted after one: from the number before it, or as it is pinned
    (1 for "1 bis"; where it does not begin with a figure, one further)."""
    leading = _LEADING.match(pinned)
    return int(leading[0]) if leading and len(leading[0]) < 10 else before + 1
