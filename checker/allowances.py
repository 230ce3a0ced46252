"""Findings that a draft accepts, with a reason; an acceptance that matches nothing is reported."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from treatylang.findings import Finding, Member, Severity
from treatylang.model.draft import Draft
from treatylang.rules import Rule, register

_DRAFT = (
    'class Party "Party" plural "Parties".\nact notify "notify the Authority" by Party.\n'
    'article a "A".\n  one: Each Party shall notify.\n'
)

STALE = register(
    Rule(
        code="TL112",
        name="stale-allowance",
        title="an accepted finding that is no longer there",
        severity=Severity.WARNING,
        what="A clause accepts a finding (“allow TL203 because ...”) that the checker does not "
        "make there, or no longer makes. Acceptances that outlive their reason would hide the "
        "next finding of that kind.",
        law="VCLT Art. 31(1), good faith: a tolerated defect is one that the parties know of.",
        bad=_DRAFT + '  allow TL203 because "accepted by the committee".\n',
        good=_DRAFT,
    )
)


def apply_allowances(
    draft: Draft, findings: Sequence[Finding], looked_for: Collection[str]
) -> list[Finding]:
    """Mark the findings that the draft accepts at one of their clauses.

    An acceptance is stale only where its kind of finding was looked for: ``looked_for`` has what
    the codes of those kinds begin with.
    """
    clause_of = {norm.id: norm.clause for norm in draft.norms.values()}
    used: set[tuple[str, str]] = set()
    marked = []
    for finding in findings:
        clauses = {clause_of.get(m.label, m.label) for m in finding.members} & draft.clauses.keys()
        reason = ""
        for clause in sorted(clauses):
            for allowance in draft.clauses[clause].allowances:
                if allowance.code == finding.code:
                    used.add((clause, allowance.code))
                    reason = allowance.reason
        can = finding.severity is not Severity.UNDECIDED and finding.code != "TL002"
        marked.append(replace(finding, allowed=reason) if reason and can else finding)
    return marked + [
        Finding(
            STALE.code,
            STALE.severity,
            f"{allowance.code} is accepted here, and is not found here",
            (Member(clause.id, allowance.place, "", draft.where(clause.id)),),
            advice="Delete the acceptance.",
            detail=allowance.code,
        )
        for clause in draft.clauses.values()
        for allowance in clause.allowances
        if (clause.id, allowance.code) not in used
        and any(allowance.code.startswith(prefix) for prefix in looked_for)
    ]
