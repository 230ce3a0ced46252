"""Claims on random rules: proved just where no coalition of all there are refutes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.institutions import robust, stages
from checker.institutions.claims import Judge, Status, judged
from checker.institutions.evidence import Powerful, recounted, replayed
from checker.institutions.ruling import vote_ruling
from checker.solve import Solver
from checker.voting.refusal import Refused
from tests.checker.institutions.random_drafts import drafts, subsets
from treatylang.evaluate.ballot import BallotError, decided, in_favour
from treatylang.evaluate.weighing import all_votes
from treatylang.model.institutions import (
    Index,
    Institutions,
    NeededClaim,
    PowerClaim,
    Range,
    Role,
    RoleClaim,
    ShareClaim,
    Tolerance,
    Votes,
)

Wins = Callable[[tuple[str, ...]], bool]
TOLERANCE = Tolerance((), Fraction(1, 5))

ROLES = st.builds(
    RoleClaim,
    st.sampled_from([(), (), ("A",), ("A", "B")]),
    st.just(None),
    st.sampled_from([1, 2]),
    st.sampled_from(Role),
    st.booleans(),
    st.just("v"),
)
NEEDED = st.builds(
    NeededClaim, st.integers(1, 3), st.sampled_from([None, "Big"]),
    st.sampled_from(["", "any", "some"]), st.just("v"),
)  # fmt: skip
SHARES = st.builds(
    ShareClaim, st.sampled_from([(), ("A",), ("A", "B")]), st.just(Votes("w")), st.just("Council"),
    st.builds(Range, st.just(None), st.sampled_from([Fraction(1, 3), Fraction(1, 2)])),
)  # fmt: skip


def ballots(draft: Institutions, parties: tuple[str, ...]) -> Wins:
    """Return the judge's own reading of the vote, for everybody else against."""
    votes = all_votes(draft)
    body, vote = draft.bodies["Council"], draft.votes["v"]

    def wins(coalition: tuple[str, ...]) -> bool:
        aside = frozenset(parties)
        return decided(vote, in_favour(body, coalition, votes, draft.figures, aside))

    return wins


def has_role(wins: Wins, players: tuple[str, ...], group: tuple[str, ...], role: Role) -> bool:
    others = tuple(name for name in players if name not in group)
    if role is Role.VETO:
        return not wins(others)
    if role is Role.DECISIVE:
        return wins(group)
    if role is Role.DICTATOR:
        return wins(group) and not wins(others)
    return all(
        wins(coalition) is wins(tuple(n for n in coalition if n not in group))
        for coalition in subsets(players)
    )


def expected(draft: Institutions, claim: RoleClaim | NeededClaim) -> bool | None:
    """Return whether the claim is true, by trying everything; None where it is about nobody."""
    names = tuple(seat.name for seat in draft.bodies["Council"].seats)
    looked_at, true = False, True
    for parties in combinations(names, draft.votes["v"].parties):
        wins = ballots(draft, parties)
        players = tuple(name for name in names if name not in parties)
        if isinstance(claim, RoleClaim):
            size = len(claim.members) or claim.size
            groups = [claim.members] if claim.members else combinations(names, size)
            for group in groups:
                if set(group) & set(parties):
                    continue
                looked_at = True
                true &= has_role(wins, players, group, claim.role) is claim.holds
            continue
        members = {seat.name for seat in draft.bodies["Council"].of(claim.of)}
        if len(members) < claim.count:
            return None
        ours = tuple(name for name in players if name in members)
        if claim.enough and len(ours) < claim.count:
            continue
        looked_at = True
        if claim.enough == "":
            true &= not any(
                wins(found) and sum(n in ours for n in found) < claim.count
                for found in subsets(players)
            )
        elif claim.enough == "any":
            true &= all(wins(found) for found in combinations(ours, claim.count))
        else:
            true &= any(wins(found) for found in combinations(ours, claim.count))
    return true if looked_at else None


@given(drafts(), st.one_of(ROLES, NEEDED))
@settings(max_examples=250, deadline=None)
def test_a_claim_is_proved_where_no_coalition_refutes_it(
    draft: Institutions, claim: RoleClaim | NeededClaim
) -> None:
    try:
        verdict = judged(Judge(draft), claim)
        truth = expected(draft, claim)
    except (Refused, BallotError):
        return
    if truth is None:
        assert verdict.status is Status.VACUOUS
        return
    assert verdict.status is (Status.HOLDS if truth else Status.REFUTED), verdict.why
    assert replayed(draft, verdict.evidence)
    assert recounted(draft, verdict.evidence) is not False
    assert truth or verdict.evidence.outcomes, "refuted by nothing"


@given(drafts(), st.sampled_from(Index), st.sampled_from([("A",), ("A", "B")]))
@settings(max_examples=100, deadline=None)
def test_power_is_counted_again(
    draft: Institutions, index: Index, members: tuple[str, ...]
) -> None:
    # No index is above one: whoever claims it is told the figure, and the evaluator finds it too.
    above = Range(low=Fraction(1), low_open=True)
    try:
        verdict = judged(Judge(draft), PowerClaim(members, index, "v", above))
    except Refused:
        return
    if verdict.status in (Status.VACUOUS, Status.UNDECIDED):
        return
    assert verdict.status is Status.REFUTED
    assert verdict.evidence.outcomes
    assert replayed(draft, verdict.evidence)
    assert recounted(draft, verdict.evidence) is True
    (found,) = verdict.evidence.counts
    assert isinstance(found, Powerful)
    wrong = replace(found, value=found.value + Fraction(1, 10**6))
    assert recounted(draft, replace(verdict.evidence, counts=(wrong,))) is False


@given(drafts(), st.one_of(ROLES, NEEDED, SHARES))
@settings(max_examples=60, deadline=None)
def test_what_holds_for_all_data_holds_for_the_declared_and_what_fails_is_shown(
    draft: Institutions, claim: RoleClaim | NeededClaim | ShareClaim
) -> None:
    judge = Judge(draft)
    try:
        plain = judged(judge, claim)
        wide = robust.verdict(judge, claim, TOLERANCE, judged, Solver())
    except Refused:
        return
    if wide.status is Status.HOLDS:
        assert plain.status is Status.HOLDS
        for figures in corners(draft):
            assert judged(Judge(figures), claim).status is Status.HOLDS
    elif wide.status is Status.REFUTED:
        assert replayed(draft, wide.evidence)
        for key, value in (wide.evidence.figures or {}).items():
            assert abs(value - draft.figures[key]) <= TOLERANCE.within * draft.figures[key]


def corners(draft: Institutions) -> list[Institutions]:
    """Return the draft with one figure at a time at the ends of what it may be."""
    found = []
    for key, value in draft.figures.items():
        for factor in (1 - TOLERANCE.within, 1 + TOLERANCE.within):
            found.append(robust.with_figures(draft, {key: value * factor}))
    return found


@given(drafts())
@settings(max_examples=100, deadline=None)
def test_a_rule_is_no_weaker_than_itself_and_consensus_is_the_strictest(
    draft: Institutions,
) -> None:
    judge = Judge(draft)
    ruling = vote_ruling(draft.votes["v"])
    try:
        assert stages.not_weaker(judge, ruling, ruling) is None
    except Refused:
        return
