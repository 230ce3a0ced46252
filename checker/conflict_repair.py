"""Repairs of conflicts, offered only after the repaired draft has been read and searched again."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.conflicts import Conflict, Search
from checker.overlap import Overlap, Overlaps
from checker.precedence import circular, settle
from checker.repair import reread
from checker.run import Run
from treatylang.findings import Repair
from treatylang.model.draft import DoAct, Draft, Modality
from treatylang.model.formula import ChoiceBound, Number, NumberBound, Op
from treatylang.syntax.source import Place

_NUMBER = re.compile(r"\d[\d.]*(?:[eE][+-]?\d+)?")


def repairs(run: Run, conflict: Conflict, overlap: Overlap | None) -> tuple[Repair, ...]:
    """Return the changes that settle a conflict of two clauses and make no new one."""
    if len(conflict.norms) != 2:
        return ()
    candidates = []
    winner = _to_prevail(run.draft, conflict, overlap)
    if winner is not None:
        candidates.append(_notwithstanding(run.draft, conflict, winner))
    moved = _moved_bound(run.draft, conflict)
    if moved is not None:
        candidates.append(moved)
    return tuple(
        replace(repair, checked="this conflict is gone and none is new")
        for repair in candidates
        if _cures(run, conflict, repair)
    )


def _to_prevail(draft: Draft, conflict: Conflict, overlap: Overlap | None) -> str | None:
    """The clause that may be made to prevail: the special one, or the right or exemption."""
    if overlap is not None and overlap.special is not None:
        return overlap.special
    if conflict.kind in ("TL203", "TL204") and not conflict.total:
        return conflict.norms[0]
    return None


def _notwithstanding(draft: Draft, conflict: Conflict, winner: str) -> Repair:
    (loser,) = set(conflict.norms) - {winner}
    norm, clause = draft.norms[winner], draft.clauses[draft.norms[loser].clause]
    same = draft.clauses[norm.clause].article == clause.article
    label = clause.label if same else clause.id
    text = draft.sources[norm.place.path]
    start = norm.place.start
    first = Place(norm.place.path, start, start + 1, norm.place.line, norm.place.column)
    named = norm.bearer in draft.states and norm.determiner == ""
    letter = text[start] if named else text[start].lower()
    return Repair(
        f'begin {draft.where(norm.clause)} with "Notwithstanding {label},"',
        "",
        ((first, f"Notwithstanding {label}, {letter}"),),
    )


def _moved_bound(draft: Draft, conflict: Conflict) -> Repair | None:
    """Move a bound of the first clause to where the second one's begins."""
    one, other = (draft.norms[name] for name in conflict.norms)
    if not isinstance(one.content, DoAct) or not isinstance(other.content, DoAct):
        return None
    if other.modality is not Modality.PROHIBITION:
        return None
    for against in other.content.bounds:
        if isinstance(against, ChoiceBound) or not isinstance(against.term, Number):
            continue
        for bound in one.content.bounds:
            if not isinstance(bound, NumberBound) or bound.attribute != against.attribute:
                continue
            edit = _edit(draft, bound, against)
            if edit is not None:
                place, words = edit
                where = draft.where(one.clause)
                return Repair(f"in {where}, write “{words}”", "", ((place, words),))
    return None


def _edit(draft: Draft, bound: NumberBound, against: NumberBound) -> tuple[Place, str] | None:
    """The bound with the other's figure, just outside what is forbidden."""
    own = draft.sources[bound.place.path][bound.place.start : bound.place.end]
    theirs = draft.sources[against.place.path][against.place.start : against.place.end]
    found = _NUMBER.search(theirs)
    if found is None or not _NUMBER.search(own):
        return None
    figure = theirs[found.start() :]
    upward = bound.op in (Op.GE, Op.GT)
    symbols = {
        (Op.GT, True): ">=", (Op.GE, False): "<", (Op.GT, False): "<=", (Op.LT, False): "<=",
        (Op.LT, True): ">=", (Op.LE, True): ">",
    }  # fmt: skip
    symbol = symbols.get((against.op, upward))
    return (bound.place, f"{bound.attribute} {symbol} {figure}") if symbol else None


def _cures(run: Run, conflict: Conflict, repair: Repair) -> bool:
    """Read the repaired draft and search it again, as far as the change reaches."""
    draft = reread(run.draft, repair.edits)
    if draft.unreadable or set(draft.norms) != set(run.draft.norms):
        return False
    if any(group not in circular(run.draft) for group in circular(draft)):
        return False
    before = _open(run, run.draft, conflict)
    after = _open(run, draft, conflict)
    return set(conflict.norms) not in after and all(item in before for item in after)


def _open(run: Run, draft: Draft, conflict: Conflict) -> list[set[str]]:
    """The conflicts of a draft, of the same subject, that no precedence settles."""
    search = Search(draft, run.solver, only=frozenset(conflict.norms))
    overlaps, groups = Overlaps(Run(draft, run.solver)), circular(draft)
    return [
        set(item.norms)
        for item in search.conflicts()
        if settle(draft, item, groups, overlaps.of)[0] is None
    ]
