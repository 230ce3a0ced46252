"""Subsidiarity: who may act on a matter, and whether it is needed there (semantics, section 5)."""

from __future__ import annotations

from checker.run import Run
from checker.subsidiarity import conferral, mended, necessity, proportionality, rules
from treatylang.findings import Finding

RULES = rules.RULES
"""The rules of this family, registered as it is imported."""


def findings(run: Run) -> list[Finding]:
    """Return what the profile's tests find; what was not decided stands in ``run.undecided``."""
    if not run.draft.matters:
        return []
    found, hopeless = necessity.findings(run)
    found += conferral.findings(run, hopeless)
    found += proportionality.findings(run, hopeless)
    return mended.confirmed(run, found)


__all__ = ["RULES", "findings"]
