"""From what was found to a finding: its members, the replay, and the witness as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from checker.institutions.claims import Judge
from checker.institutions.evidence import NO_EVIDENCE, Evidence, NoneOf, recounted, replayed
from checker.institutions.words import Names
from checker.run import Run
from treatylang.findings import Finding, Member, Severity
from treatylang.model.draft import Draft
from treatylang.model.institutions import Institutions, Procedure, Stage, Vote
from treatylang.prose.morphology import with_the
from treatylang.rules import Rule

REPLAYED = "replayed by the evaluator of ballots"
RECOUNTED = "counted again by it, coalition by coalition"


@dataclass(slots=True)
class Teller:
    """Makes the findings on one draft; what it cannot show stays open in the run."""

    run: Run
    found: dict[Finding, None] = field(default_factory=dict)
    """Each once, in the order in which they were told."""
    judge: Judge = field(init=False)

    def __post_init__(self) -> None:
        self.judge = Judge(self.run.draft.institutions)
        for organ in self.run.draft.organs.values():
            self.judge.names.phrases.setdefault(organ.name, with_the(organ.phrase))

    @property
    def draft(self) -> Draft:
        return self.run.draft

    @property
    def institutions(self) -> Institutions:
        return self.judge.draft

    @property
    def names(self) -> Names:
        return self.judge.names

    def tell(
        self,
        rule: Rule,
        message: str,
        members: Sequence[Member],
        *,
        scenario: str = "",
        evidence: Evidence = NO_EVIDENCE,
        institutions: Institutions | None = None,
        checked: Iterable[str] = (),
        advice: str = "",
        severity: Severity | None = None,
        detail: str = "",
    ) -> None:
        """Add the finding, once its evidence has been replayed (in ``institutions``, where it is
        about others than the draft's own)."""
        shown = evidence.outcomes or evidence.shares
        judged = institutions or self.institutions
        again = recounted(judged, evidence)
        if again is False or (shown and not replayed(judged, evidence)):
            reason = "the evaluator of ballots did not confirm the coalition that was found"
            self.leave_open(f"whether {message}", members, reason)
            return
        finding = Finding(
            rule.code,
            severity or rule.severity,
            message,
            tuple(members),
            scenario=scenario,
            checked=((REPLAYED,) if shown else ())
            + ((RECOUNTED,) if again else ())
            + tuple(checked),
            advice=advice,
            witness=as_data(evidence) if shown else None,
            detail=detail,
        )
        self.found.setdefault(finding)

    def leave_open(self, what: str, members: Sequence[Member], reason: str) -> None:
        """Report that it was not decided ``what`` (a clause beginning with "whether")."""
        finding = Finding(
            "TL900",
            Severity.UNDECIDED,
            f"it was not decided {what}: {reason}",
            tuple(members),
            advice="Work it out by hand, or make the rule simpler.",
            detail=what,
        )
        self.run.undecided.setdefault(finding)

    # --- members of findings -----------------------------------------------------------------

    def vote(self, vote: Vote, role: str) -> Member:
        """Return a vote as a member; the entry into force and acceptances are their clauses."""
        if vote.name in self.institutions.votes:
            return Member(vote.name, vote.place, role)
        for entry in self.institutions.entries:
            if entry.place == vote.place:
                return self.clause(entry.clause, role)
        return Member(vote.name, vote.place, role)

    def procedure(self, procedure: Procedure, role: str) -> Member:
        return Member(procedure.name, procedure.place, role)

    def stage(self, procedure: Procedure, stage: Stage, role: str) -> Member:
        """Return a stage by its vote: its number is not part of what it is."""
        return Member(f"{procedure.name}: {stage.vote}", stage.place, role)

    def clause(self, clause: str, role: str) -> Member:
        item = self.draft.clauses[clause]
        return Member(clause, item.place, role, self.draft.where(clause))


def as_data(evidence: Evidence) -> dict[str, object]:
    """Return the evidence as plain data."""
    data: dict[str, object] = {
        "votes": [
            {
                "rule": outcome.ruling.name,
                "in_favour": list(outcome.coalition),
                **({"parties": list(outcome.parties)} if outcome.parties else {}),
                "carries": outcome.carries,
            }
            for outcome in evidence.outcomes
        ]
    }
    if evidence.shares:
        data["shares"] = [
            {"members": list(item.members), "share": str(item.share)} for item in evidence.shares
        ]
    if evidence.counts:
        data["counts"] = [
            {"rule": item.ruling.name, "members": list(item.members), "carrying": "none"}
            | {"size": item.size}
            if isinstance(item, NoneOf)
            else {
                "rule": item.ruling.name,
                "members": list(item.members),
                "index": item.index.value if item.index else "all",
                "power": str(item.value),
            }
            for item in evidence.counts
        ]
    if evidence.figures is not None:
        data["figures"] = {
            f"{quantity} of {member}": str(value)
            for (quantity, member), value in sorted(evidence.figures.items())
        }
    return data
