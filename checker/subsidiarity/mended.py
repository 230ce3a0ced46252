"""Cures are offered as edits only where the changed draft was read and checked again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from checker.repair import reread
from checker.run import Run
from checker.subsidiarity import conferral
from checker.subsidiarity.necessity import Verdicts
from checker.subsidiarity.placed import matter_of
from treatylang.findings import Finding, Repair, Severity, sort_key

_MOST_READ = 2_000
"""Norms that are read again in all: trying an edit for every finding of a long draft would take
longer than the check itself. The first findings have theirs tried."""
_MOST_ON_MATTER = 16


def confirmed(run: Run, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings in order, with those of their repairs that hold."""
    ordered = sorted(findings, key=sort_key)
    known = {finding.fingerprint for finding in ordered}
    tries = _MOST_READ // max(len(run.draft.norms), 1)
    checked = "the changed draft was read again: the clause acts only where it is needed"
    done = []
    for finding in ordered:
        held = []
        for repair in finding.repairs:
            tries -= 1
            if tries >= 0 and _holds(run, repair, finding.members[0].label, known):
                held.append(replace(repair, checked=checked))
        done.append(replace(finding, repairs=tuple(held)))
    return done


def _holds(run: Run, repair: Repair, norm: str, known: Collection[str]) -> bool:
    """Whether the changed draft has nothing left on the norm, and nothing new on its matter."""
    matter = matter_of(run.draft, run.draft.norms[norm])
    on_matter = [item for item in run.draft.norms.values() if matter_of(run.draft, item) == matter]
    if matter is None or len(on_matter) > _MOST_ON_MATTER:
        return False
    changed = reread(run.draft, repair.edits)
    if changed.unreadable or not changed.norms.keys() >= run.draft.norms.keys():
        return False
    before = {f.fingerprint for f in run.draft.findings}
    if any(f.severity is Severity.ERROR and f.fingerprint not in before for f in changed.findings):
        return False
    again = Run(changed, run.solver, run.profile)
    same = changed.matters[matter.name]
    found = list(Verdicts.of(again, same).on_norms())
    for item in on_matter:
        found += conferral.on_norm(again, changed.norms[item.id], same)
    for open_question in again.undecided:
        norms = [member.label for member in open_question.members]
        known_norms = [name for name in norms if name in run.draft.norms]
        run.leave_open(known_norms, "whether a repair would do", open_question.message)
    left = {"TL401", "TL402", "TL403", "TL411"}
    return not again.undecided and all(
        item.fingerprint in known and not (item.code in left and item.members[0].label == norm)
        for item in found
    )
