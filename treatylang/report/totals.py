"""The totals of a report: as numbers, and as the sentence that ends the text output."""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.findings import Finding, Report, SecondOpinion, Severity


@dataclass(frozen=True, slots=True)
class Totals:
    """How many findings of each kind; what is resolved, allowed or known enters no severity's."""

    errors: int
    warnings: int
    undecided: int
    notes: int
    resolved: int
    allowed: int
    known: int
    gone: int
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
        known=sum(bool(finding.known) for finding in report.findings),
        gone=len(report.gone),
        drafts=report.drafts,
        clauses=report.clauses,
        formal=report.formal,
    )


def open_findings(report: Report) -> list[Finding]:
    """Return the findings that nothing settles: neither precedence, nor the draft's allowance, nor
    that they were there before."""
    settled = (item.resolved_by or item.allowed or item.known for item in report.findings)
    return [item for item, done in zip(report.findings, settled, strict=True) if not done]


def totals_sentence(report: Report, *, resolved: bool) -> str:
    """Return "2 errors, 1 warning, 0 undecided in 3 drafts (47 clauses, 38 formal)".

    Resolved conflicts, allowed and known findings follow where there are any; ``resolved`` tells
    whether they were shown.
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
    if count.known:
        settled.append(f"{count.known} unchanged")
    if settled:
        *most, last = settled
        told = f"{', '.join(most)} and {last}" if most else last
        sentence += f"; {told} {'shown' if resolved else 'not shown'}"
    return sentence


def comparison_sentence(report: Report) -> str:
    """Return "Against the baseline: 1 new, 12 unchanged, 2 gone"; empty where nothing was."""
    if not report.held_against:
        return ""
    count = totals(report)
    new = sum(finding.counts for finding in report.findings)
    return f"Against {report.held_against}: {new} new, {count.known} unchanged, {count.gone} gone"


def opinion_sentence(opinion: SecondOpinion) -> str:
    """Return "1,234 questions confirmed by cvc5 1.4.2, 0 contradicted, 3 not decided by it"."""
    noun = "question" if opinion.confirmed == 1 else "questions"
    return (
        f"{opinion.confirmed:,} {noun} confirmed by {opinion.by}, "
        f"{opinion.contradicted:,} contradicted, {opinion.undecided:,} not decided by it"
    )


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
