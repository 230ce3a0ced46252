"""Findings on norms one by one, apart from conflicts (semantics, section 4)."""

from __future__ import annotations

from checker.run import Run
from checker.standing.background_check import background_findings
from checker.standing.chain import chains
from checker.standing.coverage import coverage
from checker.standing.effect import effects
from checker.standing.exchange import exchanges
from checker.standing.mending import mended
from checker.standing.plain import known
from checker.standing.scope import scope
from treatylang.findings import Finding, sort_key


def findings(run: Run) -> list[Finding]:
    """Return every finding on a draft whose background is sound."""
    background = known(run.draft)
    alone = scope(run, background)
    curable = [*alone.found, *effects(run, background, alone.dead, alone.impossible)]
    found = [
        *mended(run.draft, curable),
        *coverage(run, alone.dead),
        *chains(run, alone.dead),
        *exchanges(run, alone.dead),
    ]
    return sorted(found, key=sort_key)


__all__ = ["background_findings", "findings"]
