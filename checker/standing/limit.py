"""TL311: where needless clauses were looked for among some of the others only."""

from __future__ import annotations

from collections.abc import Sequence

from checker.run import Run
from treatylang.findings import Finding, Severity
from treatylang.model.draft import Norm
from treatylang.rules import Rule, register

MOST_CANDIDATES = 60
"""Of more clauses on one subject than this, those with the fewest conditions are tried."""

IN_PART = register(
    Rule(
        code="TL311",
        name="redundancy-in-part",
        title="so many clauses on one subject that not all were tried",
        severity=Severity.INFO,
        what=f"More than {MOST_CANDIDATES} clauses on the same subject might make this one "
        "needless, alone or together. Those with the fewest conditions were tried, and do not. It "
        "may yet be redundant; nothing else is left out on its account, and no conflict is.",
        law="A check that was not carried out in full says so.",
        bad="",
        good="",
    )
)


def in_part(run: Run, norms: Sequence[Norm]) -> Finding:
    """Report the norms on one subject that were held against some of the others only."""
    first, *more = norms
    clauses = f" and {len(more)} more on the same subject" if more else ""
    adds = "add" if more else "adds"
    return Finding(
        code=IN_PART.code,
        severity=IN_PART.severity,
        message=f"whether {run.where(first.id)}{clauses} {adds} anything to the other clauses was "
        f"tried for {MOST_CANDIDATES} of them only",
        members=(run.member(first.id, "may be needless all the same"),),
        advice="Read the clauses on this subject against one another.",
    )
