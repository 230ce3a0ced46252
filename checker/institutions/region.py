"""All data within a tolerance: the weights of members as terms of linear arithmetic.

A share is a quotient. Its numerators and its denominator are made linear by asking for the shares
themselves: with ``x`` the member's share and ``v`` the declared total over the true one, a figure
within ±t of the declared ``d`` is (1 − t) a v ≤ x ≤ (1 + t) a v, where ``a`` is the declared share,
and all x add up to one. A cap is linear for each set of members that are at it, and the sets that
can be are gone through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from checker.question import Question, Status
from checker.solve import Solver
from checker.text import conj, negation, real
from checker.voting.refusal import Refused
from checker.voting.weigh import weigh
from treatylang.model.institutions import (
    Amounts,
    Body,
    Excess,
    Heads,
    Institutions,
    Measure,
    Part,
    Weights,
)

MOST_CASES = 400
_ONE = "1.0"
_ZERO = "0.0"


@dataclass(frozen=True, slots=True)
class Terms:
    """What each member has, as terms; a fixed number of votes is compared times ``scale``."""

    of: Mapping[str, str]
    scale: str = _ONE


@dataclass(frozen=True, slots=True)
class Case:
    """One way in which the caps apply: what then holds, and each formula's weights as terms."""

    assertions: tuple[str, ...]
    weights: Mapping[str, Terms]


@dataclass(slots=True)
class Region:
    """The figures that a claim is to hold for: those of ``quantities`` within ``within`` of what
    is declared (a fraction below one), all others as declared."""

    draft: Institutions
    quantities: frozenset[str]
    within: Fraction
    solver: Solver
    _bodies: dict[str, Body] = field(default_factory=dict)
    """The members among whom the shares of a quantity are taken."""

    def __post_init__(self) -> None:
        if not 0 <= self.within < 1:
            raise Refused("a tolerance of the whole or more leaves nothing of the figures")

    # --- figures ---------------------------------------------------------------------------

    def varies(self, quantity: str | None) -> bool:
        return quantity is not None and quantity in self.quantities and self.within > 0

    def declared(self, quantity: str, body: Body) -> dict[str, Fraction]:
        """Return each member's declared share of the quantity."""
        known = self._bodies.setdefault(quantity, body)
        if [s.name for s in known.seats] != [s.name for s in body.seats]:
            raise Refused(f"{quantity} is shared among two bodies, and varies for both")
        has = {}
        for seat in body.seats:
            value = self.draft.figures.get((quantity, seat.name))
            if value is None:
                raise Refused(f"no {quantity} is given for {seat.phrase}")
            has[seat.name] = value
        total = sum(has.values(), Fraction(0))
        if not total:
            raise Refused(f"no member has any {quantity} to have a share of")
        return {name: value / total for name, value in has.items()}

    def total(self, quantity: str, body: Body) -> Fraction:
        return sum((self.draft.figures[quantity, seat.name] for seat in body.seats), Fraction(0))

    def share(self, quantity: str, body: Body) -> dict[str, str]:
        """Return each member's share of the quantity, as terms."""
        declared = self.declared(quantity, body)
        if not self.varies(quantity):
            return {name: real(value) for name, value in declared.items()}
        return {name: _share_name(quantity, name) for name in declared}

    def scale(self, quantity: str) -> str:
        """Return the declared total over the true one."""
        return _scale_name(quantity) if self.varies(quantity) else _ONE

    def assertions(self) -> list[str]:
        """Return what the figures in use obey."""
        found = []
        for quantity, body in sorted(self._bodies.items()):
            if not self.varies(quantity):
                continue
            scale, names = _scale_name(quantity), []
            for name, value in self.declared(quantity, body).items():
                term = _share_name(quantity, name)
                names.append(term)
                least, most = value * (1 - self.within), value * (1 + self.within)
                found.append(f"(<= {times(least, scale)} {term})")
                found.append(f"(<= {term} {times(most, scale)})")
            found.append(f"(= {plus(names)} {_ONE})")
            found.append(f"(> {scale} {_ZERO})")
        return found

    def names(self) -> dict[str, str]:
        """Return the constants, with their sort."""
        found = {}
        for quantity, body in self._bodies.items():
            if self.varies(quantity):
                found[_scale_name(quantity)] = "Real"
                found |= {_share_name(quantity, seat.name): "Real" for seat in body.seats}
        return found

    def preferences(self) -> list[str]:
        """Return, for each figure, that it is as declared."""
        return [
            f"(= {_share_name(quantity, name)} {times(value, _scale_name(quantity))})"
            for quantity, body in sorted(self._bodies.items())
            if self.varies(quantity)
            for name, value in self.declared(quantity, body).items()
        ]

    def figures(self, model: Mapping[str, object]) -> dict[tuple[str, str], Fraction]:
        """Return the figures that a solution stands for: those that differ from the declared."""
        found = {}
        for quantity, body in self._bodies.items():
            if not self.varies(quantity):
                continue
            scale = model[_scale_name(quantity)]
            assert isinstance(scale, Fraction)
            total = self.total(quantity, body)
            for seat in body.seats:
                share = model[_share_name(quantity, seat.name)]
                assert isinstance(share, Fraction)
                value = share / scale * total
                if value != self.draft.figures[quantity, seat.name]:
                    found[quantity, seat.name] = value
        return found

    # --- measures --------------------------------------------------------------------------

    def measured(self, measure: Measure, body: Body, case: Case) -> Terms:
        """Return what each member of the body has of the measure."""
        seats = [s for s in body.seats if measure.of in (None, s.name) or measure.of in s.classes]
        if isinstance(measure, Heads):
            return Terms({seat.name: _ONE for seat in seats})
        if isinstance(measure, Amounts):
            body = replace(body, seats=tuple(seats))
            share = self.share(measure.quantity, body)
            total = self.total(measure.quantity, body)
            scale = times(1 / total, self.scale(measure.quantity))
            return Terms({seat.name: share[seat.name] for seat in seats}, scale)
        terms = case.weights[measure.weights]
        return Terms({seat.name: terms.of[seat.name] for seat in seats}, terms.scale)

    def cases(self, names: Iterable[str]) -> Iterator[Case]:
        """Return every way in which the caps of the weights can apply within the region."""
        each = [[(name, *case) for case in self._cases(self.draft.weights[name])] for name in
                sorted(set(names))]  # fmt: skip
        for chosen in product(*each):
            assertions = [text for _, texts, _ in chosen for text in texts]
            yield Case(tuple(assertions), {name: terms for name, _, terms in chosen})

    def _cases(self, weights: Weights) -> list[tuple[list[str], Terms]]:
        body = self.draft.bodies[weights.body]
        used = {part.quantity for part in weights.parts} | {s.quantity for s in weights.steps}
        if not any(self.varies(quantity) for quantity in used):
            votes = weigh(self.draft, weights.name).votes
            return [([], Terms({name: real(value) for name, value in votes.items()}))]
        what = weights.name.replace("_", " ")
        if weights.rounding is not None:
            raise Refused(f"{what} is rounded to whole votes: what that does for all data within "
                          "a tolerance is not decided")  # fmt: skip
        if weights.steps or any(part.form == "root" for part in weights.parts):
            raise Refused(f"{what} has steps or roots: their data are not varied")
        raw, scale, whole = self._raw(weights, body)
        if weights.cap is None:
            return [([], Terms(raw, scale))]
        return self._capped(weights, raw, scale, whole)

    def _raw(self, weights: Weights, body: Body) -> tuple[dict[str, str], str, Fraction]:
        """Return the terms before any cap, their scale, and the whole that they add up to."""
        forms = {part.form for part in weights.parts}
        if forms == {"share"}:
            whole = sum((part.factor for part in weights.parts), Fraction(0))
            return self._sum(weights.parts, body), _ONE, whole
        quantities = {part.quantity for part in weights.parts}
        if forms == {"plain"} and len(quantities) == 1:
            (quantity,) = quantities
            assert quantity is not None
            factor = sum((part.factor for part in weights.parts), Fraction(0))
            scale = times(1 / (factor * self.total(quantity, body)), self.scale(quantity))
            return self.share(quantity, body), scale, Fraction(1)
        raise Refused(
            f"{weights.name.replace('_', ' ')} adds up numbers of different things: their data are "
            "varied where it adds up shares"
        )

    def _sum(self, parts: Sequence[Part], body: Body) -> dict[str, str]:
        each: dict[str, list[str]] = {seat.name: [] for seat in body.seats}
        for part in parts:
            if part.quantity is None:
                for found in each.values():
                    found.append(real(part.factor / len(each)))
                continue
            for name, term in self.share(part.quantity, body).items():
                each[name].append(times(part.factor, term))
        return {name: plus(found) for name, found in each.items()}

    def _capped(
        self, weights: Weights, raw: dict[str, str], scale: str, whole: Fraction
    ) -> list[tuple[list[str], Terms]]:
        """Go from the members that are at the cap for the declared figures to all sets that can be,
        one member more or less at a time: the weights change without a leap, so no set is
        missed but those that another one touches."""
        assert weights.cap is not None
        votes = weigh(self.draft, weights.name)
        start = frozenset(n for n, v in votes.votes.items() if v == weights.cap * votes.total)
        pending, seen, found = [start], {start}, []
        while pending:
            at_cap = pending.pop()
            made = _capped_case(weights, raw, scale, whole, at_cap)
            if made is None or not self.possible(made[0]):
                continue
            found.append(made)
            if len(seen) > MOST_CASES:
                raise Refused("the cap can apply in too many ways within the tolerance")
            for name in raw:
                near = at_cap ^ {name}
                if near not in seen:
                    seen.add(near)
                    pending.append(near)
        if self.possible(negation(conj(conditions)) for conditions, _ in found):
            raise Refused("it was not found in which ways the cap can apply within the tolerance")
        return found

    # --- questions -------------------------------------------------------------------------

    def question(
        self, assertions: Iterable[str], free: Mapping[str, str] | None = None
    ) -> Question:
        texts = sorted({*assertions, *self.assertions()})
        body = "\n".join(texts)
        names = {**self.names(), **(free or {})}
        used = tuple(sorted((name, sort) for name, sort in names.items() if name in body))
        return Question(tuple(texts), used)

    def possible(self, assertions: Iterable[str], free: Mapping[str, str] | None = None) -> bool:
        """Return whether some figures in the region (and values of ``free``) have it so; Refused
        where it is not known."""
        status = self.solver.status(self.question(assertions, free))
        if status is Status.UNKNOWN:
            raise Refused("the solver reached its resource limit")
        return status is Status.SAT


def _capped_case(
    weights: Weights, raw: dict[str, str], scale: str, whole: Fraction, at_cap: frozenset[str]
) -> tuple[list[str], Terms] | None:
    """Return the weights where just these members are at the cap, and when that is so."""
    cap = weights.cap
    assert cap is not None
    rest = [name for name in raw if name not in at_cap]
    left = 1 - cap * len(at_cap)
    if not left and not rest:
        # As many members as the cap needs: all have the same, whatever the data.
        return [], Terms(dict.fromkeys(raw, _ONE), real(1 / (cap * whole)))
    if left <= 0 or not rest:
        return None
    theirs = plus([raw[name] for name in rest])
    level: str
    if not at_cap:
        return [f"(<= {raw[name]} {real(cap * whole)})" for name in rest], Terms(raw, scale)
    if weights.excess is Excess.EQUAL:
        freed = f"(- {plus([raw[n] for n in sorted(at_cap)])} {real(cap * whole * len(at_cap))})"
        given = {name: plus([term, times(Fraction(1, len(rest)), freed)])
                 for name, term in raw.items()}  # fmt: skip
        level = real(cap * whole)
        terms = {name: level if name in at_cap else given[name] for name in raw}
    else:
        # Everything is multiplied out: by what the others have together, or by what is left of one.
        given = {name: times(left, term) for name, term in raw.items()}
        level = times(cap, theirs)
        terms = {name: level if name in at_cap else given[name] for name in raw}
        if weights.excess is Excess.LAPSES:
            scale = times(left, scale)
        elif scale == _ONE:
            scale = times(1 / whole, theirs)
        else:
            scale = f"(* {theirs} {scale})"
    conditions = [
        f"(>= {given[name]} {level})" if name in at_cap else f"(<= {given[name]} {level})"
        for name in raw
    ]
    return conditions, Terms(terms, scale)


def _share_name(quantity: str, member: str) -> str:
    return f"|share of {quantity} of {member}|"


def _scale_name(quantity: str) -> str:
    return f"|declared over true {quantity}|"


def plus(terms: Sequence[str]) -> str:
    """Return the sum of terms."""
    kept = [term for term in terms if term != _ZERO]
    if len(kept) < 2:
        return kept[0] if kept else _ZERO
    return f"(+ {' '.join(kept)})"


def times(factor: Fraction, term: str) -> str:
    """Return a multiple of a term."""
    if factor == 1:
        return term
    return f"(* {real(factor)} {term})" if factor else _ZERO


def with_figures(draft: Institutions, figures: Mapping[tuple[str, str], Fraction]) -> Institutions:
    return replace(draft, figures={**draft.figures, **figures})
