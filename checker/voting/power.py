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

from checker.voting.diagram_count import count_by_diagram
from checker.voting.game import Game


@dataclass(frozen=True)
class Power:
    """Each player's power in a game, in the order of its players.

    In a game that nobody wins, or that everybody does, nobody has any: all indices are zero.
    """

    players: tuple[str, ...]
    winning: int
    """The number of coalitions that carry, out of 2^n."""
    swings: Mapping[str, int]
    shapley: Mapping[str, Fraction]

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


@lru_cache(maxsize=64)
def power(game: Game) -> Power:
    """Return the power of every player. Raises ``TooLarge`` where it cannot be counted exactly."""
    counted = count_by_diagram(game)
    return Power(game.players, counted.winning, counted.swings, counted.shapley)
