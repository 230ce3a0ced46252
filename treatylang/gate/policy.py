"""What findings weigh in a project, where its configuration says otherwise than the rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from treatylang.findings import Finding, Report, Severity

UNREADABLE = "TL002"


def weighed(report: Report, severities: Mapping[str, str]) -> Report:
    """Return the report with the severities that the configuration gives, by the longest beginning
    of a code. What is undecided stays so, and so does what could not be read."""
    if not severities:
        return report
    return replace(report, findings=tuple(_weighed(item, severities) for item in report.findings))


def _weighed(finding: Finding, severities: Mapping[str, str]) -> Finding:
    if finding.severity is Severity.UNDECIDED or finding.code == UNREADABLE:
        return finding
    fitting = [code for code in severities if finding.code.startswith(code)]
    if not fitting:
        return finding
    return replace(finding, severity=Severity(severities[max(fitting, key=len)]))
