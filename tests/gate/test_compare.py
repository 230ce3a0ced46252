"""What was there before: known once for each time it was, never where it weighs more."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.findings import CONFLICT, PATH, finding, report
from treatylang.findings import Finding, Member, Past, Severity
from treatylang.gate import baseline
from treatylang.gate.compare import mark
from treatylang.gate.policy import weighed
from treatylang.gate.settings import ConfigError

PAST = Past.of(CONFLICT)
WHERE = "the baseline"


def known(*findings: Finding, before: tuple[Past, ...], there: tuple[str, ...] = ()) -> list[bool]:
    return [bool(item.known) for item in mark(report(*findings), before, WHERE, there).findings]


def elsewhere(path: str) -> Finding:
    first, *rest = CONFLICT.members
    return replace(CONFLICT, members=(replace(first, place=replace(first.place, path=path)), *rest))


def test_what_was_there_is_known_and_does_not_count() -> None:
    marked = mark(report(CONFLICT), [PAST], WHERE)
    assert marked.exit_status == 0
    assert marked.findings[0].known == "in the baseline"
    assert marked.gone == ()


def test_one_of_two_alike_is_new() -> None:
    assert known(CONFLICT, CONFLICT, before=(PAST,)) == [True, False]
    assert known(CONFLICT, CONFLICT, before=(PAST, PAST)) == [True, True]


def test_the_same_fingerprint_in_another_draft_is_new() -> None:
    assert known(elsewhere("drafts/other.treaty"), before=(PAST,)) == [False]


def test_a_renamed_file_keeps_what_it_had() -> None:
    past = replace(PAST, path="drafts/old-name.treaty")
    assert known(CONFLICT, before=(past,)) == [True]
    assert known(CONFLICT, before=(past,), there=("drafts/old-name.treaty",)) == [False]


def test_what_weighs_more_than_before_is_new() -> None:
    past = replace(PAST, severity=Severity.WARNING)
    assert known(CONFLICT, before=(past,)) == [False]
    assert known(replace(CONFLICT, severity=Severity.WARNING), before=(PAST,)) == [True]


def test_what_is_undecided_is_never_known() -> None:
    undecided = finding(severity=Severity.UNDECIDED)
    assert mark(report(undecided), [Past.of(undecided)], WHERE).exit_status == 3


def test_what_is_gone_is_told() -> None:
    marked = mark(report(), [PAST], WHERE)
    assert marked.gone == (PAST,)
    assert marked.exit_status == 0


def test_a_baseline_holds_what_counts_and_reads_back(tmp_path: Path) -> None:
    found = report(CONFLICT, finding(severity=Severity.UNDECIDED), finding(allowed="a reason"))
    file = tmp_path / "baseline.json"
    file.write_text(baseline.written(found), encoding="utf-8")
    assert baseline.read(file) == (PAST,)
    assert mark(found, baseline.read(file), WHERE).exit_status == 3
    assert baseline.written(mark(found, [PAST], WHERE)) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 1}', '{"version": 1, "findings": [3]}', "[" * 100_000,
     '{"version": 1, "findings": [{"path": 1}]}', "\xff"],
)  # fmt: skip
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(text, encoding="latin-1")
    with pytest.raises(ConfigError, match="is no baseline of treatylang"):
        baseline.read(file)


def test_a_baseline_of_another_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(json.dumps({"version": 2, "findings": []}), encoding="utf-8")
    with pytest.raises(ConfigError, match="another version"):
        baseline.read(file)


def test_severities_by_the_longest_beginning() -> None:
    found = report(CONFLICT, finding(severity=Severity.UNDECIDED))
    made = weighed(found, {"TL": "warning", "TL201": "info", "TL2": "error"})
    kinds = {item.severity for item in made.findings if item.code == "TL201"}
    assert kinds <= {Severity.INFO, Severity.UNDECIDED}
    assert Severity.UNDECIDED in {item.severity for item in made.findings}


def test_what_could_not_be_read_is_not_made_light_of() -> None:
    member = Member("x", CONFLICT.place, "")
    unread = Finding("TL002", Severity.ERROR, "not understood", (member,))
    assert weighed(report(unread), {"TL0": "info"}).findings[0].severity is Severity.ERROR


def test_findings_carry_the_path_of_the_sources() -> None:
    assert PAST.path == PATH
