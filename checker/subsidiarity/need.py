"""The test of necessity as a formula: at which level a matter's objective can be achieved.

Where a matter leaves open how far its effects reach, or what a level achieves, there are two
formulas: what is certain, and what is possible. They say the same where all is declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from treatylang.model.draft import Draft, Matter
from treatylang.model.formula import (
    BEARER,
    OTHER,
    And,
    Breached,
    CaseAttribute,
    CaseChoice,
    Compare,
    Did,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Not,
    NumberBound,
    Or,
    QuantityOf,
    Scaled,
    Sum,
    Term,
    Truth,
)

TRUE, FALSE = Truth(True), Truth(False)


# --- formulas, simplified as they are put together, negation at the leaves ----------------------


def both(parts: Iterable[Formula]) -> Formula:
    """Return the conjunction."""
    kept: dict[Formula, None] = {}
    for part in parts:
        kept |= dict.fromkeys(part.parts if isinstance(part, And) else (part,))
    kept.pop(TRUE, None)
    if FALSE in kept or any(negated(part) in kept for part in kept):
        return FALSE
    return next(iter(kept), TRUE) if len(kept) < 2 else And(tuple(kept))


def either(parts: Iterable[Formula]) -> Formula:
    """Return the disjunction."""
    return negated(both(negated(part) for part in parts))


def negated(formula: Formula) -> Formula:
    """Return the negation, pushed down to the leaves."""
    match formula:
        case Truth(value):
            return Truth(not value)
        case Not(part):
            return plain(part)
        case Compare(left, op, right, place):
            return Compare(left, op.negated, right, place)
        case And(parts):
            return _joined(Or, FALSE, map(negated, parts))
        case Or(parts):
            return _joined(And, TRUE, map(negated, parts))
        case _:
            return Not(formula)


def plain(formula: Formula) -> Formula:
    """Return the formula with its negations at the leaves."""
    match formula:
        case Not(part):
            return negated(part)
        case And(parts):
            return _joined(And, TRUE, map(plain, parts))
        case Or(parts):
            return _joined(Or, FALSE, map(plain, parts))
        case _:
            return formula


def _joined(kind: type[And | Or], neutral: Truth, parts: Iterable[Formula]) -> Formula:
    """A list of its kind, flat and without repetitions."""
    kept: dict[Formula, None] = {}
    for part in parts:
        kept |= dict.fromkeys(part.parts if isinstance(part, kind) else (part,))
    kept.pop(neutral, None)
    if Truth(not neutral.value) in kept:
        return Truth(not neutral.value)
    return next(iter(kept), neutral) if len(kept) < 2 else kind(tuple(kept))


# --- levels -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Need:
    """What is needed for a matter under a profile."""

    draft: Draft
    matter: Matter
    profile: str

    def passes(self, level: str, *, possible: bool = False) -> Formula:
        """The level, or one below it, passes the test: certainly, or possibly."""
        contains, enough = self._contains(level, possible), self._suffices(level, possible)
        if self.profile == "eu":
            return either((enough, contains))
        if self.profile == "swiss":
            if self.matter.uniform is None or level == self.draft.levels[-1]:
                return enough
            return both((enough, negated(self.matter.uniform)))
        return both((enough, contains))

    def _contains(self, level: str, possible: bool) -> Formula:
        if level == self.draft.levels[-1]:
            return TRUE
        rank = self.draft.levels.index(level)
        found: Formula = Truth(possible)
        for reached, condition in reversed(self.matter.reaches):
            # The first branch whose condition holds decides.
            holds = TRUE if condition is None else plain(condition)
            if self.draft.levels.index(reached) <= rank:
                found = either((holds, found))
            else:
                found = both((negated(holds), found))
        return found

    def _suffices(self, level: str, possible: bool) -> Formula:
        stated = {name for name, _ in self.matter.achieved}
        if level == self.draft.levels[-1] and level not in stated:
            return TRUE
        if not self.matter.achieved:
            return Truth(possible)
        rank = self.draft.levels.index(level)
        return either(
            TRUE if condition is None else plain(condition)
            for name, condition in self.matter.achieved
            if self.draft.levels.index(name) <= rank
        )

    @property
    def insufficient(self) -> Formula:
        """No level suffices. What is undeclared never makes it so."""
        return negated(self.passes(self.draft.levels[-1]))

    @property
    def beyond_reach(self) -> Formula:
        """None of the conditions on reach holds, so that the reach is not declared."""
        return both(
            FALSE if condition is None else negated(plain(condition))
            for _, condition in self.matter.reaches
        )

    def conditions(self) -> list[Formula]:
        """Everything that the test may turn on."""
        stated = [*self.matter.reaches, *self.matter.achieved, ("", self.matter.uniform)]
        return [condition for _, condition in stated if condition is not None]


# --- what formulas speak of ---------------------------------------------------------------------


def leaves(formula: Formula) -> Iterator[Formula]:
    match formula:
        case Not(part):
            yield from leaves(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case _:
            yield formula


def _terms(term: Term) -> Iterator[Term]:
    match term:
        case Sum(terms):
            for part in terms:
                yield from _terms(part)
        case Scaled(_, inner):
            yield from _terms(inner)
        case _:
            yield term


def terms_in(formula: Formula) -> Iterator[Term]:
    for leaf in leaves(formula):
        if isinstance(leaf, Compare):
            yield from _terms(leaf.left)
            yield from _terms(leaf.right)
        elif isinstance(leaf, Did):
            for bound in leaf.bounds:
                if isinstance(bound, NumberBound):
                    yield from _terms(bound.term)


def case_attributes(formulas: Iterable[Formula], act: str) -> frozenset[str]:
    """The attributes of the act at issue that the formulas speak of."""
    found: set[str] = set()
    for formula in formulas:
        for term in terms_in(formula):
            if isinstance(term, CaseAttribute) and term.act == act:
                found.add(term.attribute)
        for leaf in leaves(formula):
            if isinstance(leaf, CaseChoice) and leaf.act == act:
                found.add(leaf.attribute)
    return frozenset(found)


def classes_meant(draft: Draft, formulas: Iterable[Formula]) -> frozenset[str] | None:
    """The classes that somebody must be in for the formulas to speak of its own facts and
    quantities; None where they speak of nobody."""
    found: set[str] = set()
    spoken = False
    for formula in formulas:
        for term in terms_in(formula):
            if isinstance(term, QuantityOf) and term.of in (BEARER, OTHER):
                spoken = True
                found.add(draft.quantities[term.name].of or "")
        for leaf in leaves(formula):
            match leaf:
                case FactHolds(name, of) if of in (BEARER, OTHER):
                    spoken = True
                    found.add(draft.facts[name].of or "")
                case Happened(event, of) if of in (BEARER, OTHER):
                    spoken = True
                    found.add(draft.events[event].of or "")
                case Did(agent, act):
                    spoken = spoken or agent in (BEARER, OTHER)
                    if agent in (BEARER, OTHER):
                        found.add(draft.acts[act].actor)
                case IsMember(agent) | Breached(_, agent):
                    spoken = spoken or agent in (BEARER, OTHER)
    return frozenset(found - {""}) if spoken else None
