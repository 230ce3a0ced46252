"""Repairs of single clauses: what has no effect is left out, and the draft read again."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.repair import reread
from checker.run import Run
from treatylang.findings import Repair, Severity
from treatylang.model.draft import Clause, Condition, Draft, Norm
from treatylang.syntax.source import NOWHERE, Place

_NOTES = re.compile(
    r'\s*\.(?:\s*(?:source|because)\s+(?:"[^"]*"|“[^”]*”)\s*\.'
    r'|\s*allow\s+\w+(?:\s+because\s+(?:"[^"]*"|“[^”]*”))?\s*\.)*\s*',
    re.IGNORECASE,
)


def without_part(run: Run, norm: Norm, part: Condition) -> Repair | None:
    """Leave a condition or an exception out; None where the sentence does not stand without it."""
    draft, place = run.draft, part.place
    text = draft.sources[place.path]
    start, end = place.start, place.end
    new = ""
    if part.leading:
        after = re.compile(r"\s*,\s*(\w)").match(text, end)
        if after is None:
            return None
        new, end = (after[1].upper() if text[start].isupper() else after[1]), after.end()
    else:
        before = re.compile(r"\s*,?\s*$").search(text[:start])
        assert before is not None
        start = before.start()
    edit = (Place(place.path, start, end, place.line, place.column), new)
    mended = reread(draft, (edit,))
    if not _sound(draft, mended) or _norms(mended) != _norms_without(draft, norm, part):
        return None
    return Repair(
        f"leave it out of {draft.where(norm.clause)}",
        "read again: nothing else of the draft has changed",
        (edit,),
    )


def without_clause(run: Run, norm: Norm) -> Repair | None:
    """Leave a whole clause out; None where it says more, or others speak of it."""
    draft = run.draft
    clause = draft.clauses[norm.clause]
    if len(clause.norms) != 1 or clause.texts or len(draft.articles[clause.article].clauses) < 2:
        return None
    place = clause.place
    text = draft.sources[place.path]
    notes = _NOTES.match(text, place.end)
    end = notes.end() if notes is not None else place.end
    edit = (Place(place.path, place.start, end, place.line, place.column), "")
    mended = reread(draft, (edit,))
    rest = {name: plain for name, plain in _norms(draft).items() if name != norm.id}
    clauses = {name: plain for name, plain in _clauses(draft).items() if name != clause.id}
    if not _sound(draft, mended) or _norms(mended) != rest or _clauses(mended) != clauses:
        return None
    return Repair(
        f"leave {draft.where(norm.clause)} out",
        "read again: nothing else of the draft has changed",
        (edit,),
    )


def _sound(draft: Draft, mended: Draft) -> bool:
    def errors(of: Draft) -> int:
        return sum(finding.severity is Severity.ERROR for finding in of.findings)

    return not mended.unreadable and errors(mended) <= errors(draft)


def _norms(draft: Draft) -> dict[str, Norm]:
    return {norm.id: _placeless(norm) for norm in draft.norms.values()}


def _norms_without(draft: Draft, norm: Norm, part: Condition) -> dict[str, Norm]:
    changed = replace(
        norm,
        conditions=tuple(item for item in norm.conditions if item is not part),
        exceptions=tuple(item for item in norm.exceptions if item is not part),
    )
    return _norms(draft) | {norm.id: _placeless(changed)}


def _placeless(norm: Norm) -> Norm:
    return replace(
        norm,
        place=NOWHERE,
        conditions=tuple(replace(item, place=NOWHERE) for item in norm.conditions),
        exceptions=tuple(replace(item, place=NOWHERE) for item in norm.exceptions),
    )


def _clauses(draft: Draft) -> dict[str, Clause]:
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
        for clause in draft.clauses.values()
    }
