"""One ballot at a time: who voted how, and whether that carries.

The judge of every coalition that the checker shows as a witness. It adds up what each member cast
and reads the rule as it stands, and shares no code with the arithmetic of ``checker.voting``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from treatylang.model.institutions import (
    AllOf,
    Amount,
    Amounts,
    AnyOf,
    Base,
    Body,
    Consensus,
    Consent,
    Count,
    FewOpposed,
    Greater,
    Heads,
    Measure,
    Quorum,
    Requirement,
    Seat,
    Share,
    Threshold,
    Vote,
)


class Cast(Enum):
    """What a member does when the vote is taken."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINING = "abstaining"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Ballot:
    """What each member of the body cast (against, where nothing is said), and what each has.

    ``votes`` are the weights by their name, ``figures`` the declared quantities. ``parties`` are
    the parties to the dispute, who take no part.
    """

    body: Body
    cast: Mapping[str, Cast]
    votes: Mapping[str, Mapping[str, Fraction]]
    figures: Mapping[tuple[str, str], Fraction]
    parties: frozenset[str] = frozenset()

    def of(self, seat: Seat) -> Cast:
        return self.cast.get(seat.name, Cast.AGAINST)


class BallotError(ValueError):
    """The rule asks for a figure that the ballot lacks, or for more parties than it has."""


def in_favour(
    body: Body,
    coalition: Iterable[str],
    votes: Mapping[str, Mapping[str, Fraction]],
    figures: Mapping[tuple[str, str], Fraction],
    parties: frozenset[str] = frozenset(),
) -> Ballot:
    """Return the ballot in which the coalition is in favour and everybody else against."""
    cast = dict.fromkeys(coalition, Cast.FOR)
    return Ballot(body, cast, votes, figures, parties)


def decided(vote: Vote, ballot: Ballot) -> bool:
    """Return whether the ballot carries under the voting rule, parties to the dispute set aside.

    Parties who only abstain count in the base; others do not count at all. Their consent is not
    asked either way. Raises BallotError where the ballot has another number of parties than the
    rule speaks of, or lacks a figure.
    """
    if len(ballot.parties) != vote.parties:
        raise BallotError(f"{vote.name} is about {vote.parties} parties to the dispute")
    if not ballot.parties:
        return carried(vote.rule, ballot)
    if vote.abstaining:
        aside = dict.fromkeys(ballot.parties, Cast.ABSTAINING)
        return carried(vote.rule, replace(ballot, cast={**ballot.cast, **aside}))
    seats = tuple(seat for seat in ballot.body.seats if seat.name not in ballot.parties)
    body = Body(ballot.body.name, seats, ballot.body.place)
    return carried(vote.rule, replace(ballot, body=body))


def carried(rule: Requirement, ballot: Ballot) -> bool:
    """Return whether the ballot meets the requirement. Raises BallotError for a missing figure."""
    if isinstance(rule, AllOf):
        return all(carried(part, ballot) for part in rule.parts)
    if isinstance(rule, AnyOf):
        return any(carried(part, ballot) for part in rule.parts)
    if isinstance(rule, Consensus):
        return not _those(ballot, lambda cast: cast is Cast.AGAINST)
    if isinstance(rule, Consent):
        named = {seat for name in rule.members for seat in ballot.body.of(name)}
        asked = [seat for seat in named if seat.name not in ballot.parties]
        given = {Cast.FOR} if not rule.objection else set(Cast) - {Cast.AGAINST}
        return all(ballot.of(seat) in given for seat in asked)
    if isinstance(rule, FewOpposed):
        opposed = _those(ballot, lambda cast: cast is not Cast.FOR)
        needed = _amount(rule.amount, rule.measure, ballot, ballot.body.seats)
        return _measured(rule.measure, ballot, opposed) < needed
    if isinstance(rule, Quorum):
        present = _those(ballot, lambda cast: cast is not Cast.ABSENT)
        reached = _measured(rule.measure, ballot, present)
        needed = _amount(rule.amount, rule.measure, ballot, ballot.body.seats)
    else:
        reached = _measured(rule.measure, ballot, _those(ballot, lambda cast: cast is Cast.FOR))
        needed = _amount(rule.amount, rule.measure, ballot, _base(rule, ballot))
    return reached > needed if rule.strict else reached >= needed


def _those(ballot: Ballot, wanted: Callable[[Cast], bool]) -> tuple[Seat, ...]:
    return tuple(seat for seat in ballot.body.seats if wanted(ballot.of(seat)))


def _base(rule: Threshold, ballot: Ballot) -> tuple[Seat, ...]:
    """Return those of whom a share is a share."""
    if rule.base is Base.PRESENT:
        return _those(ballot, lambda cast: cast is not Cast.ABSENT)
    if rule.base is Base.VOTING:
        return _those(ballot, lambda cast: cast in (Cast.FOR, Cast.AGAINST))
    return ballot.body.seats


def _measured(measure: Measure, ballot: Ballot, seats: Iterable[Seat]) -> Fraction:
    """Return how much of the measure the seats have together."""
    concerned = [
        seat
        for seat in seats
        if measure.of is None or measure.of == seat.name or measure.of in seat.classes
    ]
    if isinstance(measure, Heads):
        return Fraction(len(concerned))
    return sum((_has(measure, ballot, seat) for seat in concerned), Fraction(0))


def _has(measure: Measure, ballot: Ballot, seat: Seat) -> Fraction:
    try:
        if isinstance(measure, Amounts):
            return ballot.figures[measure.quantity, seat.name]
        assert not isinstance(measure, Heads)
        return ballot.votes[measure.weights][seat.name]
    except KeyError:
        what = measure.quantity if isinstance(measure, Amounts) else "weight"
        raise BallotError(f"no {what} is given for {seat.phrase}") from None


def _amount(amount: Amount, measure: Measure, ballot: Ballot, base: Iterable[Seat]) -> Fraction:
    if isinstance(amount, Count):
        return amount.value
    seats = tuple(base)
    if isinstance(amount, Share):
        return amount.value * _measured(measure, ballot, seats)
    amounts = [_amount(part, measure, ballot, seats) for part in amount.amounts]
    return max(amounts) if isinstance(amount, Greater) else min(amounts)
