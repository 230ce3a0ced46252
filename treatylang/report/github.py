"""Findings as workflow commands of GitHub Actions: annotations on the lines of a pull request.

The messages end with the scenario, for an annotation is all that a reviewer sees.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Report, Severity, sort_key
from treatylang.report.totals import comparison_sentence, open_findings, totals_sentence

_KINDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
    Severity.UNDECIDED: "error",
}


def report_github(report: Report) -> str:
    """Return one command for each open finding, and a notice with the totals."""
    lines = [_command(item, report) for item in sorted(open_findings(report), key=sort_key)]
    told = filter(None, (totals_sentence(report, resolved=False), comparison_sentence(report)))
    lines.append(f"::notice title=treatylang::{_data('. '.join(told))}")
    return "\n".join(lines) + "\n"


def _command(finding: Finding, report: Report) -> str:
    place = finding.place
    where = dict(_where(finding, report.sources.get(place.path, ""))) if place.path else {}
    where["title"] = f"{finding.code} ({finding.severity.value})"
    properties = ",".join(f"{name}={_property(value)}" for name, value in where.items())
    others = [f"{m.article or m.label}: {m.role}" for m in finding.members if m.role]
    told = [finding.message, *others, finding.scenario, finding.cure, finding.advice]
    return f"::{_KINDS[finding.severity]} {properties}::{_data(chr(10).join(filter(None, told)))}"


def _where(finding: Finding, source: str) -> Iterator[tuple[str, str]]:
    place = finding.place
    spanned = source[place.start : place.end].rstrip()
    yield "file", place.path
    yield "line", str(place.line)
    yield "endLine", str(place.line + spanned.count("\n"))
    if "\n" not in spanned:  # columns are understood within one line alone
        yield "col", str(place.column)
        yield "endColumn", str(place.column + len(spanned))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
