"""Each claim of a draft: silent where it is proved, told where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.institutions import protection, robust, rules, stages
from checker.institutions.claims import Judge, Status, Verdict, judged, undecided
from checker.institutions.telling import Teller
from checker.voting.refusal import Refused
from treatylang.findings import Member
from treatylang.model.draft import Draft
from treatylang.model.institutions import (
    Claim,
    EntrenchedClaim,
    EntryClaim,
    NeededClaim,
    PowerClaim,
    ProcedureClaim,
    RoleClaim,
    ShareClaim,
    Statement,
    Votes,
)


@dataclass(frozen=True, slots=True)
class Judged:
    claim: Claim
    verdict: Verdict


def verdicts(teller: Teller) -> Iterator[Judged]:
    """Judge every claim, in the order of the draft."""
    solver = teller.run.solver
    for claim in teller.institutions.claims:
        known = len(solver.open)
        try:
            found = verdict(teller, claim)
        except Refused as refused:
            found = undecided(refused.reason)
            del solver.open[known:]  # Reported with the claim.
        yield Judged(claim, found)


def verdict(teller: Teller, claim: Claim) -> Verdict:
    """Judge one claim. Raises Refused where a weight or a figure cannot be computed."""

    def exact(judge: Judge, statement: Statement) -> Verdict:
        return judged_exactly(teller.draft, judge, statement)

    if claim.tolerance is not None:
        solver = teller.run.solver
        return robust.verdict(teller.judge, claim.statement, claim.tolerance, exact, solver)
    return exact(teller.judge, claim.statement)


def judged_exactly(draft: Draft, judge: Judge, statement: Statement) -> Verdict:
    """Judge a statement for one set of figures. Raises Refused where one is missing."""
    if isinstance(statement, ProcedureClaim):
        return stages.claim(judge, statement)
    if isinstance(statement, EntrenchedClaim):
        return protection.claim(judge, draft, statement)
    return judged(judge, statement)


def tell(teller: Teller) -> None:
    """Tell what became of the claims that are not proved."""
    for item in verdicts(teller):
        claim, found = item.claim, item.verdict
        members = _members(teller, claim)
        if found.status is Status.UNDECIDED:
            teller.leave_open(f"whether {words_of(claim)}", members, found.why)
        elif found.status is Status.VACUOUS:
            teller.tell(
                rules.VACUOUS,
                f"a claim that nothing can fail: “{words_of(claim)}”",
                members,
                scenario=f"{found.why[:1].upper()}{found.why[1:]}.",
                detail=words_of(claim),
            )
        elif found.status is Status.REFUTED:
            teller.tell(
                rules.REFUTED,
                f"refuted: “{words_of(claim)}”",
                members,
                scenario=found.why,
                evidence=found.evidence,
                advice=f"What does hold: {found.instead}." if found.instead else "",
                detail=words_of(claim),
            )


def words_of(claim: Claim) -> str:
    """Return the claim in the draft's words, without "assert" and the full stop."""
    text = " ".join(claim.written.split()).removesuffix(".")
    return text[len("assert ") :] if text.lower().startswith("assert ") else text


def _members(teller: Teller, claim: Claim) -> list[Member]:
    """Return the claim, and what it is about."""
    members = [Member(f"assert {words_of(claim)}", claim.place, "claimed")]
    statement, draft = claim.statement, teller.institutions
    if isinstance(statement, ShareClaim):
        if isinstance(statement.measure, Votes):
            weights = draft.weights[statement.measure.weights]
            members.append(Member(weights.name, weights.place, "the weights"))
        return members
    if isinstance(statement, EntryClaim):
        clauses = [e.clause for e in draft.entries if e.instrument == statement.instrument]
        return members + [teller.clause(clause, "what it takes") for clause in clauses]
    if isinstance(statement, EntrenchedClaim):
        return members
    name = statement.procedure if isinstance(statement, ProcedureClaim) else statement.subject
    assert isinstance(statement, ProcedureClaim | RoleClaim | PowerClaim | NeededClaim)
    if name in draft.votes:
        members.append(teller.vote(draft.votes[name], "the rule"))
    elif name in draft.procedures:
        members.append(teller.procedure(draft.procedures[name], "the procedure"))
    elif name in teller.draft.clauses:
        members.append(teller.clause(name, "the rule"))
    else:
        members += [teller.clause(entry.clause, "what it takes") for entry in draft.entries[:1]]
    return members
