"""Workers: the report is the same with them; one that dies costs its question and nothing else."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import treatylang
from checker.question import Question, Status
from checker.solve import Solver
from checker.unit import FAMILIES, Unit
from checker.workers import Pool, WorkFailed
from treatylang.findings import Finding, Report, Severity
from treatylang.model.draft import Draft
from treatylang.report.data import report_json

_ROOT = Path(__file__).parents[2]
_DRAFTS = [
    _ROOT / "drafts" / "ai-accord" / "first-reading.treaty",
    _ROOT / "drafts" / "founding" / "articles-of-confederation.treaty",
    _ROOT / "tests" / "cases" / "published" / "antigone.treaty",
]
_SMALL = _DRAFTS[1:]


def _written(report: Report) -> str:
    return report_json(report, resolved=True)


def test_reports_are_equal_over_workers_orders_and_runs() -> None:
    drafts = [treatylang.load(path) for path in _DRAFTS]
    expected = _written(treatylang.check(drafts))
    for jobs in (2, 1):
        drafts.reverse()
        assert _written(treatylang.check(drafts, jobs=jobs)) == expected


def test_reports_are_equal_over_ten_processes_with_hash_seeds() -> None:
    code = (
        "import sys, treatylang\n"
        "from treatylang.report.data import report_json\n"
        "jobs, *paths = sys.argv[1:]\n"
        "print(report_json(treatylang.check(paths, jobs=int(jobs)), resolved=True))"
    )
    outputs = set()
    for seed in range(10):
        jobs = "2" if seed % 5 == 4 else "1"
        paths = [str(path) for path in (reversed(_SMALL) if seed % 2 else _SMALL)]
        done = subprocess.run(
            [sys.executable, "-c", code, jobs, *paths],
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            check=True,
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1


# --- workers that die ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Dying:
    """A unit whose worker dies on one question, as if the solver had crashed on it."""

    unit: Unit
    fatal: str
    """The question's key; empty: it dies before it asks anything."""

    def do(self, drafts: Sequence[Draft], solver: Solver) -> object:
        if not self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        tell = solver.before
        assert tell is not None

        def before(key: str) -> None:
            tell(key)
            if key == self.fatal:
                os.kill(os.getpid(), signal.SIGKILL)

        solver.before = before
        return self.unit.do(drafts, solver)

    def lost(self, drafts: Sequence[Draft], reason: str) -> object:
        return self.unit.lost(drafts, reason)


def test_a_worker_that_dies_costs_its_question_and_nothing_else() -> None:
    draft = treatylang.load(_DRAFTS[0])
    for family in ("TL2", "TL3"):
        unit = Unit(0, family, "", True)
        solver = Solver(log={})
        whole = unit.do([draft], solver)
        for asked in list(whole.log.values())[-2::-999]:
            key = asked.question.key
            # The same as when the question is one that may not be asked.
            reason = "the worker that was solving it died (signal 9)"
            expected = unit.do([draft], Solver(refused={key: reason}, log={}))
            with Pool(1, [draft], solver.limit, logged=True) as pool:
                (outcome,) = pool.map([(_Dying(unit, key), [0])])
            assert outcome == expected
            # What rests on it may be told with less (an overlap, a definition, a repair).
            assert _clauses(draft, expected.found) <= _clauses(draft, whole.found)
            assert len(expected.found) >= len(whole.found) - 1
            if key in {item.question.key for item in expected.log.values()}:
                assert any(reason in finding.message for finding in outcome.undecided)


def _clauses(draft: Draft, findings: Sequence[Finding]) -> set[tuple[str, frozenset[str]]]:
    return {
        (item.code, frozenset(m.label for m in item.members if m.label in draft.norms))
        for item in findings
    }


def test_a_worker_that_dies_outside_the_solver_is_reported() -> None:
    draft = treatylang.load(_DRAFTS[0])
    units = [Unit(0, family, "", True) for family in FAMILIES]
    with Pool(2, [draft], 3_000_000, logged=False) as pool:
        lost, *rest = pool.map([(_Dying(units[0], ""), [0]), *((unit, [0]) for unit in units[1:])])
    (finding,) = lost.undecided
    assert finding.severity is Severity.UNDECIDED
    assert {member.label for member in finding.members} == draft.norms.keys()
    assert "died (signal 9)" in finding.message
    assert [outcome.found for outcome in rest] == [
        unit.do([draft], Solver()).found for unit in units[1:]
    ]


@dataclass(frozen=True, slots=True)
class _Failing:
    def do(self, drafts: Sequence[Draft], solver: Solver) -> str:
        print("what is printed does not come between the messages")
        if not drafts:
            raise LookupError("a defect")
        return "done"

    def lost(self, drafts: Sequence[Draft], reason: str) -> str:
        return reason


def test_an_error_in_a_worker_is_told_here() -> None:
    draft = treatylang.load(_DRAFTS[0])
    with Pool(1, [draft], 1_000, logged=False) as pool:
        assert pool.map([(_Failing(), [0])]) == ["done"]
    with (
        pytest.raises(WorkFailed, match="LookupError: a defect"),
        Pool(1, [], 1, logged=False) as p,
    ):
        p.map([(_Failing(), [])])


# --- interruption --------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_an_interruption_ends_the_workers_too(tmp_path: Path) -> None:
    """A question of a few seconds is interrupted: nothing is left behind, and no traceback."""
    from benchmarks.generate import generate

    file = tmp_path / "long.treaty"
    file.write_text(generate(300, 6).text, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "treatylang", "check", str(file), "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Where the tests run in the background the signal is ignored, and that is inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    workers = _wait_for_children(process.pid, 2)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == "interrupted\n"
    assert not [pid for pid in workers if _is_alive(pid)]


def _wait_for_children(pid: int, number: int) -> list[int]:
    while True:
        children = Path(f"/proc/{pid}/task").glob("*/children")
        found = [int(child) for file in children for child in file.read_text().split()]
        if len(found) >= number and all(_is_serving(child) for child in found):
            return found
        time.sleep(0.02)


def _is_serving(pid: int) -> bool:
    return b"checker.workers" in Path(f"/proc/{pid}/cmdline").read_bytes()


def _is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and not re.search(r"^State:\s+Z", status.read_text(), re.MULTILINE)


def test_a_question_that_may_not_be_asked_is_unknown() -> None:
    question = Question(("false",), ())
    solver = Solver(refused={question.key: "a reason"})
    assert solver.status(question) is Status.UNKNOWN
    assert solver.why_open(question) == "a reason"
    assert solver.asked == 0
