"""Indices of power: how often a member makes the difference, exactly.

A *swing* of a member is a coalition of others that loses without it and wins with it.

- Penrose (1946), absolute Banzhaf: swings out of the 2^(n-1) coalitions of the others.
- Banzhaf (1965), normalised: swings out of all members' swings.
- Shapley and Shubik (1954): in how many of the n! orders of joining the member turns the
  coalition into one that wins; a swing of s others counts s! (n-1-s)! / n!.
- Coleman (1971): the power of the body to act, of a member to prevent and to initiate action.

Felsenthal and Machover, The Measurement of Voting Power (1998), ch. 2, 3 and 6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from checker.voting.count import count
from checker.voting.game import Game
from checker.voting.tally import shapley_value


@dataclass(frozen=True)
class Swings:
    """How often each player makes the difference in a game, in the order of its players.

    In a game that nobody wins, or that everybody does, nobody does: all indices are zero.
    """

    players: tuple[str, ...]
    winning: int
    """The number of coalitions that carry, out of 2^n."""
    swings: Mapping[str, int]

    @cached_property
    def penrose(self) -> Mapping[str, Fraction]:
        half = 1 << max(0, len(self.players) - 1)
        return {name: Fraction(number, half) for name, number in self.swings.items()}

    @cached_property
    def banzhaf(self) -> Mapping[str, Fraction]:
        total = sum(self.swings.values()) or 1
        return {name: Fraction(number, total) for name, number in self.swings.items()}

    @property
    def efficiency(self) -> Fraction:
        """Coleman's power of the collectivity to act: the share of coalitions that carry."""
        return Fraction(self.winning, 1 << len(self.players))

    @cached_property
    def preventive(self) -> Mapping[str, Fraction]:
        """Coleman's power to prevent: the share of winning coalitions that a member can undo."""
        return {n: Fraction(number, self.winning or 1) for n, number in self.swings.items()}

    @cached_property
    def initiative(self) -> Mapping[str, Fraction]:
        """Coleman's power to initiate: the share of losing coalitions that a member can save."""
        losing = (1 << len(self.players)) - self.winning
        return {n: Fraction(number, losing or 1) for n, number in self.swings.items()}


@dataclass(frozen=True)
class Power(Swings):
    """The swings, and the index that also asks in which order members join."""

    shapley: Mapping[str, Fraction]


@lru_cache(maxsize=64)
def swings(game: Game) -> Swings:
    """Return what needs no orders: both Banzhaf indices and Coleman's.

    Within reach for larger games than ``power``. Raises ``TooLarge`` beyond it.
    """
    tally = count(game, by_size=False)
    made = {name: sum(tally.swings[i]) for i, name in enumerate(game.players)}
    return Swings(game.players, sum(tally.winning), made)


@lru_cache(maxsize=64)
def power(game: Game) -> Power:
    """Return all indices of every player. Raises ``TooLarge`` where they cannot be counted."""
    n = len(game.players)
    tally = count(game, by_size=True)
    values: dict[tuple[int, ...], Fraction] = {}
    for numbers in tally.swings.values():
        key = tuple(numbers)
        if key not in values:
            values[key] = shapley_value(key, n)
    return Power(
        game.players,
        sum(tally.winning),
        {name: sum(tally.swings[i]) for i, name in enumerate(game.players)},
        {name: values[tuple(tally.swings[i])] for i, name in enumerate(game.players)},
    )
