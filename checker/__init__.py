"""The checker: what a draft says that cannot all be so, or that subsidiarity does not allow.

``check`` is the whole interface. Importing this package registers every rule and does not load
the solver; the first question does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from checker import conflict_findings, institutions, standing, subsidiarity
from checker.allowances import apply_allowances
from checker.engine import MOST_RESOURCES, RESOURCES
from checker.run import Run
from checker.solve import Solver
from treatylang.findings import Finding, Member, Report, Severity, sort_key
from treatylang.model.draft import Draft
from treatylang.syntax.source import Place

PROFILES = ("", "eu", "swiss", "german", "us")
"""The tests of subsidiarity; "" is the plain one of the semantics."""


def check(
    drafts: Sequence[Draft],
    *,
    profile: str = "",
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    resolved: bool = True,
    limit: int = RESOURCES,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check drafts, and return everything found in a stable order.

    ``select`` and ``ignore`` are codes or their beginnings ("TL2"); what stayed undecided and what
    could not be read is always reported. Conflicts that precedence settles are always in the
    report; unless ``resolved``, without their story, which saves time. ``limit`` is what an attempt
    at a question may cost, in the solver's own units (1 to 4,294,967,295); what it does not decide
    is reported as undecided. ``progress`` is called with the work done and the work in all, in
    clauses. Raises ValueError for an unknown profile, and for a limit that is none.
    """
    if profile not in PROFILES:
        raise ValueError(f"there is no profile {profile!r}; there are {', '.join(PROFILES[1:])}")
    if not 1 <= limit <= MOST_RESOURCES:
        raise ValueError(f"a limit is from 1 to {MOST_RESOURCES}, and not {limit}")
    solver = Solver(limit)
    found: list[Finding] = []
    sources: dict[str, str] = {}
    total = sum(len(draft.norms) for draft in drafts)
    done = 0
    for draft in drafts:
        sources |= draft.sources
        found += _check(Run(draft, solver, profile, resolved), select, ignore)
        done += len(draft.norms)
        if progress is not None:
            progress(done, total)
    wanted = [item for item in dict.fromkeys(found) if _wanted(item, select, ignore)]
    return Report(
        findings=tuple(sorted(wanted, key=sort_key)),
        drafts=len(drafts),
        clauses=sum(len(draft.clauses) for draft in drafts),
        formal=sum(map(_formal, drafts)),
        sources=sources,
        unreadable=any(draft.unreadable for draft in drafts),
    )


def _formal(draft: Draft) -> int:
    """Count the clauses that say something that can be checked."""
    final = draft.institutions.clauses
    return sum(bool(item.norms) or item.id in final for item in draft.clauses.values())


_FAMILIES = (
    ("TL2", conflict_findings.findings),
    ("TL3", standing.findings),
    ("TL4", subsidiarity.findings),
    ("TL5", institutions.findings),
)
"""The families of findings, by what their codes begin with: only those asked for are run."""


def _check(run: Run, select: Collection[str], ignore: Collection[str]) -> list[Finding]:
    draft = run.draft
    run.solver.family = "TL3"
    found = standing.background_findings(run)
    looked_for = {"TL1"}
    if not found:
        # From a false background everything follows: no other verdict would mean anything.
        for prefix, findings in _FAMILIES:
            if _may_be_wanted(prefix, select, ignore):
                run.solver.family = prefix
                found += findings(run)
                looked_for.add(prefix)
    run.report_open()
    if not draft.clauses and not draft.unreadable:
        found.append(_nothing_checked(draft))
    return apply_allowances(draft, [*draft.findings, *found, *run.undecided], looked_for)


def _nothing_checked(draft: Draft) -> Finding:
    return Finding(
        "TL306",
        Severity.WARNING,
        "the draft has no clause: nothing was checked",
        (Member(draft.root, Place(draft.root, 0, 0, 1, 1), ""),),
        advice="Write an article with a clause, or check the draft that includes this file.",
    )


def _may_be_wanted(prefix: str, select: Collection[str], ignore: Collection[str]) -> bool:
    if any(prefix.startswith(code) for code in ignore):
        return False
    return not select or any(code.startswith(prefix) or prefix.startswith(code) for code in select)


def _wanted(finding: Finding, select: Collection[str], ignore: Collection[str]) -> bool:
    if finding.code == "TL002" or finding.severity is Severity.UNDECIDED:
        return True
    if any(finding.code.startswith(code) for code in ignore):
        return False
    return not select or any(finding.code.startswith(code) for code in select)


__all__ = ["PROFILES", "check"]
