"""Bodies and rules written by hand, for tests of the arithmetic of votes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from treatylang.evaluate.ballot import Ballot, Cast, decided
from treatylang.model.institutions import (
    AllOf,
    AnyOf,
    Base,
    Body,
    Count,
    Heads,
    Measure,
    Requirement,
    Seat,
    Share,
    Threshold,
    Vote,
    Votes,
)
from treatylang.syntax.source import NOWHERE

WEIGHT = Votes("weight")


def body(*names: str, **classes: str) -> Body:
    """Return a body of these members; ``P="A B"`` puts A and B into the class P."""
    seats = (
        Seat(name, name, frozenset(c for c, who in classes.items() if name in who.split()), True)
        for name in names
    )
    return Body("Council", tuple(seats), NOWHERE)


def at_least(
    amount: int | str, measure: Measure = WEIGHT, base: Base = Base.MEMBERS, strict: bool = False
) -> Threshold:
    """Return a threshold: a number ("260"), or a share of the whole ("2/3")."""
    value = Fraction(amount)
    fixed = isinstance(amount, int)
    return Threshold(measure, Count(value) if fixed else Share(value), strict, base, NOWHERE)


def more_than(amount: int | str, measure: Measure = WEIGHT, base: Base = Base.MEMBERS) -> Threshold:
    return at_least(amount, measure, base, strict=True)


def both(*parts: Requirement) -> AllOf:
    return AllOf(parts, NOWHERE)


def either(*parts: Requirement) -> AnyOf:
    return AnyOf(parts, NOWHERE)


def vote(rule: Requirement, parties: int = 0, abstaining: bool = False) -> Vote:
    return Vote("rule", "Council", rule, "the rule", NOWHERE, parties, abstaining)


HEADS = Heads()


def carries(
    who: Body,
    rule: Requirement | Vote,
    cast: str,
    weights: Mapping[str, int | str] | None = None,
    parties: str = "",
) -> bool:
    """Return whether a ballot such as "++-0." carries: for, against, abstaining, absent."""
    kinds = {"+": Cast.FOR, "-": Cast.AGAINST, "0": Cast.ABSTAINING, ".": Cast.ABSENT}
    ballot = Ballot(
        who,
        {seat.name: kinds[sign] for seat, sign in zip(who.seats, cast, strict=True)},
        {"weight": {name: Fraction(votes) for name, votes in (weights or {}).items()}},
        {},
        frozenset(parties.split()),
    )
    return decided(rule if isinstance(rule, Vote) else vote(rule), ballot)
