"""What shows that a claim is false: coalitions with what becomes of them, replayed one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.institutions.ruling import Ruling
from treatylang.evaluate import coalitions
from treatylang.evaluate.ballot import BallotError, decided, in_favour
from treatylang.evaluate.weighing import Weighed
from treatylang.model.institutions import (
    Amounts,
    Heads,
    Index,
    Institutions,
    Seat,
    ShareClaim,
    Vote,
)

Figures = Mapping[tuple[str, str], Fraction]
Votes = Mapping[str, Mapping[str, Fraction]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The coalition votes in favour and everybody else against: does the ruling carry?"""

    ruling: Ruling
    coalition: tuple[str, ...]
    carries: bool
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """The members have this share of what the claim measures."""

    claim: ShareClaim
    members: tuple[str, ...]
    share: Fraction


@dataclass(frozen=True, slots=True)
class NoneOf:
    """No ``size`` of the members carry by themselves."""

    ruling: Ruling
    members: tuple[str, ...]
    size: int
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Powerful:
    """The members have so much power together; an ``index`` of None is being a dummy (nought by
    every index)."""

    ruling: Ruling
    members: tuple[str, ...]
    index: Index | None
    value: Fraction
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """All outcomes and shares are so: in the draft's institutions, in these ``institutions``
    where some are given, and with these ``figures`` in place of theirs.

    What is said of all coalitions, in ``counts``, is gone through where the body is small enough.
    """

    outcomes: tuple[Outcome, ...]
    figures: Figures | None = None
    shares: tuple[Shared, ...] = ()
    institutions: Institutions | None = None
    counts: tuple[NoneOf | Powerful, ...] = ()


NO_EVIDENCE = Evidence(())


def replayed(draft: Institutions, evidence: Evidence) -> bool:
    """Return whether the evaluator of ballots finds every outcome to be as it is told."""
    draft = _meant(draft, evidence)
    try:
        votes = Weighed(draft)
        return all(
            _carries(draft, item, votes) is item.carries for item in evidence.outcomes
        ) and all(_share(draft, item, votes) == item.share for item in evidence.shares)
    except (BallotError, ZeroDivisionError):
        return False


def recounted(draft: Institutions, evidence: Evidence) -> bool | None:
    """Return whether the evaluator of ballots, going through all coalitions, finds what is said of
    all of them to be so; None where nothing is, or there are too many."""
    draft = _meant(draft, evidence)
    votes = Weighed(draft)
    try:
        found = [_counted(draft, item, votes) for item in evidence.counts]
    except BallotError:
        return False
    return None if not found or None in found else all(found)


def _meant(draft: Institutions, evidence: Evidence) -> Institutions:
    draft = evidence.institutions or draft
    if evidence.figures is not None:
        draft = replace(draft, figures={**draft.figures, **evidence.figures})
    return draft


def _counted(draft: Institutions, item: NoneOf | Powerful, votes: Votes) -> bool | None:
    roll = coalitions.roll(item.ruling.seats(draft), item.parties)
    if roll is None:
        return None

    def carries(coalition: Collection[str]) -> bool:
        outcome = Outcome(item.ruling, tuple(coalition), True, item.parties)
        return _carries(draft, outcome, votes)

    if isinstance(item, NoneOf):
        return coalitions.none_carry(roll, item.members, item.size, carries)
    made = coalitions.swings(roll, carries)
    if item.index is None:
        return not any(sum(made[name]) for name in item.members)
    index = {
        Index.BANZHAF: coalitions.banzhaf,
        Index.PENROSE: coalitions.penrose,
        Index.SHAPLEY: coalitions.shapley,
    }[item.index](made)
    return sum((index[name] for name in item.members), Fraction(0)) == item.value


def _share(draft: Institutions, item: Shared, votes: Votes) -> Fraction:
    body = draft.bodies[item.claim.body]
    measure = item.claim.measure

    def has(seat: Seat) -> Fraction:
        if isinstance(measure, Heads):
            return Fraction(1)
        if isinstance(measure, Amounts):
            return draft.figures[measure.quantity, seat.name]
        return votes[measure.weights][seat.name]

    seats = body.of(measure.of)
    whole = sum((has(seat) for seat in seats), Fraction(0))
    return sum((has(seat) for seat in seats if seat.name in item.members), Fraction(0)) / whole


def _carries(draft: Institutions, outcome: Outcome, votes: Votes) -> bool:
    """A ruling carries where the same supporters carry each of its votes."""

    def by(vote: Vote) -> bool:
        body = draft.bodies[vote.body]
        seats = {seat.name for seat in body.seats}
        supporters = [name for name in outcome.coalition if name in seats]
        parties = frozenset(outcome.parties)
        return decided(vote, in_favour(body, supporters, votes, draft.figures, parties))

    return all(by(vote) for vote in outcome.ruling.votes)
