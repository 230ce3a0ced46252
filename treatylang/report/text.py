"""Findings as terminal text: a header, the framed source, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_lowercase

from rich.cells import cell_len

from treatylang.findings import Finding, Past, Report, sort_key
from treatylang.report.frame import frame
from treatylang.report.page import Page
from treatylang.report.totals import (
    comparison_sentence,
    open_findings,
    opinion_sentence,
    totals_sentence,
)
from treatylang.report.visible import one_line, paragraphs
from treatylang.report.wrap import wrap

_INDENT = "  "
_NARROWEST = 20


def report_text(report: Report, page: Page | None = None, *, resolved: bool = False) -> str:
    """Return the whole report, ended by its totals.

    ``resolved`` lists the conflicts that precedence settles and the findings that the draft
    allows, too.
    """
    page = page or Page()
    shown = report.findings if resolved else open_findings(report)
    parts = [finding_text(item, report.sources, page) for item in sorted(shown, key=sort_key)]
    if report.gone:
        parts.append("".join(_gone(item, page) + "\n" for item in report.gone))
    parts.append(page.paint(totals_sentence(report, resolved=resolved), "strong") + "\n")
    if comparison := comparison_sentence(report):
        parts[-1] += page.fit(one_line(comparison)) + "\n"
    if report.opinion is not None:
        parts[-1] += opinion_sentence(report.opinion) + "\n"
    return "\n".join(parts)


def _gone(item: Past, page: Page) -> str:
    told = f"gone {item.severity.value}[{item.code}]: {item.message} ({item.path})"
    return page.paint(page.fit(one_line(told)), "faint")


def finding_text(finding: Finding, sources: Mapping[str, str], page: Page | None = None) -> str:
    """Return one finding; ``sources`` has the text of each file by the path that places carry."""
    page = page or Page()
    headline, *more = paragraphs(finding.message)
    kind = finding.severity.value
    head = page.paint(f"{kind}[{one_line(finding.code)}]", kind)
    rows = wrap(page.fit(headline), max(_NARROWEST, page.excerpt - cell_len(kind) - 9))
    lines = [f"{head}: {page.paint(rows[0], 'strong')}"]
    lines += [_INDENT + page.paint(row, "strong") for row in rows[1:]]
    for line in more:
        lines += [_INDENT + row for row in wrap(page.fit(line), page.width - len(_INDENT))]
    lines += frame(finding, sources, page)
    blocks = list(_blocks(finding))
    if blocks:
        lines.append("")
        column = max(8, *(len(label) for label, _ in blocks)) + 2
        previous = ""
        for label, text in blocks:
            lines += _block("" if label == previous else label, text, column, page)
            previous = label
    lines.append(page.paint(f"{_INDENT}= treatylang explain {one_line(finding.code)}", "faint"))
    return "\n".join(lines) + "\n"


def _blocks(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield what is said under the frame, in order, each with its label."""
    for member in finding.members:
        if not member.place.path:
            name = member.article or member.label
            yield "With", f"{name}: {member.role}" if member.role else name
    if finding.scenario:
        yield "Scenario", finding.scenario
    if finding.overlap:
        yield "Overlap", finding.overlap
    if finding.cure:
        yield "Cure", finding.cure
    if finding.checked:
        yield "Checked", "; ".join(item.rstrip(".;") for item in finding.checked) + "."
    for letter, repair in zip(ascii_lowercase, finding.repairs, strict=False):
        checked = f"checked: {repair.checked}" if repair.checked else "checked"
        yield "Repair", f"({letter}) {repair.description} ({checked})"
    if finding.advice:
        yield "Advice", finding.advice
    if finding.resolved_by:
        yield "Resolved by", finding.resolved_by
    if finding.known:
        yield "Known", finding.known
    if finding.allowed:
        yield "Allowed", finding.allowed


def _block(label: str, text: str, column: int, page: Page) -> list[str]:
    """Return a labelled text, wrapped, each paragraph of it on lines of its own."""
    lines: list[str] = []
    head = page.paint(label, "strong") + " " * (column - len(label))
    room = max(_NARROWEST, page.width - column - len(_INDENT))
    for paragraph in paragraphs(text):
        hanging = " " * 4 if paragraph[:1] == "(" and paragraph[2:4] == ") " else ""
        for row in wrap(page.fit(paragraph), room - len(hanging)):
            lines.append(f"{_INDENT}{head}{row}".rstrip())
            head = " " * column + hanging
    return lines
