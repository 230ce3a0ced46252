"""One run of the checker over one draft: what all families of findings share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from checker.ask import completed
from checker.limits import USUAL, Limits, exhausted
from checker.question import Question, Status
from checker.scene import Scene
from checker.solve import Solver
from checker.witness import preferences, world
from treatylang.evaluate.background import violations
from treatylang.evaluate.calendar import CalendarError
from treatylang.evaluate.truth import NotGiven
from treatylang.evaluate.world import World
from treatylang.findings import Finding, Member, Severity
from treatylang.model.draft import Draft
from treatylang.rules import Rule, register
from treatylang.syntax.source import Place

UNDECIDED = register(
    Rule(
        code="TL900",
        name="undecided",
        title="a question that was not decided",
        severity=Severity.UNDECIDED,
        what="The solver reached its resource limit (--limit), the steps of the check were spent "
        "(--steps), or the evaluator did not confirm what the solver found. Nothing is claimed "
        "either way: the clauses named have to be read by a person, or made simpler. The exit "
        "status is 3 where nothing worse was found.",
        law="A check that was not carried out is not one that was passed.",
        bad="",
        good="",
    )
)

CONTRADICTED = register(
    Rule(
        code="TL901",
        name="contradicted",
        title="two solvers that contradict one another",
        severity=Severity.UNDECIDED,
        what="With --cross-check every question is put to a second solver. On the one that was "
        "asked about these clauses the two say the opposite: one of them has a defect. Nothing "
        "is claimed that would rest on it, and the exit status is 3 where nothing worse was found.",
        law="A check that was not carried out is not one that was passed.",
        bad="",
        good="",
    )
)


@dataclass(slots=True)
class Run:
    """The draft, the solver, the profile of subsidiarity, and what stayed undecided."""

    draft: Draft
    solver: Solver
    profile: str = ""
    resolved: bool = True
    """Whether settled conflicts are to be told in full, too: they are only counted otherwise."""
    limits: Limits = USUAL
    undecided: dict[Finding, None] = field(default_factory=dict)
    """Each once, in the order in which they were left open."""
    unfinished: dict[str, None] = field(default_factory=dict)
    """The norms on which something was not asked any more when the steps were spent."""

    def decide(self, question: Question, norms: Iterable[str], what: str) -> Status:
        """Return whether the question has a solution; an undecided one becomes a finding."""
        status = self.solver.status(question)
        if status is Status.UNKNOWN:
            self.leave_open(norms, what, self.solver.why_open(question))
        return status

    def report_open(self) -> None:
        """Report what stayed undecided and was reported by nobody: a proof that was not found
        smaller, an overlap, the trial of a repair, and all that was not asked any more."""
        what = "whether all is said that can be said of these clauses"
        for question, reason in self.solver.open:
            names = [name for name in question.about if name in self.draft.norms]
            self._undecided(names, what, reason)
        self.solver.open.clear()
        if self.solver.unasked is None and not self.unfinished:
            return
        unfinished = {*self.unfinished, *(self.solver.unasked or ())}
        self._undecided(
            [name for name in self.draft.norms if name in unfinished],
            f"whether all findings {self.solver.family}* on these clauses are listed",
            exhausted(self.limits.steps_for(self.draft)),
            "Mend what is listed and check again, or allow more steps: --steps.",
        )

    def leave_open(self, norms: Iterable[str], what: str, reason: str) -> None:
        """Report that it was not decided ``what`` (a clause beginning with "whether")."""
        if self.solver.exhausted:
            self.leave_unfinished(norms)
        else:
            self._undecided(norms, what, reason)

    def leave_unfinished(self, norms: Iterable[str]) -> None:
        """Keep the norms for one finding on all that was not asked when the steps were spent."""
        self.unfinished |= dict.fromkeys(norms)

    def _undecided(
        self,
        norms: Iterable[str],
        what: str,
        reason: str,
        advice: str = "Read these clauses by hand, or make them simpler.",
    ) -> None:
        finding = Finding(
            "TL900",
            Severity.UNDECIDED,
            f"it was not decided {what}: {reason}",
            members_of(self.draft, norms),
            advice=advice,
            detail=what,
        )
        self.undecided.setdefault(finding)

    def witness(self, scene: Scene, question: Question, *, small: bool = True) -> World | None:
        """Return a small scenario that answers the question, in which the whole background holds
        (as the evaluator sees it); None where there is none to show. One that is only to be
        judged need not be ``small``."""
        whole = completed(scene, question)
        answer = self.solver.solve(whole, preferences(scene, whole) if small else ())
        if answer.status is not Status.SAT:
            return None
        found = world(scene, answer)
        try:
            return None if violations(self.draft, found) else found
        except (NotGiven, CalendarError):
            return None

    def member(self, norm: str, role: str) -> Member:
        """Return a norm as a member of a finding's minimal set."""
        item = self.draft.norms[norm]
        return Member(norm, item.place, role, self.draft.where(item.clause))

    def where(self, norm: str) -> str:
        """Return a norm's place in the document, short: "Article 4(1)"."""
        return self.draft.cite(self.draft.norms[norm].clause)


def members_of(draft: Draft, norms: Iterable[str]) -> tuple[Member, ...]:
    """Return norms as members of what was not decided; the draft itself where there are none."""
    items = [draft.norms[name] for name in norms]
    if not items:
        return (Member(draft.root, Place(draft.root, 0, 0, 1, 1), ""),)
    return tuple(Member(item.id, item.place, "", draft.where(item.clause)) for item in items)
