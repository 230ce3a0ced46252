"""All coalitions of a small body, one ballot after another.

The judge of what no single ballot shows: that no so many members carry, that a member never makes
a difference, how much power it has. Unnamed seats of the same classes are interchangeable: a
*pattern* is how many of each kind are in favour, and stands for all coalitions of that kind. Shares
no code with the counting of ``checker.voting``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import comb, factorial, prod

from treatylang.model.institutions import Seat

Carries = Callable[[Collection[str]], bool]

MOST_PATTERNS = 4096
"""A body with more is too large for being gone through."""


@dataclass(frozen=True)
class Roll:
    """The seats of a body by kinds, each kind with the names of its holders."""

    kinds: tuple[tuple[str, ...], ...]

    @property
    def patterns(self) -> int:
        return prod(len(kind) + 1 for kind in self.kinds)

    @cached_property
    def members(self) -> int:
        return sum(len(kind) for kind in self.kinds)

    def all(self) -> Iterator[tuple[int, ...]]:
        """Yield every pattern: how many of each kind are in favour."""
        return product(*(range(len(kind) + 1) for kind in self.kinds))

    def names(self, pattern: Sequence[int]) -> frozenset[str]:
        """Return one coalition of the pattern."""
        return frozenset(
            name for kind, number in zip(self.kinds, pattern, strict=True) for name in kind[:number]
        )


def roll(seats: Sequence[Seat], without: Collection[str] = ()) -> Roll | None:
    """Return the seats by kinds, or None where there are too many patterns to go through."""
    kinds: dict[object, list[str]] = {}
    for seat in seats:
        if seat.name not in without:
            kinds.setdefault(seat.name if seat.named else seat.classes, []).append(seat.name)
    found = Roll(tuple(tuple(kind) for kind in kinds.values()))
    return found if found.patterns <= MOST_PATTERNS else None


def none_carry(found: Roll, among: Collection[str], size: int, carries: Carries) -> bool:
    """Return whether no ``size`` members (or fewer) of those named carry by themselves."""
    ours = [not set(kind).isdisjoint(among) for kind in found.kinds]
    return not any(
        carries(found.names(pattern))
        for pattern in found.all()
        if sum(pattern) <= size
        and all(few == 0 or mine for few, mine in zip(pattern, ours, strict=True))
    )


def swings(found: Roll, carries: Carries) -> Mapping[str, Sequence[int]]:
    """Return, for each member, how many coalitions of each size of the others fail without it and
    carry with it."""
    wins = {pattern: carries(found.names(pattern)) for pattern in found.all()}
    made: dict[str, list[int]] = {}
    for at, kind in enumerate(found.kinds):
        counts = [0] * found.members
        for pattern, carried in wins.items():
            if carried or pattern[at] == len(kind):
                continue
            joined = (*pattern[:at], pattern[at] + 1, *pattern[at + 1 :])
            if wins[joined]:
                ways = prod(
                    comb(len(other) - (place == at), few)
                    for place, (other, few) in enumerate(zip(found.kinds, pattern, strict=True))
                )
                counts[sum(pattern)] += ways
        made |= dict.fromkeys(kind, counts)
    return made


def banzhaf(made: Mapping[str, Sequence[int]]) -> dict[str, Fraction]:
    """Return each member's swings out of all swings (Banzhaf 1965)."""
    total = sum(sum(counts) for counts in made.values()) or 1
    return {name: Fraction(sum(counts), total) for name, counts in made.items()}


def penrose(made: Mapping[str, Sequence[int]]) -> dict[str, Fraction]:
    """Return each member's swings out of the coalitions of the others (Penrose 1946)."""
    others = 2 ** (len(made) - 1)
    return {name: Fraction(sum(counts), others) for name, counts in made.items()}


def shapley(made: Mapping[str, Sequence[int]]) -> dict[str, Fraction]:
    """Return in how many of the orders of joining each is the one that turns the coalition
    (Shapley and Shubik 1954)."""
    number = len(made)
    return {
        name: sum(
            (
                Fraction(count * factorial(size) * factorial(number - 1 - size), factorial(number))
                for size, count in enumerate(counts)
            ),
            Fraction(0),
        )
        for name, counts in made.items()
    }
