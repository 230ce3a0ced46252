"""Repairs of conflicts.

A change is tried on the model first. What cures there is written into the text, many changes at
a time where they do not touch, and the text is read again: only a change that then reads as it was
meant, and leaves every other norm as it was, is offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from checker.bounds import box
from checker.circles import circular, runs_in_no_circle
from checker.conflicts import Conflict, Search
from checker.limits import ALL_CONFLICTS
from checker.overlap import Overlap
from checker.precedence import Order
from checker.repair import reread
from checker.run import Run
from treatylang.findings import Finding, Repair
from treatylang.model.draft import DoAct, Draft, Modality, Precedence, PrecedenceKind
from treatylang.model.formula import ChoiceBound, Number, NumberBound, Op
from treatylang.syntax.source import Place

_NUMBER = re.compile(r"\d[\d.]*(?:[eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of one norm: ``prevails_over`` norms, or a new ``content``; ``edits`` write it."""

    finding: int
    norm: str
    description: str
    edits: tuple[tuple[Place, str], ...]
    prevails_over: tuple[str, ...] = ()
    content: DoAct | None = None

    def reads_as_meant(self, draft: Draft) -> bool:
        """Whether a draft has the change."""
        pairs = {(item.winner, item.loser) for item in draft.precedence}
        if not all((self.norm, loser) in pairs for loser in self.prevails_over):
            return False
        return self.content is None or draft.norms[self.norm].content == self.content


def with_repairs(
    run: Run, found: Sequence[tuple[Finding, Conflict, Overlap | None]]
) -> list[Finding]:
    """Return the findings with the changes that settle their conflicts and make no new one."""
    trials = _Trials(run)
    changes = [
        change
        for index, (_, conflict, overlap) in enumerate(found)
        if len(conflict.norms) == 2
        for change in _candidates(trials, index, conflict, overlap)
    ]
    good = _written(run, changes)
    findings = []
    for index, (finding, _, _) in enumerate(found):
        own = tuple(
            Repair(change.description, "this conflict is gone and none is new", change.edits)
            for change in changes
            if change.finding == index and change in good
        )
        findings.append(replace(finding, repairs=own))
    return findings


# --- on the model ---------------------------------------------------------------------------


def _candidates(
    trials: _Trials, index: int, conflict: Conflict, overlap: Overlap | None
) -> Iterable[_Change]:
    run = trials.run
    winner = _to_prevail(run.draft, conflict, overlap)
    if winner is not None:
        change = _notwithstanding(run.draft, index, conflict, winner)
        # Precedence changes no norm, so the conflicts stay what they are: one more is settled.
        if not _makes_a_circle(run.draft, change) and _settles(run.draft, conflict, change):
            yield change
    moved = _moved_bound(run.draft, index, conflict)
    if moved is not None and trials.cures(conflict, moved):
        yield moved


def _settles(draft: Draft, conflict: Conflict, change: _Change) -> bool:
    """Whether no rank of instruments stands against the change."""
    if not draft.principles:
        return True
    place = change.edits[0][0]
    new = tuple(
        Precedence(change.norm, loser, PrecedenceKind.NOTWITHSTANDING, place, loser)
        for loser in change.prevails_over
    )
    changed = replace(draft, precedence=(*draft.precedence, *new))
    settled, opposite = Order(changed).settle(conflict, lambda _: None, lambda *_: True)
    return settled is not None and opposite is None


def _makes_a_circle(draft: Draft, change: _Change) -> bool:
    # A circle that is there already counts as one norm: the change must not close another.
    ring = {name: min(group) for group in circular(draft) for name in group}
    old = [(item.winner, item.loser) for item in draft.precedence]
    new = [(change.norm, loser) for loser in change.prevails_over]

    def merged(edges: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(ring.get(winner, winner), ring.get(loser, loser)) for winner, loser in edges]

    outside = [(winner, loser) for winner, loser in merged(old) if winner != loser]
    return not runs_in_no_circle([*outside, *merged(new)])


@dataclass(slots=True)
class _Trials:
    """Changes of norms, tried on the model; each is tried once."""

    run: Run
    _before: dict[str, set[frozenset[str]] | None] = field(default_factory=dict)
    _after: dict[tuple[str, DoAct], set[frozenset[str]] | None] = field(default_factory=dict)

    def cures(self, conflict: Conflict, change: _Change) -> bool:
        """Whether the changed norm no longer has the conflict, and has no other than before."""
        assert change.content is not None
        draft = self.run.draft
        norm = replace(draft.norms[change.norm], content=change.content)
        changed = replace(draft, norms={**draft.norms, norm.id: norm})
        if any(limits.empty for limits in box(changed, norm).numbers.values()):
            return False
        # One is often moved for many conflicts: what is left is then looked for once.
        key = (norm.id, change.content)
        if key not in self._after:
            self._after[key] = self._left(changed, norm.id)
        left = self._after[key]
        return left is not None and frozenset(conflict.norms) not in left

    def _left(self, changed: Draft, norm: str) -> set[frozenset[str]] | None:
        """The conflicts that a changed norm has; None where one is new or not all are known."""
        if norm not in self._before:
            search = self._search(self.run.draft, norm)
            found = {frozenset(item.norms) for item in search.each()}
            self._before[norm] = self._confirmed(search, found)
        before, found = self._before[norm], set()
        if before is None:
            return None
        search = self._search(changed, norm)
        for item in search.each():
            if frozenset(item.norms) not in before:
                return None
            found.add(frozenset(item.norms))
        return self._confirmed(search, found)

    def _search(self, draft: Draft, norm: str) -> Search:
        return Search(draft, self.run.solver, ALL_CONFLICTS, about=norm)

    def _confirmed(self, search: Search, found: set[frozenset[str]]) -> set[frozenset[str]] | None:
        for item in search.undecided:
            self.run.leave_open(item.norms, "whether a repair would do", item.reason)
        self.run.leave_unfinished(search.unfinished)
        return found if search.complete else None


# --- in the text -------------------------------------------------------------------------------


def _written(run: Run, changes: Sequence[_Change]) -> list[_Change]:
    """Return the changes that read as they were meant once they stand in the text."""
    good: list[_Change] = []
    for batch in _batches(changes):
        if _reads_well(run, batch):
            good += batch
        elif len(batch) > 1:
            good += [change for change in batch if _reads_well(run, [change])]
    return good


def _batches(changes: Sequence[_Change]) -> list[list[_Change]]:
    """Sort the changes into groups in which each norm is changed once."""
    batches: list[list[_Change]] = []
    for change in changes:
        for batch in batches:
            if all(other.norm != change.norm for other in batch):
                batch.append(change)
                break
        else:
            batches.append([change])
    return batches


def _reads_well(run: Run, batch: Sequence[_Change]) -> bool:
    draft = run.draft
    if run.solver.exhausted:
        run.leave_unfinished(change.norm for change in batch)
        return False
    run.solver.look(sum(map(len, draft.sources.values())))
    read = reread(draft, [edit for change in batch for edit in change.edits])
    if read.unreadable != draft.unreadable or list(read.norms) != list(draft.norms):
        return False
    changed = {change.norm for change in batch if change.content is not None}
    same = all(
        read.norms[name].content == norm.content
        for name, norm in draft.norms.items()
        if name not in changed
    )
    more = sum(len(change.prevails_over) for change in batch)
    return (
        same
        and len(read.precedence) == len(draft.precedence) + more
        and all(change.reads_as_meant(read) for change in batch)
    )


# --- the changes --------------------------------------------------------------------------------


def _to_prevail(draft: Draft, conflict: Conflict, overlap: Overlap | None) -> str | None:
    """The clause that may be made to prevail: the special one, or the right or exemption."""
    if overlap is not None and overlap.special is not None:
        return overlap.special
    if conflict.kind in ("TL203", "TL204") and overlap is not None and not overlap.inside:
        return conflict.norms[0]
    return None


def _notwithstanding(draft: Draft, index: int, conflict: Conflict, winner: str) -> _Change:
    (loser,) = set(conflict.norms) - {winner}
    norm, clause = draft.norms[winner], draft.clauses[draft.norms[loser].clause]
    same = draft.clauses[norm.clause].article == clause.article
    label = clause.label if same else clause.id
    text = draft.sources[norm.place.path]
    start = norm.place.start
    first = Place(norm.place.path, start, start + 1, norm.place.line, norm.place.column)
    named = norm.bearer in draft.states and norm.determiner == ""
    letter = text[start] if named else text[start].lower()
    return _Change(
        index,
        winner,
        f'begin {draft.where(norm.clause)} with "Notwithstanding {label},"',
        ((first, f"Notwithstanding {label}, {letter}"),),
        prevails_over=tuple(name for name in clause.norms if name != winner),
    )


def _moved_bound(draft: Draft, index: int, conflict: Conflict) -> _Change | None:
    """Move a bound of the first clause to where the second one's begins."""
    one, other = (draft.norms[name] for name in conflict.norms)
    if not isinstance(one.content, DoAct) or not isinstance(other.content, DoAct):
        return None
    if other.modality is not Modality.PROHIBITION:
        return None
    for against in other.content.bounds:
        if isinstance(against, ChoiceBound) or not isinstance(against.term, Number):
            continue
        for at, bound in enumerate(one.content.bounds):
            if not isinstance(bound, NumberBound) or bound.attribute != against.attribute:
                continue
            edit = _edit(draft, bound, against)
            if edit is None:
                continue
            op, words = edit
            moved = replace(bound, op=op, term=against.term)
            bounds = (*one.content.bounds[:at], moved, *one.content.bounds[at + 1 :])
            return _Change(
                index,
                one.id,
                f"in {draft.where(one.clause)}, write “{words}”",
                ((bound.place, words),),
                content=replace(one.content, bounds=bounds),
            )
    return None


def _edit(draft: Draft, bound: NumberBound, against: NumberBound) -> tuple[Op, str] | None:
    """The bound with the other's figure, just outside what is forbidden."""
    own = draft.sources[bound.place.path][bound.place.start : bound.place.end]
    theirs = draft.sources[against.place.path][against.place.start : against.place.end]
    found = _NUMBER.search(theirs)
    if found is None or not _NUMBER.search(own):
        return None
    upward = bound.op in (Op.GE, Op.GT)
    ops = {
        (Op.GT, True): Op.GE, (Op.GE, False): Op.LT, (Op.GT, False): Op.LE, (Op.LT, False): Op.LE,
        (Op.LT, True): Op.GE, (Op.LE, True): Op.GT,
    }  # fmt: skip
    op = ops.get((against.op, upward))
    return (op, f"{bound.attribute} {op.value} {theirs[found.start() :]}") if op else None
