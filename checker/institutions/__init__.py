"""Institutions: votes, procedures, final clauses, and what is claimed of them (semantics, 6)."""

from __future__ import annotations

from checker.institutions import (
    claim_findings,
    final_findings,
    procedure_findings,
    quality,
    rules,
)
from checker.institutions.telling import Teller
from checker.run import Run
from treatylang.findings import Finding

RULES = rules.RULES
"""The rules of this family, registered as it is imported."""


def findings(run: Run) -> list[Finding]:
    """Return what is wrong with the draft's institutions and with what it claims of them; what was
    not decided stands in ``run.undecided``."""
    teller = Teller(run)
    quality.tell(teller)
    procedure_findings.tell(teller)
    final_findings.tell(teller)
    claim_findings.tell(teller)
    return list(teller.found)


__all__ = ["RULES", "findings"]
