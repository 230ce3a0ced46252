"""Numbers of provisions: "4", and as treaties in force have them: "1 bis", "IV", "(3)"."""

from __future__ import annotations

import re

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
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


def to_roman(number: int) -> str:
    """Return "IV" for 4."""
    said = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        said += letters * times
    return said


def from_roman(written: str) -> int:
    """Return 4 for "IV", and for "IV bis"; 0 for what does not begin with a Roman numeral."""
    head = written.split(" ")[0]
    value, rest = 0, head
    for worth, letters in _ROMAN:
        while rest.startswith(letters):
            value, rest = value + worth, rest[len(letters) :]
    return value if not rest and to_roman(value) == head else 0
