"""The checker: what a draft says that cannot all be so, or that subsidiarity does not allow.

``check`` is the whole interface. Importing this package registers every rule and does not load
the solver; the first question does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from checker import conflict_findings, standing, subsidiarity
from checker.allowances import apply_allowances
from checker.run import Run
from checker.solve import Solver
from treatylang.findings import Finding, Report, sort_key
from treatylang.model.draft import Draft

PROFILES = ("", "eu", "swiss", "german", "us")
"""The tests of subsidiarity; "" is the plain one of the semantics."""


def check(
    drafts: Sequence[Draft],
    *,
    profile: str = "",
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    resolved: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check drafts, and return everything found in a stable order.

    ``select`` and ``ignore`` are codes or their beginnings ("TL2"); what stayed undecided and what
    could not be read is always reported. Conflicts that precedence settles are always in the
    report; unless ``resolved``, without their story, which saves time. ``progress`` is called with
    the work done and the work in all, in clauses. Raises ValueError for an unknown profile.
    """
    if profile not in PROFILES:
        raise ValueError(f"there is no profile {profile!r}; there are {', '.join(PROFILES[1:])}")
    solver = Solver()
    found: list[Finding] = []
    sources: dict[str, str] = {}
    total = sum(len(draft.norms) for draft in drafts)
    done = 0
    for draft in drafts:
        sources |= draft.sources
        found += _check(draft, solver, profile, resolved)
        done += len(draft.norms)
        if progress is not None:
            progress(done, total)
    wanted = [item for item in dict.fromkeys(found) if _wanted(item, select, ignore)]
    clauses = [clause for draft in drafts for clause in draft.clauses.values()]
    return Report(
        findings=tuple(sorted(wanted, key=sort_key)),
        drafts=len(drafts),
        clauses=len(clauses),
        formal=sum(bool(clause.norms) for clause in clauses),
        sources=sources,
        unreadable=any(draft.unreadable for draft in drafts),
    )


def _check(draft: Draft, solver: Solver, profile: str, resolved: bool) -> list[Finding]:
    run = Run(draft, solver, profile, resolved)
    found = standing.background_findings(run)
    if not found:
        # From a false background everything follows: no other verdict would mean anything.
        found = [
            *conflict_findings.findings(run),
            *standing.findings(run),
            *subsidiarity.findings(run),
        ]
    return apply_allowances(draft, [*draft.findings, *found, *run.undecided])


def _wanted(finding: Finding, select: Collection[str], ignore: Collection[str]) -> bool:
    if finding.code in ("TL002", "TL900"):
        return True
    if any(finding.code.startswith(code) for code in ignore):
        return False
    return not select or any(finding.code.startswith(code) for code in select)


__all__ = ["PROFILES", "check"]
