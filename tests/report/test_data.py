"""Findings as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.report.findings import CAP, CONFLICT, finding, report
from treatylang.findings import Finding, Member, SecondOpinion, Severity
from treatylang.report.data import report_json
from treatylang.report.text import report_text
from treatylang.syntax.source import NOWHERE


def test_every_field_of_a_finding_is_there() -> None:
    (found,) = json.loads(report_json(report(CONFLICT)))["findings"]
    assert found.keys() - {"fingerprint", "counts"} == set(Finding.__slots__)
    assert found["fingerprint"] == CONFLICT.fingerprint
    assert found["counts"] is True
    assert found["members"][1] == {
        "label": "licensing.cap",
        "article": "Article 1, paragraph 1",
        "role": "must not be done",
        "place": {
            "path": "drafts/accord.treaty",
            "line": 6,
            "column": 5,
            "start": CAP.place.start,
            "end": CAP.place.end,
        },
    }
    assert found["repairs"][0]["edits"][0]["text"] == "Notwithstanding cap, each FrontierParty"
    assert found["witness"] == {"agents": {"P": ["FrontierParty"]}, "day": 0}


def test_the_summary_has_the_totals() -> None:
    mixed = report(CONFLICT, finding(resolved_by="cap"), finding(severity=Severity.UNDECIDED))
    assert json.loads(report_json(mixed))["summary"] == {
        "errors": 1,
        "warnings": 0,
        "undecided": 1,
        "notes": 0,
        "resolved": 1,
        "allowed": 0,
        "known": 0,
        "gone": 0,
        "held_against": "",
        "drafts": 1,
        "clauses": 2,
        "formal": 2,
        "unreadable": False,
        "exit_status": 1,
        "cross_check": None,
    }


def test_resolved_findings_are_listed_on_request() -> None:
    settled = report(finding(resolved_by="cap"))
    assert json.loads(report_json(settled))["findings"] == []
    (found,) = json.loads(report_json(settled, resolved=True))["findings"]
    assert found["counts"] is False


def test_the_text_is_ascii_and_the_same_for_any_order() -> None:
    other = finding()
    text = report_json(report(CONFLICT, other))
    assert text.isascii()
    assert text == report_json(report(other, CONFLICT))


def test_what_is_built_in_has_no_place() -> None:
    built_in = report(finding(Member("day", NOWHERE, "built in")))
    (found,) = json.loads(report_json(built_in))["findings"]
    assert found["members"][0]["place"] is None


def test_a_second_opinion_is_told() -> None:
    given = replace(report(), opinion=SecondOpinion("cvc5 1.4.2", 1234, 0, 3))
    said = {"by": "cvc5 1.4.2", "confirmed": 1234, "contradicted": 0, "undecided": 3}
    assert json.loads(report_json(given))["summary"]["cross_check"] == said
    assert report_text(given).endswith(
        "\n1,234 questions confirmed by cvc5 1.4.2, 0 contradicted, 3 not decided by it\n"
    )
