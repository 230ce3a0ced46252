"""Units of work: one family of findings on one draft, or a batch of questions for a second opinion.

A unit needs nothing but the draft, so it is done in this process or in another, and gives the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from checker import conflict_findings, institutions, second, standing, subsidiarity
from checker.limits import USUAL, Limits
from checker.question import Question, Status
from checker.run import Run
from checker.solve import Log, Solver
from treatylang.findings import Finding
from treatylang.model.draft import Draft

BACKGROUND = "TL1"
_FAMILIES: dict[str, Callable[[Run], list[Finding]]] = {
    BACKGROUND: standing.background_findings,
    "TL2": conflict_findings.findings,
    "TL3": standing.findings,
    "TL4": subsidiarity.findings,
    "TL5": institutions.findings,
}
FAMILIES = tuple(family for family in _FAMILIES if family != BACKGROUND)
"""The families of findings, by what their codes begin with."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a unit found, what it left undecided, and what was asked."""

    found: tuple[Finding, ...] = ()
    undecided: tuple[Finding, ...] = ()
    log: Log = field(default_factory=dict)
    asked: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """One family of findings on one draft; BACKGROUND for what stands before all others."""

    draft: int
    family: str
    profile: str
    resolved: bool
    limits: Limits = USUAL

    def do(self, drafts: Sequence[Draft], solver: Solver) -> Outcome:
        """Return what is found."""
        draft, solver = drafts[self.draft], solver.anew()
        solver.give(self.limits.steps_for(draft))
        run = Run(draft, solver, self.profile, self.resolved, self.limits)
        solver.family = "TL3" if self.family == BACKGROUND else self.family
        found = _FAMILIES[self.family](run)
        run.report_open()
        asked, kept = solver.counted()
        return Outcome(tuple(found), tuple(run.undecided), solver.log or {}, asked, kept)

    def lost(self, drafts: Sequence[Draft], reason: str) -> Outcome:
        """Return that nothing was decided: whoever did the unit died again and again."""
        run = Run(drafts[self.draft], Solver(), self.profile)
        what = f"what findings {self.family}* there are on these clauses"
        run.leave_open(drafts[self.draft].norms, what, reason)
        return Outcome(undecided=tuple(run.undecided))


@dataclass(frozen=True, slots=True)
class Opinions:
    """A batch of questions for the second solver."""

    questions: tuple[Question, ...]

    def do(self, drafts: Sequence[Draft], solver: Solver) -> tuple[Status, ...]:
        """Return what the second solver says of each; unknown where it may not be asked."""
        found = []
        for question in self.questions:
            if question.key in solver.refused:
                found.append(Status.UNKNOWN)
                continue
            if solver.before is not None:
                solver.before(question.key)
            found.append(second.status(question))
        return tuple(found)

    def lost(self, drafts: Sequence[Draft], reason: str) -> tuple[Status, ...]:
        return (Status.UNKNOWN,) * len(self.questions)
