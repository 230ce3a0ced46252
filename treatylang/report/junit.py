"""Findings as a JUnit report: a suite for each file, a case for each finding.

A finding that makes the check fail is a failure, an undecided one an error; what weighs less is
told in the output of a case that passes. A check with nothing to tell is one case that passes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as xml

from treatylang.findings import Finding, Report, Severity, sort_key
from treatylang.report.text import finding_text
from treatylang.report.totals import open_findings, totals_sentence

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report_junit(report: Report) -> str:
    """Return the report as XML, with no time in it: the same bytes on every run."""
    files: dict[str, list[Finding]] = {}
    for item in sorted(open_findings(report), key=sort_key):
        files.setdefault(item.place.path or "treatylang", []).append(item)
    root = xml.Element("testsuites", name="treatylang")
    for path, items in files.items():
        _suite(root, path, items, report)
    if not files:
        suite = xml.SubElement(
            root, "testsuite", name="treatylang", tests="1", failures="0", errors="0"
        )
        xml.SubElement(
            suite, "testcase", classname="treatylang", name=totals_sentence(report, resolved=False)
        )
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    if report.unreadable:
        suite = xml.SubElement(
            root, "testsuite", name="reading", tests="1", failures="0", errors="1"
        )
        case = xml.SubElement(
            suite, "testcase", classname="reading", name="a draft could not be read"
        )
        xml.SubElement(case, "error", message="what could not be read was not checked")
        root.set("tests", str(int(root.get("tests", "0")) + 1))
        root.set("errors", str(int(root.get("errors", "0")) + 1))
    xml.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + xml.tostring(root, "unicode") + "\n"


def _suite(root: xml.Element, path: str, items: Sequence[Finding], report: Report) -> None:
    suite = xml.SubElement(root, "testsuite", name=_text(path), tests=str(len(items)))
    failures = errors = 0
    for item in items:
        case = xml.SubElement(
            suite,
            "testcase",
            classname=_text(path),
            name=_text(f"{item.code} {item.place.line}:{item.place.column} {item.fingerprint}"),
        )
        told = _text(finding_text(item, report.sources))
        if item.severity is Severity.UNDECIDED:
            errors += 1
            xml.SubElement(case, "error", message=_text(item.message), type=item.code).text = told
        elif item.severity in (Severity.ERROR, report.fail_on):
            failures += 1
            xml.SubElement(case, "failure", message=_text(item.message), type=item.code).text = told
        else:
            xml.SubElement(case, "system-out").text = told
    suite.set("failures", str(failures))
    suite.set("errors", str(errors))


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
