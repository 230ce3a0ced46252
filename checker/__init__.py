"""The checker: what a draft says that cannot all be so, or that subsidiarity does not allow.

``check`` is the whole interface. Importing this package registers every rule and does not load
the solver; the first question does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from checker import languages, queries, second
from checker.allowances import apply_allowances
from checker.engine import MOST_RESOURCES, RESOURCES
from checker.limits import CONFLICTS, Limits
from checker.session import Session
from checker.unit import BACKGROUND, FAMILIES, Unit
from treatylang.figures import DesignFigures, VoteFigures
from treatylang.findings import Finding, Member, Report, Severity, sort_key
from treatylang.model.draft import Draft
from treatylang.syntax.source import Place

SECOND_SOLVERS = ("cvc5",)
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
    steps: int | None = None,
    conflicts: int = CONFLICTS,
    jobs: int = 1,
    save_queries: str | os.PathLike[str] | None = None,
    cross_check: str = "",
    cache: str | os.PathLike[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check drafts, and return everything found in a stable order.

    ``select`` and ``ignore`` are codes or their beginnings ("TL2"); what stayed undecided and what
    could not be read is always reported. Conflicts that precedence settles are always in the
    report; unless ``resolved``, without their story, which saves time. ``limit`` is what an attempt
    at a question may cost, in the solver's own units (1 to 4,294,967,295); what it does not decide
    is reported as undecided. ``steps`` is what a family of findings on a draft may take in all, and
    ``conflicts`` how many are listed on one subject (see ``checker.limits``). ``jobs`` is the
    number of worker processes; 1 is this process itself, and 0 as many as there are cores.
    ``save_queries`` is a folder that each question is written to, and ``cross_check`` ("cvc5") a
    second solver that is asked all of them; what it contradicts is reported, and counts as
    undecided. ``cache`` is a folder that answers are kept in from run to run; the report is the
    same with it and without. ``progress`` is called with the work done and the work in all, in
    clauses. Raises ValueError for a profile or second solver that there is not, and for a
    limit or a number of workers that is none; queries.ForeignFile where the folder holds anything
    else, and second.NotInstalled.
    """
    if profile not in PROFILES:
        raise ValueError(f"there is no profile {profile!r}; there are {', '.join(PROFILES[1:])}")
    if not 1 <= limit <= MOST_RESOURCES:
        raise ValueError(f"a limit is from 1 to {MOST_RESOURCES}, and not {limit}")
    if conflicts < 1 or (steps is not None and steps < 1):
        raise ValueError("a check takes at least one step, and lists at least one conflict")
    if jobs < 0:
        raise ValueError(f"there cannot be {jobs} workers")
    if cross_check not in ("", *SECOND_SOLVERS):
        raise ValueError(f"there is no second solver {cross_check!r}; there is cvc5")
    by = second.name() if cross_check else ""
    folder = Path(save_queries) if save_queries is not None else None
    if folder is not None:
        queries.own(folder)
    families = [f for f in FAMILIES if _may_be_wanted(f, select, ignore)]
    units = [
        Unit(index, family, profile, resolved, Limits(steps, conflicts))
        for index in range(len(drafts))
        for family in (BACKGROUND, *families)
    ]
    logged = bool(by) or folder is not None
    workers = jobs or os.cpu_count() or 1
    kept = Path(cache) if cache is not None else None
    made = Session(drafts, units, limit, workers, by, logged, progress, kept).run()
    if folder is not None:
        queries.save(folder, made.log)
    found: list[Finding] = []
    sources: dict[str, str] = {}
    for index, draft in enumerate(drafts):
        sources |= draft.sources
        found += _findings(draft, made.found[index], {"TL1", *families})
    wanted = [item for item in dict.fromkeys(found) if _wanted(item, select, ignore)]
    return Report(
        findings=tuple(sorted(wanted, key=sort_key)),
        drafts=len(drafts),
        clauses=sum(len(draft.clauses) for draft in drafts),
        formal=sum(map(_formal, drafts)),
        sources=sources,
        unreadable=any(draft.unreadable for draft in drafts),
        opinion=made.opinion,
        effort=made.effort,
    )


def _formal(draft: Draft) -> int:
    """Count the clauses that say something that can be checked."""
    final = draft.institutions.clauses
    return sum(bool(item.norms) or item.id in final for item in draft.clauses.values())


def votes(draft: Draft) -> VoteFigures:
    """Return the figures of a draft's voting rules, and its claims with their verdicts."""
    from checker.institutions.tables import figures
    from checker.run import Run
    from checker.solve import Solver

    return figures(Run(draft, Solver()))


def design(draft: Draft) -> DesignFigures:
    """Return values of the draft's choices with which all its claims hold, or what stands in the
    way."""
    from checker.institutions.design import design as find
    from checker.run import Run
    from checker.solve import Solver

    return find(Run(draft, Solver()))


def _findings(draft: Draft, made: list[Finding], families: set[str]) -> list[Finding]:
    """Put together what was found in reading and in checking a draft, and what it accepts."""
    if any(item.code == "TL300" for item in made):
        # From a false background everything follows: nothing else was looked for.
        families = {"TL1"}
    found = [*draft.findings, *languages.findings(draft), *made]
    if not draft.clauses and not draft.unreadable:
        found.append(_nothing_checked(draft))
    return apply_allowances(draft, found, families)


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


__all__ = ["PROFILES", "check", "design", "votes"]
