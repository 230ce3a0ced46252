"""Minimal winning coalitions, counted and listed on a decision diagram.

A coalition is minimal where it wins and loses without any one of its members. Going down the
diagram, two nodes are kept: what the coalition must still win, and what it must still lose, the
union of where it would be without one of its members so far (after Rauzy, "New algorithms for
fault trees analysis", 1993, whose minimal cut sets these are).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

from checker.voting.diagram import LOST, WON, Diagram, types_of
from checker.voting.game import Game
from checker.voting.refusal import TooLarge

Coalition = tuple[str, ...]
"""Players, in the order of the game."""

MOST_PAIRS = 200_000


@dataclass(frozen=True, slots=True)
class Listed:
    """How many coalitions there are, and the smallest of them."""

    count: int
    shown: tuple[Coalition, ...]

    @property
    def complete(self) -> bool:
        return self.count == len(self.shown)


class Minimal:
    """The minimal winning coalitions of a game; ``TooLarge`` where they cannot be counted."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.diagram = Diagram(types_of(game))
        self.levels = len(self.diagram.types.members)
        self.counted: dict[tuple[int, int, int], dict[int, int]] = {}
        self.root = (0, self.diagram.build(game.rule), LOST)
        self.by_size = self._count(*self.root)

    def listed(self, most: int) -> Listed:
        """Return their number, and the first ``most`` by size and by the order of the types."""
        found = (c for size in sorted(self.by_size) for c in self._of_size(size))
        return Listed(sum(self.by_size.values()), tuple(islice(found, most)))

    def _count(self, level: int, win: int, lose: int) -> dict[int, int]:
        """Count by size the choices from the level on that win the one node and lose the other."""
        if win == LOST or lose == WON:
            return {}
        if level == self.levels:
            return {0: 1}
        key = (level, win, lose)
        found = self.counted.get(key)
        if found is None:
            if len(self.counted) >= MOST_PAIRS:
                raise TooLarge(
                    "there are too many ways to be a minimal coalition to count them exactly",
                    "round the weights to a smaller number of votes",
                )
            found = {}
            members = len(self.diagram.types.members[level])
            for k in range(members + 1):
                for size, number in self._count(*self._next(level, win, lose, k)).items():
                    found[size + k] = found.get(size + k, 0) + comb(members, k) * number
            self.counted[key] = found
        return found

    def _next(self, level: int, win: int, lose: int, count: int) -> tuple[int, int, int]:
        diagram = self.diagram
        after = diagram.child(lose, level, count)
        if count:
            after = diagram.disjoin(after, diagram.child(win, level, count - 1))
        return level + 1, diagram.child(win, level, count), after

    def _of_size(self, size: int) -> Iterator[Coalition]:
        for chosen in self._choices(*self.root, size):
            yield from self._picked(chosen)

    def _choices(self, level: int, win: int, lose: int, size: int) -> Iterator[tuple[int, ...]]:
        """Yield how many of each type make one of this size, the most of the first types first."""
        if level == self.levels:
            yield ()
            return
        for k in reversed(range(len(self.diagram.types.members[level]) + 1)):
            after = self._next(level, win, lose, k)
            if size - k in self._count(*after):
                for rest in self._choices(*after, size - k):
                    yield (k, *rest)

    def _picked(self, chosen: tuple[int, ...]) -> Iterator[Coalition]:
        """Yield the coalitions of so many of each type."""

        def pick(level: int, places: tuple[int, ...]) -> Iterator[Coalition]:
            if level == self.levels:
                yield self.game.names(places)
                return
            for some in combinations(self.diagram.types.members[level], chosen[level]):
                yield from pick(level + 1, places + some)

        return pick(0, ())
