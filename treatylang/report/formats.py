"""The formats that a report is written in, by name."""

from __future__ import annotations

from collections.abc import Collection

from treatylang.findings import Report
from treatylang.report.page import Page
from treatylang.rules import Rule


def written(
    report: Report,
    form: str,
    page: Page,
    *,
    rules: Collection[Rule],
    version: str,
    resolved: bool = False,
) -> str:
    """Return the report in a format; ``page`` is what text is laid out for.

    ``rules`` is the catalogue, and ``version`` that of the tool, for formats that name them.
    ``resolved`` lists what is settled, allowed or known as well, where the format has no marks of
    its own for that. Raises ValueError for a format that there is not.
    """
    match form:
        case "text":
            from treatylang.report.text import report_text

            return report_text(report, page, resolved=resolved)
        case "json":
            from treatylang.report.data import report_json

            return report_json(report, resolved=resolved)
        case "sarif":
            from treatylang.report.sarif import report_sarif

            return report_sarif(report, rules, version)
        case "github":
            from treatylang.report.github import report_github

            return report_github(report)
        case "gitlab":
            from treatylang.report.gitlab import report_gitlab

            return report_gitlab(report)
        case "junit":
            from treatylang.report.junit import report_junit

            return report_junit(report)
    raise ValueError(f"there is no format {form!r}")
