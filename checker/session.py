"""All units of a run: in this process or in workers, and with a second opinion where it is wanted.

Where the second solver contradicts the first, the run is done again without that question, as if it
could not be decided: nothing is claimed that would rest on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.cache import Cache
from checker.question import Question, Status
from checker.run import CONTRADICTED, members_of
from checker.solve import Asked, Log, Solver, merge
from checker.unit import BACKGROUND, Opinions, Outcome, Unit
from checker.workers import Pool, Task
from treatylang.findings import Effort, Finding, SecondOpinion, Severity
from treatylang.model.draft import Draft

Progress = Callable[[int, int], None]
Work = Callable[[Sequence[tuple[Task[Any], Sequence[int]]], Callable[[int], None]], list[Any]]

_BATCH = 50
"""Questions that the second solver is given at a time."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a run made: findings by draft (what is undecided among them), and what was asked."""

    found: dict[int, list[Finding]]
    log: Log
    opinion: SecondOpinion | None
    effort: Effort


@dataclass(slots=True)
class Session:
    """``by`` names the second solver; empty: none is asked. ``logged`` keeps what was asked."""

    drafts: Sequence[Draft]
    units: Sequence[Unit]
    limit: int
    jobs: int
    by: str
    logged: bool
    progress: Progress | None = None
    cache: Path | None = None
    """The folder that answers are kept in."""
    refused: dict[str, str] = field(default_factory=dict)
    opinions: dict[str, Status] = field(default_factory=dict)

    def run(self) -> Made:
        """Do all units, until nothing that they rest on is contradicted."""
        contradicted: dict[tuple[int, Finding], None] = {}
        while True:
            outcomes, log = self._once()
            wrong = [asked for asked in log.values() if self._is_contradicted(asked)]
            for unit, outcome in zip(self.units, outcomes, strict=True):
                for asked in wrong:
                    own = outcome.log.get(asked.question.script)
                    if own is not None:
                        for finding in self._contradictions(unit.draft, own):
                            contradicted[unit.draft, finding] = None
            if not wrong:
                break
            reason = f"{self.by} contradicts the solver"
            self.refused |= {asked.question.key: reason for asked in wrong}
        found: dict[int, list[Finding]] = defaultdict(list)
        for unit, outcome in zip(self.units, outcomes, strict=True):
            found[unit.draft] += [*outcome.found, *outcome.undecided]
        for index, finding in contradicted:
            found[index].append(finding)
        effort = Effort(sum(o.asked for o in outcomes), sum(o.kept for o in outcomes))
        return Made(found, log, self._opinion(log), effort)

    def _once(self) -> tuple[list[Outcome], Log]:
        with self._workers() as work:
            outcomes = self._outcomes(work)
            log: Log = {}
            for outcome in outcomes:
                merge(log, outcome.log)
            if self.by:
                asked = sorted(self._unconfirmed(log), key=lambda question: question.script)
                starts = range(0, len(asked), _BATCH)
                batches = [Opinions(tuple(asked[at : at + _BATCH])) for at in starts]
                said = work([(batch, ()) for batch in batches], lambda _: None)
                for batch, statuses in zip(batches, said, strict=True):
                    scripts = (question.script for question in batch.questions)
                    self.opinions |= dict(zip(scripts, statuses, strict=True))
        return outcomes, log

    def _outcomes(self, work: Work) -> list[Outcome]:
        """Do the units, backgrounds first: from a false one everything follows, and then nothing
        else is looked for in that draft."""
        outcomes = [Outcome()] * len(self.units)
        false: set[int] = set()
        tick = self._ticks()

        def tick_of(places: list[int]) -> Callable[[int], None]:
            return lambda at: tick(places[at])

        for first in (True, False):
            places = [
                place
                for place, unit in enumerate(self.units)
                if (unit.family == BACKGROUND) is first and unit.draft not in false
            ]
            tasks = [(self.units[place], (self.units[place].draft,)) for place in places]
            made = work(tasks, tick_of(places))
            for place, outcome in zip(places, made, strict=True):
                outcomes[place] = outcome
                if first and outcome.found:
                    false.add(self.units[place].draft)
        return outcomes

    def _unconfirmed(self, log: Log) -> Iterator[Question]:
        for script, asked in log.items():
            if asked.status is not Status.UNKNOWN and script not in self.opinions:
                yield asked.question

    @contextmanager
    def _workers(self) -> Iterator[Work]:
        if self.jobs == 1:
            cache = Cache(self.cache) if self.cache is not None else None
            solver = Solver(self.limit, self.refused, log={} if self.logged else None, cache=cache)

            def here(
                tasks: Sequence[tuple[Task[Any], Sequence[int]]], done: Callable[[int], None]
            ) -> list[Any]:
                found = []
                for place, (task, _) in enumerate(tasks):
                    found.append(task.do(self.drafts, solver))
                    done(place)
                return found

            try:
                yield here
            finally:
                if cache is not None:
                    cache.close()
            return
        with Pool(self.jobs, self.drafts, self.limit, logged=self.logged, cache=self.cache) as pool:
            pool.refused |= self.refused
            yield pool.map

    def _ticks(self) -> Callable[[int], None]:
        """Tell of progress in clauses: a unit is its share of the draft's."""
        each = len({unit.family for unit in self.units}) or 1  # no draft, no unit
        sizes = [len(self.drafts[unit.draft].norms) for unit in self.units]
        total, done = sum(sizes) // each, 0

        def tick(place: int) -> None:
            nonlocal done
            done += sizes[place]
            if self.progress is not None:
                self.progress(done // each, total)

        return tick

    # --- the second opinion --------------------------------------------------------------------

    def _is_contradicted(self, asked: Asked) -> bool:
        said = self.opinions.get(asked.question.script, Status.UNKNOWN)
        return Status.UNKNOWN not in (said, asked.status) and said is not asked.status

    def _contradictions(self, index: int, asked: Asked) -> Iterator[Finding]:
        draft = self.drafts[index]
        said = self.opinions[asked.question.script]
        words = {Status.SAT: "there is such a scenario", Status.UNSAT: "there is none"}
        for family, about in sorted(asked.by):
            yield Finding(
                CONTRADICTED.code,
                Severity.UNDECIDED,
                f"two solvers contradict one another on a question about {family}*: "
                f"{words[asked.status]}, and by {self.by} {words[said]}",
                members_of(draft, [name for name in about if name in draft.norms]),
                advice="Report this, with the draft if you can: --save-queries writes the question "
                f"({asked.question.key[:32]}.smt2). Read these clauses by hand.",
                detail=asked.question.key,
            )

    def _opinion(self, log: Log) -> SecondOpinion | None:
        if not self.by:
            return None
        decided = [s for s, asked in log.items() if asked.status is not Status.UNKNOWN]
        unsure = sum(self.opinions[script] is Status.UNKNOWN for script in decided)
        return SecondOpinion(self.by, len(decided) - unsure, len(self.refused), unsure)
