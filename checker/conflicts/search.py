"""The search for all conflicts of a draft, subject by subject, within its limits.

First all pairs that no express clause settles, so that nothing settled can keep an open conflict
off the list; then the pairs that one settles; then the larger sets, which are minimal only if no
pair is among them.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from checker.circles import circular
from checker.conflicts import bounds, competences, exemptions, forbidden, rights, together
from checker.conflicts.desk import Conflict, Desk, Undecided, Wanted
from checker.limits import USUAL, Exhausted, Limits
from checker.solve import Solver
from treatylang.model.draft import DoAct, Draft, HasCompetence, Keep, Norm

Pairs = Callable[[Wanted], Iterator[Conflict]]
Larger = Callable[[], Iterator[Conflict]]


@dataclass(slots=True)
class _Subject:
    """The norms on one act (or on linked ones), quantity or matter, and how to search them."""

    norms: tuple[str, ...]
    pairs: Pairs
    larger: Larger
    listed: Counter[bool] = field(default_factory=Counter)
    """How many of its conflicts are listed: settled ones, and open ones."""
    full: bool = False
    """Whether no more open conflicts of it are listed: then it is not searched any further."""


@dataclass(slots=True)
class Search:
    """Finds the conflicts of a draft: all of them, or as many as the limits let it list.

    ``about`` is a duty or a permission to whose conflicts it keeps; empty: all conflicts.
    """

    draft: Draft
    solver: Solver
    limits: Limits = USUAL
    about: str = ""
    unfinished: dict[str, None] = field(default_factory=dict)
    """The norms among which not all was asked when the steps were spent."""
    settled_cut: dict[tuple[str, ...], None] = field(default_factory=dict)
    """Groups of norms with more settled conflicts than are listed."""
    _desk: Desk = field(init=False)
    _listed: Counter[bool] = field(default_factory=Counter)
    _settling: frozenset[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self._desk = Desk(self.draft, self.solver, self.about)
        # Lex superior may point the other way, and then nothing is settled.
        express = () if "lex superior" in self.draft.principles else self.draft.precedence
        rings = circular(self.draft)
        self._settling = frozenset(
            (item.winner, item.loser)
            for item in express
            if not any({item.winner, item.loser} <= ring for ring in rings)
        )

    @property
    def undecided(self) -> list[Undecided]:
        """What the solver did not decide."""
        return self._desk.undecided

    @property
    def cut(self) -> list[tuple[str, ...]]:
        """Groups of norms that conflict in more ways than are listed."""
        return list(self._desk.cut)

    @property
    def complete(self) -> bool:
        """Whether all conflicts were looked for, and all that were found are listed."""
        return not (self._desk.cut or self.settled_cut or self.unfinished or self.undecided)

    def conflicts(self) -> list[Conflict]:
        """Return the conflicts, settled ones included, in the order of the draft."""
        order = {name: index for index, name in enumerate(self.draft.norms)}
        return sorted(self.each(), key=lambda item: sorted(order[name] for name in item.norms))

    def each(self) -> Iterator[Conflict]:
        """Yield the conflicts as they are found."""
        subjects = self._subjects()
        rounds: list[Callable[[_Subject], Iterator[Conflict]]] = [
            lambda subject: subject.pairs(self._is_open_pair),
            lambda subject: subject.larger(),
        ]
        if self._settling:
            rounds.insert(1, lambda subject: subject.pairs(self._is_settled_pair))
        for search in rounds:
            for subject in subjects:
                if not subject.full:
                    yield from self._taken(subject, search)

    # --- lists ---------------------------------------------------------------------------------

    def _taken(
        self, subject: _Subject, search: Callable[[_Subject], Iterator[Conflict]]
    ) -> Iterator[Conflict]:
        """Yield what is found on a subject and still has a place in the list."""
        try:
            self._desk.go_on()
            for conflict in search(subject):
                self._desk.learn(conflict.norms)
                settled = self._is_settled(conflict)
                if self._has_place(subject, settled=settled):
                    subject.listed[settled] += 1
                    self._listed[settled] += 1
                    yield conflict
                elif settled:
                    # It is known, and that is enough: what is open is looked for all the same.
                    self.settled_cut[subject.norms] = None
                else:
                    self._desk.cut[subject.norms] = None
                    subject.full = True
                    return
        except Exhausted:
            self.unfinished |= dict.fromkeys(subject.norms)

    def _has_place(self, subject: _Subject, *, settled: bool) -> bool:
        most = self.limits.settled if settled else self.limits.conflicts
        return subject.listed[settled] < most and self._listed[settled] < self.limits.in_all

    def _is_settled(self, conflict: Conflict) -> bool:
        """Whether an express clause settles it."""
        return any(pair in self._settling for pair in itertools.permutations(conflict.norms, 2))

    def _is_settled_pair(self, one: Norm, other: Norm) -> bool:
        return (one.id, other.id) in self._settling or (other.id, one.id) in self._settling

    def _is_open_pair(self, one: Norm, other: Norm) -> bool:
        return not self._is_settled_pair(one, other)

    # --- subjects ------------------------------------------------------------------------------

    def _subjects(self) -> list[_Subject]:
        acts: dict[str, list[Norm]] = defaultdict(list)
        quantities: dict[str, list[Norm]] = defaultdict(list)
        matters: dict[str, list[Norm]] = defaultdict(list)
        for norm in self.draft.norms.values():
            match norm.content:
                case DoAct(act=act):
                    acts[act].append(norm)
                case Keep(quantity=quantity):
                    quantities[quantity].append(norm)
                case HasCompetence(matter=matter):
                    matters[matter].append(norm)
        linked = list(together.linked_norms(self.draft, acts))
        subjects = [
            *(self._on_act(norms) for norms in acts.values()),
            *(self._on_linked_acts(norms) for norms in linked),
            *(self._exempt_in_company(norms, acts) for norms in acts.values()),
            *(self._on_quantity(norms) for norms in quantities.values()),
            *(self._on_matter(norms) for norms in matters.values()),
        ]
        return [item for item in subjects if not self.about or self.about in item.norms]

    def _on_act(self, norms: list[Norm]) -> _Subject:
        desk = self._desk

        def pairs(wanted: Wanted) -> Iterator[Conflict]:
            yield from forbidden.pairs(desk, norms, wanted)
            yield from rights.pairs(desk, norms, wanted)
            yield from exemptions.pairs(desk, norms, wanted)

        return _Subject(_names(norms), pairs, lambda: forbidden.unions(desk, norms))

    def _on_linked_acts(self, norms: list[Norm]) -> _Subject:
        return _Subject(
            _names(norms),
            lambda wanted: together.pairs(self._desk, norms, wanted),
            lambda: together.larger(self._desk, norms),
        )

    def _exempt_in_company(self, norms: list[Norm], acts: dict[str, list[Norm]]) -> _Subject:
        return _Subject(
            _names(norms),
            lambda _: iter(()),
            lambda: exemptions.in_company(self._desk, norms, acts),
        )

    def _on_quantity(self, norms: list[Norm]) -> _Subject:
        desk = self._desk

        def pairs(wanted: Wanted) -> Iterator[Conflict]:
            yield from bounds.pairs(desk, norms, wanted)
            yield from rights.pairs(desk, norms, wanted)
            yield from exemptions.pairs(desk, norms, wanted)

        def larger() -> Iterator[Conflict]:
            yield from bounds.larger(desk, norms)
            yield from exemptions.in_company(desk, norms, {})

        return _Subject(_names(norms), pairs, larger)

    def _on_matter(self, norms: list[Norm]) -> _Subject:
        return _Subject(
            _names(norms),
            lambda wanted: competences.pairs(self._desk, norms, wanted),
            lambda: iter(()),
        )


def _names(norms: list[Norm]) -> tuple[str, ...]:
    return tuple(norm.id for norm in norms)
