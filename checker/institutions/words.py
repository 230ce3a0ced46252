"""Numbers and names in sentences about votes."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from treatylang.model.institutions import Institutions, Range
from treatylang.prose.lists import series

MOST_NAMES = 12
"""How many members a sentence names before it counts the rest."""


def percent(share: Fraction, places: int = 1) -> str:
    """Return a share to so many places: "34.1 %", "25 %". The exact number is in the data that
    goes with the sentence."""
    value = round(share * 100, places)
    text = f"{float(value):.{places}f}" if value.denominator != 1 else str(value.numerator)
    return f"{text} %"


def apart(share: Fraction, other: Fraction) -> tuple[str, str]:
    """Return two different shares with as many places as tell them apart."""
    for places in range(1, 9):
        told = percent(share, places), percent(other, places)
        if share == other or told[0] != told[1]:
            return told
    return str(share), str(other)


class Names:
    """The phrases of a draft's members."""

    def __init__(self, draft: Institutions) -> None:
        self.phrases = {
            seat.name: seat.phrase for body in draft.bodies.values() for seat in body.seats
        }

    def of(self, members: Iterable[str], word: str = "and") -> str:
        """Return "A, B and C"; of many, the first ones and how many others."""
        return series(self._said(members), word)

    def set_of(self, members: Iterable[str]) -> str:
        """Return "{ A, B }"."""
        found = self._said(members)
        return f"{{ {', '.join(found)} }}" if found else "{ }"

    def _said(self, members: Iterable[str]) -> list[str]:
        found = [self.phrases.get(name, name) for name in members]
        if len(found) > MOST_NAMES:
            found = [*found[: MOST_NAMES - 1], f"{len(found) - MOST_NAMES + 1} others"]
        return found


def inside(value: Fraction, limits: Range) -> bool:
    """Return whether the value is in the range."""
    low, high = limits.low, limits.high
    if low is not None and (value < low or (limits.low_open and value == low)):
        return False
    return high is None or not (value > high or (limits.high_open and value == high))
