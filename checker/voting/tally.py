"""Counts of winning coalitions and of swings, by size, and what they say of related games."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial


@dataclass(frozen=True, slots=True)
class Tally:
    """Coalitions that carry, and each player's swings (by position), by the number of members.

    ``winning`` has n + 1 numbers, a player's swings n: a swing counts by the number of the *others*
    in it. Where sizes were not kept apart, each list has the total as its only number.
    """

    winning: list[int]
    swings: dict[int, list[int]]


def mirrored(tally: Tally, n: int) -> Tally:
    """Turn the tally of a game of n players into that of its dual.

    A coalition carries there if its complement loses here; a player swings with the others whom
    its swing here leaves out.
    """
    if len(tally.winning) == 1 < n + 1:
        return Tally([(1 << n) - tally.winning[0]], tally.swings)
    losing = [comb(n, size) - number for size, number in enumerate(tally.winning)]
    return Tally(losing[::-1], {i: numbers[::-1] for i, numbers in tally.swings.items()})


def with_vetoes(tally: Tally, vetoes: Sequence[int], others: Sequence[int]) -> Tally:
    """Turn the tally among the others into that of the game in which it takes all vetoes too."""
    sized = len(tally.winning) == len(others) + 1 and bool(others)
    if not sized and others:
        swings = {place: tally.swings[i] for i, place in enumerate(others)}
        return Tally(tally.winning, swings | dict.fromkeys(vetoes, tally.winning))
    some = [0] * len(vetoes)
    swings = {place: some + tally.swings[i] for i, place in enumerate(others)}
    return Tally(some + tally.winning, swings | dict.fromkeys(vetoes, some[1:] + tally.winning))


def shapley_value(by_size: Sequence[int], n: int) -> Fraction:
    """Return Shapley and Shubik's index of swings counted by the number of others in them."""
    numerator = sum(
        number * factorial(size) * factorial(n - 1 - size)
        for size, number in enumerate(by_size)
        if number
    )
    return Fraction(numerator, factorial(n))
