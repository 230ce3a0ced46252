"""Questions as files, and what a second solver says of them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import z3

import treatylang
from checker import queries, second
from checker.question import Question, Status
from checker.solve import Asked
from treatylang.findings import Severity
from treatylang.model.load import roots

_ROOT = Path(__file__).parents[2]
_DRAFT = _ROOT / "drafts" / "ai-accord" / "first-reading.treaty"


def _corpus() -> list[Path]:
    return roots([_ROOT / "drafts", _ROOT / "tests" / "cases"])


def test_the_whole_corpus_is_confirmed() -> None:
    """Every verdict and every reported scenario, by two solvers: they agree on all."""
    opinion = treatylang.check(_corpus(), cross_check="cvc5").opinion
    assert opinion is not None
    assert opinion.by == "cvc5 1.4.2"
    assert opinion.confirmed > 500
    assert (opinion.contradicted, opinion.undecided) == (0, 0)


def test_saved_questions_are_the_same_each_time_and_can_be_answered(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    treatylang.check(_DRAFT, save_queries=folders[0])
    treatylang.check(_DRAFT, save_queries=folders[1], jobs=2)
    texts, again = ({path.name: path.read_text() for path in f.iterdir()} for f in folders)
    assert texts == again
    treatylang.check(_DRAFT, save_queries=folders[0])
    assert texts == {path.name: path.read_text() for path in folders[0].iterdir()}
    assert len(texts) > 50
    statuses = set()
    for name, text in texts.items():
        expected = re.findall(r"\(set-info :status (\w+)\)", text)
        solver = z3.SimpleSolver()
        solver.from_string(text)
        assert [str(solver.check())] == expected, name
        statuses.update(expected)
    assert statuses == {"sat", "unsat"}
    assert any("\n; TL2* inspection.escrow inspection.secrecy\n" in t for t in texts.values())


@pytest.mark.parametrize(
    ("assertions", "names", "expected"),
    [
        ((), (), "QF_UF"),
        (("a",), (("a", "Bool"),), "QF_UF"),
        (("(< 0 1)",), (), "QF_LIA"),
        (("(< |the 1.5| 1)",), (("|the 1.5|", "Int"),), "QF_LIA"),
        (("(< x 1.0)",), (("x", "Real"),), "QF_LRA"),
        (("(< (to_real n) 1.5)",), (("n", "Int"),), "QF_LIRA"),
        (("(= (div n 12) 3)",), (("n", "Int"),), "QF_NIA"),
        (("(= (mod n 12) 3)", "(< x 1.0)"), (("n", "Int"), ("x", "Real")), "QF_NIRA"),
        (("(forall ((n Int)) (< n m))",), (("m", "Int"),), "LIA"),
        (("(forall ((r Real)) (< r 1.0))",), (), "LRA"),
        (("(forall ((n Int)) (< (to_real n) x))",), (("x", "Real"),), "ALL"),
    ],
)
def test_the_logic_fits(
    assertions: tuple[str, ...], names: tuple[tuple[str, str], ...], expected: str
) -> None:
    question = Question(assertions, names)
    assert queries.logic(question) == expected
    assert second.status(question) is not Status.UNKNOWN


def test_files_of_others_are_not_touched(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("mine")
    with pytest.raises(queries.ForeignFile, match=r"note\.txt"):
        treatylang.check(_DRAFT, save_queries=tmp_path)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]
    note.rename(tmp_path / f"{'0' * 32}.smt2")
    with pytest.raises(queries.ForeignFile):
        treatylang.check(_DRAFT, save_queries=tmp_path)
    with pytest.raises(queries.ForeignFile, match="is a file"):
        treatylang.check(_DRAFT, save_queries=_DRAFT)


def test_questions_that_are_asked_no_more_are_taken_away(tmp_path: Path) -> None:
    question = Question(("false",), ())
    asked = Asked(question, Status.UNSAT, {("TL2", ("a.one",))})
    queries.save(tmp_path, {question.script: asked})
    (old,) = tmp_path.iterdir()
    treatylang.check(_DRAFT, save_queries=tmp_path)
    assert not old.exists()


def test_what_is_contradicted_is_not_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second solver that says the opposite of one verdict takes away what rests on it."""
    plain = treatylang.check(_DRAFT)
    honest = second.status

    def lying(question: Question) -> Status:
        said = honest(question)
        return Status.UNSAT if said is Status.SAT and len(question.about) == 2 else said

    monkeypatch.setattr(second, "status", lying)
    report = treatylang.check(_DRAFT, cross_check="cvc5")
    assert report.opinion is not None and report.opinion.contradicted
    told = [finding for finding in report.findings if finding.code == "TL901"]
    assert told and all(finding.severity is Severity.UNDECIDED for finding in told)
    open_ones = [finding for finding in report.findings if finding.code == "TL900"]
    assert all("contradicts" in finding.message for finding in open_ones)
    before = {finding.fingerprint for finding in plain.findings if finding.code < "TL900"}
    after = {finding.fingerprint for finding in report.findings if finding.code < "TL900"}
    assert after < before


def test_what_is_not_decided_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "status", lambda question: Status.UNKNOWN)
    report = treatylang.check(_DRAFT, cross_check="cvc5")
    assert report.opinion is not None
    assert (report.opinion.confirmed, report.opinion.contradicted) == (0, 0)
    assert report.opinion.undecided > 50
    assert report.findings == treatylang.check(_DRAFT).findings


def test_without_the_extra_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cvc5", None)
    with pytest.raises(second.NotInstalled, match=r"treatylang\[cross-check\]"):
        treatylang.check(_DRAFT, cross_check="cvc5")


def test_the_second_solver_is_not_loaded_unasked() -> None:
    code = (
        f"import sys, treatylang; treatylang.check({str(_DRAFT)!r}); print('cvc5' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
