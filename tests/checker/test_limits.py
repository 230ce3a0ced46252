"""Limits: what is not decided within them is named; an answer hangs on the question alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import treatylang
from checker.engine import OUT_OF_MEMORY, OUT_OF_RESOURCES, Engine
from checker.question import Question, Status
from checker.solve import Solver
from tests.checker.checking import read
from treatylang.findings import Severity

_CLASH = """
article a "A".
  one: No Party shall train with compute > 5 FLOP, if emergency.
  two: Each Party shall train with compute >= 7 FLOP.
"""
_DRAFT = Path(__file__).parents[2] / "drafts" / "ai-accord" / "first-reading.treaty"


def _pigeons(holes: int) -> Question:
    """More pigeons than holes: no solution, and a long proof of it."""
    birds = range(holes + 1)
    placed = [f"(or {' '.join(f'p{bird}_{hole}' for hole in range(holes))})" for bird in birds]
    apart = [
        f"(not (and p{one}_{hole} p{other}_{hole}))"
        for hole in range(holes)
        for one in birds
        for other in range(one)
    ]
    names = tuple((f"p{bird}_{hole}", "Bool") for bird in birds for hole in range(holes))
    return Question((*placed, *apart), names)


def test_what_is_not_decided_is_named(tmp_path: Path) -> None:
    report = treatylang.check(read(tmp_path, _CLASH), limit=1)
    undecided = [item for item in report.findings if item.severity is Severity.UNDECIDED]
    assert {finding.code for finding in undecided} == {"TL900"}
    named = {member.label for finding in undecided for member in finding.members}
    assert {"a.one", "a.two"} <= named
    assert all("resource limit" in finding.message for finding in undecided)
    assert report.exit_status == 3


def test_a_limit_of_plenty_changes_nothing() -> None:
    assert treatylang.check(_DRAFT, limit=2**32 - 1) == treatylang.check(_DRAFT)


@pytest.mark.parametrize("limit", [0, -1, 2**32])
def test_a_limit_that_is_none_is_refused(limit: int) -> None:
    with pytest.raises(ValueError, match="limit"):
        treatylang.check(_DRAFT, limit=limit)


def test_nothing_undecided_stays_in_silence() -> None:
    """Whatever the limit, the findings are those of no limit, or something is undecided."""
    whole = {finding.fingerprint for finding in treatylang.check(_DRAFT).findings}
    for limit in (30, 300, 3_000):
        report = treatylang.check(_DRAFT, limit=limit)
        undecided = [item for item in report.findings if item.severity is Severity.UNDECIDED]
        found = {item.fingerprint for item in report.findings if item not in undecided}
        assert found <= whole
        assert undecided or found == whole


def test_the_reason_is_given() -> None:
    assert Engine(10_000).solve(_pigeons(8)).reason == OUT_OF_RESOURCES
    assert Engine(10_000, memory=1).solve(_pigeons(8)).reason == OUT_OF_MEMORY
    assert Engine().solve(_pigeons(3)).status is Status.UNSAT


def test_an_answer_does_not_depend_on_what_was_asked_before() -> None:
    """Verdicts and models, over orders, at limits that some of the questions do not keep to."""
    questions = _questions()
    for limit in (100, 5_000):
        alone = {question: Engine(limit).solve(question).status for question in questions}
        assert len(set(alone.values())) > 1
        for seed in range(2):
            random.Random(seed).shuffle(questions)
            engine = Engine(limit)
            assert {question: engine.solve(question).status for question in questions} == alone
    models = {question: Engine().solve(question, ()) for question in questions}
    engine = Engine()
    assert {question: engine.solve(question, ()) for question in questions} == models


def _questions() -> list[Question]:
    solver = Solver(log={})
    for name in ("first-reading",):
        _record(_DRAFT.with_stem(name), solver)
    assert solver.log
    return [*(asked.question for asked in solver.log.values()), *map(_pigeons, range(2, 7))]


def _record(path: Path, solver: Solver) -> None:
    from checker import conflict_findings, standing
    from checker.run import Run

    run = Run(treatylang.load(path), solver)
    conflict_findings.findings(run)
    standing.findings(run)


def test_equal_questions_are_asked_once() -> None:
    solver = Solver()
    for _ in range(2):
        assert solver.status(_pigeons(3)) is Status.UNSAT
    assert solver.asked == 1
