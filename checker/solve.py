"""What stands between those who ask and the engine: each question is decided once.

Every question that stays open is kept until somebody reports it, so that none passes in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.cache import Cache
from checker.engine import RESOURCES, Engine
from checker.limits import UNLIMITED, exhausted
from checker.question import Answer, Question, Status


@dataclass(slots=True)
class Asked:
    """A question that was asked, with its answer and with all who asked it."""

    question: Question
    status: Status
    by: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    """The family of findings, and the clauses that it was asked about."""


_A_STEP = 1_000
"""Characters of a text, units of the solver, or pairs of clauses, that count as one step."""

Log = dict[str, Asked]
"""What was asked, by the question's own text."""


@dataclass(slots=True)
class Solver:
    """Decides questions, equal ones once.

    ``limit`` is what an attempt at a question may cost, in the solver's own units. ``refused`` are
    the keys of questions that are not to be asked, each with the reason. ``before`` is told the key
    of each question before it goes to the engine. ``steps`` are those left for the questions to
    come (see ``checker.limits``): once they are spent nothing more is asked.
    """

    limit: int = RESOURCES
    refused: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[str], None] | None = None
    log: Log | None = None
    family: str = ""
    """The family of findings on whose behalf is being asked."""
    open: list[tuple[Question, str]] = field(default_factory=list)
    """Questions that were not decided and that nobody has reported yet, with the reasons."""
    cache: Cache | None = None
    """Where answers are kept from run to run."""
    asked: int = 0
    """Questions that the engine was given."""
    kept: int = 0
    """Questions whose answer was kept."""
    steps: int = UNLIMITED
    given: int = UNLIMITED
    """The steps that there were."""
    unasked: dict[str, None] | None = None
    """What the questions were about that were not asked, for want of steps; None: all were."""
    _looked: int = 0
    _known: dict[str, Answer] = field(default_factory=dict)
    _engine: Engine | None = None

    def status(self, question: Question) -> Status:
        """Return whether the question has a solution."""
        answer = self._known.get(question.script)
        if answer is None and self.exhausted:
            return self._left(question).status
        self.steps -= 1
        if answer is None:
            answer = self._known[question.script] = self._asked(question)
        return self._noted(question, answer).status

    def solve(self, question: Question, wishes: Sequence[str] = ()) -> Answer:
        """Return the answer with a model that keeps to as many of the wishes as can be, each taken
        in turn (terms of the question's language)."""
        if self.exhausted:
            return self._left(question)
        self.steps -= 1
        answer = self._noted(question, self._asked(question, wishes))
        if answer.model is not None and self.log is not None:
            self._noted(question.at(answer.model), Answer(Status.SAT))
        return answer

    def anew(self) -> Solver:
        """Return a solver that has been asked nothing: what it answers, and what that costs, does
        not hang on what was asked before."""
        log: Log | None = None if self.log is None else {}
        return Solver(self.limit, self.refused, self.before, log, cache=self.cache)

    def give(self, steps: int) -> None:
        """Let the questions to come take so many steps."""
        self.steps = self.given = steps

    def look(self, things: int) -> None:
        """Take a step for each thousand pairs of clauses, or characters of a text, that are looked
        at without a question."""
        self._looked += things
        self.steps -= self._looked // _A_STEP
        self._looked %= _A_STEP

    @property
    def exhausted(self) -> bool:
        """Whether the steps are spent: nothing more is asked."""
        return self.steps <= 0

    def why_open(self, question: Question) -> str:
        """Return why the question was not decided; it counts as reported from now on."""
        reasons = [reason for other, reason in self.open if other == question]
        self.open = [item for item in self.open if item[0] != question]
        return reasons[0] if reasons else exhausted(self.given)

    def _asked(self, question: Question, wishes: Sequence[str] | None = None) -> Answer:
        if self.refused and (key := question.key) in self.refused:
            return Answer(Status.UNKNOWN, reason=self.refused[key])
        kept = self.cache.get(question, wishes, self.limit) if self.cache is not None else None
        if kept is not None:
            self.kept += 1
            return self._charged(question, *kept)
        if self.before is not None:
            self.before(question.key)
        if self._engine is None:
            self._engine = Engine(self.limit)
        self.asked += 1
        before = self._engine.spent
        answer = self._engine.solve(question, wishes)
        spent = self._engine.spent - before
        if self.cache is not None:
            self.cache.put(question, wishes, self.limit, (answer, spent))
        return self._charged(question, answer, spent)

    def _charged(self, question: Question, answer: Answer, spent: int) -> Answer:
        """An answer costs what it cost when it was found, so that keeping it changes no report."""
        self.steps -= len(question.script) // _A_STEP + spent // _A_STEP
        return answer

    def _left(self, question: Question) -> Answer:
        if self.unasked is None:
            self.unasked = {}
        self.unasked |= dict.fromkeys(question.about)
        return Answer(Status.UNKNOWN, reason=exhausted(self.given))

    def counted(self) -> tuple[int, int]:
        """Return how many questions the engine was given and how many answers were kept; and see
        that new answers are kept."""
        if self.cache is not None:
            self.cache.flush()
        return self.asked, self.kept

    def _noted(self, question: Question, answer: Answer) -> Answer:
        if answer.status is Status.UNKNOWN:
            self.open.append((question, answer.reason))
        if self.log is not None:
            asked = self.log.setdefault(question.script, Asked(question, answer.status))
            asked.by.add((self.family, question.about))
        return answer


def merge(log: Log, other: Log) -> None:
    """Add to a log what another has."""
    for script, asked in other.items():
        mine = log.setdefault(script, asked)
        if mine is not asked:
            log[script] = replace(mine, by=mine.by | asked.by)
