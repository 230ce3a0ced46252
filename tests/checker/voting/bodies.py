"""Bodies, weights and rules written by hand, and the plain 2^n count that judges all others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import factorial

from checker.voting.game import Game
from treatylang.model.institutions import (
    AllOf,
    AnyOf,
    Base,
    Body,
    Consent,
    Count,
    FewOpposed,
    Heads,
    Institutions,
    Requirement,
    Seat,
    Share,
    Threshold,
    Votes,
    Weights,
)
from treatylang.syntax.source import Place

HERE = Place("rule.treaty", 0, 1, 1, 1)
ALL = Base.MEMBERS


def seats(names: Iterable[str], classes: Mapping[str, Iterable[str]] | None = None) -> list[Seat]:
    """Named seats; ``classes`` says who is in which class."""
    of: dict[str, set[str]] = {}
    for kind, members in (classes or {}).items():
        for name in members:
            of.setdefault(name, set()).add(kind)
    return [Seat(name, name, frozenset(of.get(name, ())), True) for name in names]


def institutions(
    members: Sequence[Seat],
    votes: Mapping[str, Mapping[str, int | Fraction]] | None = None,
    figures: Mapping[str, Mapping[str, int | Fraction]] | None = None,
    weights: Iterable[Weights] = (),
) -> Institutions:
    """A body "Council" with literal weights, figures and formulas."""
    listed = [
        Weights(name, "Council", name, HERE, {k: Fraction(v) for k, v in table.items()})
        for name, table in (votes or {}).items()
    ]
    declared = {
        (quantity, name): Fraction(value)
        for quantity, table in (figures or {}).items()
        for name, value in table.items()
    }
    return Institutions(
        bodies={"Council": Body("Council", tuple(members), HERE)},
        weights={item.name: item for item in (*listed, *weights)},
        votes={},
        procedures={},
        entries=(),
        withdrawals=(),
        amendments=(),
        decisions=(),
        claims=(),
        figures=declared,
    )


def heads(number: int, of: str | None = None, strict: bool = False) -> Threshold:
    return Threshold(Heads(of), Count(Fraction(number)), strict, ALL, HERE)


def votes(number: int, weights: str = "votes") -> Threshold:
    return Threshold(Votes(weights), Count(Fraction(number)), False, ALL, HERE)


def share(measure: Heads | Votes, value: Fraction, strict: bool = False) -> Threshold:
    return Threshold(measure, Share(value), strict, ALL, HERE)


def consent(*members: str) -> Consent:
    return Consent(members, True, HERE)


def every(*parts: Requirement) -> AllOf:
    return AllOf(parts, HERE)


def some(*parts: Requirement) -> AnyOf:
    return AnyOf(parts, HERE)


def few_opposed(number: int) -> FewOpposed:
    return FewOpposed(Heads(), Count(Fraction(number)), HERE)


@dataclass(frozen=True)
class Enumerated:
    """Everything about a game, by going through its 2^n coalitions."""

    winning: frozenset[frozenset[str]]
    swings: Mapping[str, int]
    shapley: Mapping[str, Fraction]
    minimal: frozenset[frozenset[str]]


def enumerated(game: Game) -> Enumerated:
    players = game.players
    n = len(players)
    subsets = [frozenset(c) for k in range(n + 1) for c in combinations(players, k)]
    winning = frozenset(c for c in subsets if game.wins(c))
    swings = dict.fromkeys(players, 0)
    shapley = dict.fromkeys(players, Fraction(0))
    for coalition in winning:
        for name in coalition:
            if coalition - {name} not in winning:
                swings[name] += 1
                size = len(coalition) - 1
                shapley[name] += Fraction(factorial(size) * factorial(n - 1 - size), factorial(n))
    minimal = frozenset(c for c in winning if all(c - {name} not in winning for name in c))
    return Enumerated(winning, swings, shapley, minimal)
