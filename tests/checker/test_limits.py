"""A whole check ends within counts, and says with its clauses what it left out: never a pass."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

import checker
from tests.checker.checking import read
from treatylang.cli.main import main
from treatylang.findings import Finding, Report, Severity


def _pairs(act: str, attribute: str, count: int = 4) -> str:
    return "".join(
        f"d{i}: Each Party shall {act} with {attribute} > {i} {UNITS[attribute]}.\n"
        f"p{i}: No Party shall {act} with {attribute} > {i} {UNITS[attribute]}.\n"
        for i in range(count)
    )


UNITS = {"compute": "FLOP", "length": "pages"}
CLASH = f'article a "A".\n{_pairs("train", "compute")}'
"""Ten pairs: a duty conflicts with each prohibition that is no narrower."""
SETTLED = """article b "B".
loser: No Party shall notify.
""" + "".join(
    f"over{i}: Notwithstanding loser, each Party shall notify, if ready.\n" for i in range(9)
)
"""Nine conflicts, each of them settled."""


def _counted(report: Report) -> Counter[str]:
    return Counter(item.code for item in report.findings if item.counts)


def _only(report: Report, code: str) -> Finding:
    (found,) = (item for item in report.findings if item.code == code)
    return found


@pytest.mark.parametrize("most", [10, 9])
def test_a_list_that_ends_names_its_clauses(tmp_path: Path, most: int) -> None:
    draft = read(tmp_path, CLASH)
    report = checker.check([draft], conflicts=most, select=["TL2"])
    assert _counted(report) == ({"TL201": 10} if most == 10 else {"TL201": 9, "TL209": 1})
    if most == 9:
        end = _only(report, "TL209")
        assert {member.label for member in end.members} == set(draft.norms)


def test_each_subject_has_a_list_of_its_own(tmp_path: Path) -> None:
    draft = read(tmp_path, f'{CLASH}article b "B".\n{_pairs("report", "length")}')
    report = checker.check([draft], conflicts=3, select=["TL2"])
    assert _counted(report) == {"TL201": 6, "TL209": 2}


@pytest.mark.parametrize("clauses", ["{clash}{settled}", "{settled}{clash}"])
def test_settled_conflicts_push_no_open_one_off_the_list(tmp_path: Path, clauses: str) -> None:
    open_one = 'article c "C".\nlast: Each Party shall notify, if truce.\n'
    text = clauses.format(settled=SETTLED, clash=open_one)
    draft = read(tmp_path, text)
    # One conflict is listed on the act, and ten settled ones.
    report = checker.check([draft], conflicts=1, select=["TL2"])
    assert _counted(report) == {"TL201": 1}
    assert sum(bool(item.resolved_by) for item in report.findings) == 9


def test_settled_conflicts_that_are_not_listed_are_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.limits.SETTLED", 3)
    report = checker.check([read(tmp_path, SETTLED)], conflicts=1, select=["TL2"])
    end = _only(report, "TL209")
    assert end.severity is Severity.INFO and report.exit_status == 0
    assert len(end.members) == 10
    assert sum(bool(item.resolved_by) for item in report.findings) == 3


def test_a_circle_settles_nothing_in_the_list(tmp_path: Path) -> None:
    text = """article a "A".
one: Notwithstanding three, each Party shall train with compute > 5 FLOP.
two: Notwithstanding one, no Party shall train with compute > 4 FLOP.
three: Notwithstanding two, no Party shall train with compute > 3 FLOP.
"""
    report = checker.check([read(tmp_path, text)], conflicts=1, select=["TL2"])
    assert _counted(report) == {"TL207": 1, "TL201": 1, "TL209": 1}


# --- steps ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [1, 3, 8])
def test_what_was_not_looked_at_is_undecided(tmp_path: Path, steps: int) -> None:
    draft = read(tmp_path, SETTLED.replace("Notwithstanding loser, each", "Each"))
    whole = checker.check([draft])
    part = checker.check([draft], steps=steps)
    undecided = [item for item in part.findings if item.code == "TL900"]
    assert undecided and all("limit of" in item.message for item in undecided)
    named = {member.label for item in undecided for member in item.members}
    conflicts = {item.fingerprint for item in whole.findings if item.code == "TL201"}
    found = {item.fingerprint for item in part.findings if item.code == "TL201"}
    assert len(conflicts) == 9 and found < conflicts
    for item in whole.findings:
        if item.code == "TL201" and item.fingerprint not in found:
            assert {member.label for member in item.members} <= named


def test_nothing_found_is_no_pass_without_steps(tmp_path: Path) -> None:
    file = tmp_path / "draft.treaty"
    file.write_text(
        'class Party "Party".\nfact truce "truce".\nact notify "notify" by Party.\narticle a "A".\n'
        "one: Each Party shall notify, if truce.\ntwo: No Party shall notify, unless truce.\n",
        encoding="utf-8",
    )
    assert CliRunner().invoke(main, ["check", str(file)]).exit_code == 0
    said = CliRunner().invoke(main, ["check", "--steps", "1", str(file)])
    assert said.exit_code == 3
    assert "one: Each Party shall notify, if truce." in said.output


@pytest.mark.parametrize("steps", [1, 20, 100])
def test_workers_leave_out_the_same(tmp_path: Path, steps: int) -> None:
    draft = read(tmp_path, CLASH + SETTLED)
    alone, many = (checker.check([draft], steps=steps, jobs=jobs) for jobs in (1, 2))
    assert alone.findings == many.findings
    assert any(item.code == "TL900" for item in alone.findings)


def test_the_usual_steps_suffice_for_usual_drafts(tmp_path: Path) -> None:
    report = checker.check([read(tmp_path, CLASH + SETTLED)])
    assert not any(item.severity is Severity.UNDECIDED for item in report.findings)


@pytest.mark.parametrize("limits", [{"steps": 0}, {"conflicts": 0}])
def test_limits_that_are_none(tmp_path: Path, limits: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        checker.check([read(tmp_path, CLASH)], **limits)
