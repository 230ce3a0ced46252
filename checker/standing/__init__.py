"""Findings on norms one by one, apart from conflicts (semantics, section 4)."""

from __future__ import annotations

from checker.run import Run
from checker.standing.background_check import background_findings
from treatylang.findings import Finding


def findings(run: Run) -> list[Finding]:
    """Return every finding on a draft whose background is sound."""
    return []


__all__ = ["background_findings", "findings"]
