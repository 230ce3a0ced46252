"""``treatylang check`` with reports made by hand."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import treatylang
from tests.report.findings import CONFLICT, finding, report
from treatylang.findings import Report, Severity
from treatylang.rules import Rule

Run = Callable[..., Result]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Put a report in the place of every check; return what the check was asked."""
    asked: dict[str, Any] = {"report": report(), "complete": True}

    def check(drafts: object, **options: object) -> Report:
        asked.update(options)
        found = asked["report"]
        assert isinstance(found, Report)
        return found

    monkeypatch.setattr(treatylang, "check", check)
    monkeypatch.setattr("treatylang.cli.check.read_all", lambda paths: ([], asked["complete"]))
    rules = [
        Rule(code, "name", "title", Severity.ERROR, "", "", "", "")
        for code in ("TL101", "TL201", "TL202", "TL402")
    ]
    monkeypatch.setattr(treatylang, "catalogue", lambda: tuple(rules))
    return asked


@pytest.mark.parametrize(
    ("found", "status"),
    [
        (report(), 0),
        (report(finding(severity=Severity.INFO)), 0),
        (report(finding(resolved_by="cap")), 0),
        (report(finding(allowed="a reason")), 0),
        (report(CONFLICT), 1),
        (report(finding(severity=Severity.WARNING)), 1),
        (report(finding(severity=Severity.UNDECIDED)), 3),
        (report(finding(severity=Severity.UNDECIDED), CONFLICT), 1),
        (report(CONFLICT, unreadable=True), 2),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_exit_status(
    run: Run, asked: dict[str, Any], found: Report, status: int, form: str
) -> None:
    asked["report"] = found
    assert run("check", "x.treaty", "--format", form).exit_code == status


def test_a_draft_that_could_not_be_read_outweighs_findings(run: Run, asked: dict[str, Any]) -> None:
    asked.update(report=report(CONFLICT), complete=False)
    result = run("check", "x.treaty", "--format", "json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["summary"]["unreadable"] is True


def test_resolved_findings_are_listed_on_request(run: Run, asked: dict[str, Any]) -> None:
    asked["report"] = report(finding(resolved_by="cap"))
    assert "Resolved by" not in run("check", "x").stdout
    assert "Resolved by" in run("check", "x", "--resolved").stdout


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        (["TL201"], ("TL201",)),
        (["tl2"], ("TL201", "TL202")),
        (["TL101,TL4"], ("TL101", "TL402")),
        (["TL101", "TL402"], ("TL101", "TL402")),
        ([], ()),
    ],
)
@pytest.mark.parametrize("option", ["select", "ignore"])
def test_codes(
    run: Run, asked: dict[str, Any], option: str, written: list[str], codes: tuple[str, ...]
) -> None:
    arguments = [part for code in written for part in (f"--{option}", code)]
    assert run("check", "x", *arguments).exit_code == 0
    assert asked[option] == codes


def test_an_unknown_code_is_an_error_with_the_nearest(run: Run, asked: dict[str, Any]) -> None:
    result = run("check", "x", "--select", "TL4O2")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: no rule has the code TL4O2; the nearest is TL402 (treatylang rules lists all)\n"
    )


def test_the_profile_is_passed_on(run: Run, asked: dict[str, Any]) -> None:
    run("check", "x", "--profile", "swiss")
    assert asked["profile"] == "swiss"
    assert run("check", "x", "--profile", "belgian").exit_code == 2


def test_explain(run: Run, asked: dict[str, Any]) -> None:
    assert run("explain", "tl201").stdout.startswith("error[TL201] name\ntitle\n")
    result = run("explain", "TL203")
    assert result.exit_code == 2
    assert "the nearest is TL20" in result.stderr


def test_rules(run: Run, asked: dict[str, Any]) -> None:
    first, *_ = run("rules").stdout.splitlines()
    assert first == "TL101  error  name  title"


@pytest.mark.parametrize(
    ("written", "jobs"), [((), 1), (("--jobs", "3"), 3), (("--jobs", "auto"), 0)]
)
def test_the_number_of_workers(
    run: Run, asked: dict[str, Any], written: tuple[str, ...], jobs: int
) -> None:
    assert run("check", "x", *written).exit_code == 0
    assert asked["jobs"] == jobs


@pytest.mark.parametrize(
    "written",
    [
        ("--jobs", "-1"), ("--jobs", "many"), ("--jobs", "1000"), ("--limit", "0"),
        ("--limit", "4294967296"), ("--cross-check", "z4"),
    ],
)  # fmt: skip
def test_numbers_that_are_none(run: Run, asked: dict[str, Any], written: tuple[str, ...]) -> None:
    assert run("check", "x", *written).exit_code == 2


def test_without_the_second_solver_it_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cvc5", None)
    result = run("check", "drafts/npt/sharing.treaty", "--cross-check", "cvc5")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: cvc5 is not installed; install it with: pip install 'treatylang[cross-check]'\n"
    )


def test_questions_are_not_written_among_other_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    result = run("check", "drafts/npt/sharing.treaty", "--save-queries", str(tmp_path))
    assert result.exit_code == 2
    assert "name an empty or new folder" in result.stderr
    assert (tmp_path / "note.txt").read_text() == "mine"
