"""Repairs of single clauses: what has no effect is left out, and the draft read again.

Reading a long draft again for each repair would cost more than finding what to repair: many are
read at once, and where that does not read as meant, each half by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checker.repair import reread
from treatylang.findings import Finding, Repair, Severity
from treatylang.model.draft import Clause, Condition, Draft, ExpectBreach, Norm
from treatylang.syntax.source import NOWHERE, Place

_NOTES = re.compile(
    r'\s*\.(?:\s*(?:source|because)\s+(?:"[^"]*"|“[^”]*”)\s*\.'
    r'|\s*allow\s+\w+(?:\s+because\s+(?:"[^"]*"|“[^”]*”))?\s*\.)*\s*',
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """Leave a norm out with its clause, or only one of its conditions or exceptions."""

    norm: str
    part: Condition | None
    place: Place
    new: str = ""


@dataclass(frozen=True, slots=True)
class Curable:
    """A finding with the change that would cure it, which has not been tried yet."""

    finding: Finding
    change: Change | None = None


def without_part(draft: Draft, norm: Norm, part: Condition) -> Change | None:
    """Leave a condition or an exception out of its sentence."""
    place = part.place
    text = draft.sources[place.path]
    start, end, new = place.start, place.end, ""
    if part.leading:
        after = re.compile(r"\s*,\s*(\w)").match(text, end)
        if after is None:
            return None
        new, end = (after[1].upper() if text[start].isupper() else after[1]), after.end()
    else:
        while start and (text[start - 1].isspace() or text[start - 1] == ","):
            start -= 1
    return Change(norm.id, part, _at(place, start, end), new)


def without_clause(draft: Draft, norm: Norm) -> Change | None:
    """Leave a whole clause out; None where it says more, or others speak of it."""
    clause = draft.clauses[norm.clause]
    alone = len(clause.norms) == 1 and not clause.texts
    if not alone or len(draft.articles[clause.article].clauses) < 2 or _spoken_of(draft, clause):
        return None
    place = clause.place
    notes = _NOTES.match(draft.sources[place.path], place.end)
    return Change(norm.id, None, _at(place, place.start, notes.end() if notes else place.end))


def _at(place: Place, start: int, end: int) -> Place:
    return Place(place.path, start, end, place.line, place.column)


def _spoken_of(draft: Draft, clause: Clause) -> bool:
    if any(item.target == clause.id != item.source for item in draft.references):
        return True
    if any(clause.id in item.clauses for item in draft.simultaneous):
        return True
    expected = [item for scenario in draft.scenarios.values() for item in scenario.expected]
    return any(item.target == clause.id for item in draft.verified) or any(
        isinstance(item, ExpectBreach) and set(clause.norms) & set(item.norms) for item in expected
    )


def mended(draft: Draft, found: Sequence[Curable]) -> list[Finding]:
    """Return the findings, with a repair where the draft reads as meant without what is idle."""
    changes = [item.change for item in found if item.change is not None]
    good = {change for batch in _batches(draft, changes) for change in _good(draft, batch)}
    return [_with_repair(draft, item) if item.change in good else item.finding for item in found]


def _with_repair(draft: Draft, item: Curable) -> Finding:
    change = item.change
    assert change is not None
    where = draft.where(draft.norms[change.norm].clause)
    repair = Repair(
        f"leave {where} out" if change.part is None else f"leave it out of {where}",
        "read again: nothing else of the draft has changed",
        ((change.place, change.new),),
        safe=change.part is not None,
    )
    return replace(item.finding, repairs=(repair,))


def _batches(draft: Draft, changes: Iterable[Change]) -> list[list[Change]]:
    """Changes that can be made together: no two of one norm, and no article left empty."""
    batches: list[list[Change]] = []
    left: list[Counter[str]] = []
    for change in changes:
        article = draft.clauses[draft.norms[change.norm].clause].article
        for batch, gone in zip(batches, left, strict=True):
            fits = gone[article] + 1 < len(draft.articles[article].clauses)
            if fits and all(other.norm != change.norm for other in batch):
                break
        else:
            batch, gone = [], Counter[str]()
            batches.append(batch)
            left.append(gone)
        batch.append(change)
        gone[article] += change.part is None
    return batches


def _good(draft: Draft, batch: list[Change]) -> list[Change]:
    """Read the draft with all changes made; where that goes wrong, look for those at fault."""
    after = reread(draft, [(change.place, change.new) for change in batch])
    if _as_meant(draft, after, batch):
        return batch
    if len(batch) == 1:
        return []
    half = len(batch) // 2
    return [*_good(draft, batch[:half]), *_good(draft, batch[half:])]


def _as_meant(draft: Draft, after: Draft, changes: Iterable[Change]) -> bool:
    def errors(of: Draft) -> int:
        return sum(finding.severity is Severity.ERROR for finding in of.findings)

    norms, clauses = dict(draft.norms), dict(draft.clauses)
    for change in changes:
        norm = draft.norms[change.norm]
        if change.part is None:
            del norms[norm.id], clauses[norm.clause]
        else:
            norms[norm.id] = _without(norm, change.part)
    read = not after.unreadable and errors(after) <= errors(draft)
    same = {name: _placeless(norm) for name, norm in norms.items()} == {
        name: _placeless(norm) for name, norm in after.norms.items()
    }
    return read and same and _plain(clauses.values()) == _plain(after.clauses.values())


def _without(norm: Norm, part: Condition) -> Norm:
    return replace(
        norm,
        conditions=tuple(item for item in norm.conditions if item is not part),
        exceptions=tuple(item for item in norm.exceptions if item is not part),
    )


def _placeless(norm: Norm) -> Norm:
    return replace(
        norm,
        place=NOWHERE,
        conditions=tuple(replace(item, place=NOWHERE) for item in norm.conditions),
        exceptions=tuple(replace(item, place=NOWHERE) for item in norm.exceptions),
    )


def _plain(clauses: Iterable[Clause]) -> dict[str, Clause]:
    return {
        clause.id: replace(
            clause,
            number="",
            place=NOWHERE,
            label_place=NOWHERE,
            texts=tuple(replace(text, place=NOWHERE) for text in clause.texts),
            allowances=tuple(replace(item, place=NOWHERE) for item in clause.allowances),
            references=tuple((word, names, NOWHERE) for word, names, _ in clause.references),
        )
        for clause in clauses
    }
