"""The totals of a report: as numbers, and as the sentence that ends the text output."""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.findings import Finding, Report, SecondOpinion, Severity


@dataclass(frozen=True, slots=True)
class Totals:
    """How many findings of each kind; resolved and allowed ones enter no severity's number."""

    errors: int
    warnings: int
    undecided: int
    notes: int
    resolved: int
    allowed: int
    drafts: int
    clauses: int
    formal: int


def totals(report: Report) -> Totals:
    """Count a report's findings."""

    def number(severity: Severity) -> int:
        return sum(finding.severity is severity for finding in open_findings(report))

    return Totals(
        errors=number(Severity.ERROR),
        warnings=number(Severity.WARNING),
        undecided=number(Severity.UNDECIDED),
        notes=number(Severity.INFO),
        resolved=sum(bool(finding.resolved_by) for finding in report.findings),
        allowed=sum(
            bool(finding.allowed) and not finding.resolved_by for finding in report.findings
        ),
        drafts=report.drafts,
        clauses=report.clauses,
        formal=report.formal,
    )


def open_findings(report: Report) -> list[Finding]:
    """Return the findings that nothing settles: neither precedence nor the draft's allowance."""
    return [item for item in report.findings if not item.resolved_by and not item.allowed]


def totals_sentence(report: Report, *, resolved: bool) -> str:
    """Return "2 errors, 1 warning, 0 undecided in 3 drafts (47 clauses, 38 formal)".

    Resolved conflicts and allowed findings follow where there are any; ``resolved`` tells whether
    they were shown.
    """
    count = totals(report)
    parts = [_many(count.errors, "error"), _many(count.warnings, "warning")]
    parts.append(f"{count.undecided} undecided")
    if count.notes:
        parts.append(_many(count.notes, "note"))
    sentence = (
        f"{', '.join(parts)} in {_many(count.drafts, 'draft')} "
        f"({_many(count.clauses, 'clause')}, {count.formal} formal)"
    )
    settled = []
    if count.resolved:
        settled.append(_many(count.resolved, "resolved conflict"))
    if count.allowed:
        settled.append(_many(count.allowed, "allowed finding"))
    if settled:
        sentence += f"; {' and '.join(settled)} {'shown' if resolved else 'not shown'}"
    return sentence


def opinion_sentence(opinion: SecondOpinion) -> str:
    """Return "1,234 questions confirmed by cvc5 1.4.2, 0 contradicted, 3 not decided by it"."""
    noun = "question" if opinion.confirmed == 1 else "questions"
    return (
        f"{opinion.confirmed:,} {noun} confirmed by {opinion.by}, "
        f"{opinion.contradicted:,} contradicted, {opinion.undecided:,} not decided by it"
    )


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
