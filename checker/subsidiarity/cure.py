"""The weakest condition that confines a norm to where it is needed, in the drafting language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from checker.subsidiarity.need import both, either, negated
from treatylang.model.formula import (
    BEARER,
    Agent,
    And,
    CaseAttribute,
    CaseChoice,
    Compare,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Not,
    Number,
    Or,
    QuantityOf,
    Scaled,
    Sum,
    Term,
    Truth,
)

_MOST = 32
"""Cubes, and literals of one: a longer condition is none that anybody would read."""

Cube = tuple[Formula, ...]
Holds = Callable[[Formula], bool]
"""Whether a formula holds wherever the norm applies; not so where it was not decided."""


def weakest(under: Formula, holds: Holds) -> Formula | None:
    """Return the condition in its simplest form: equivalent wherever the norm applies, and so the
    weakest of those that will do. None where there is none to offer."""
    cubes = _cubes(under)
    if cubes is None:
        return None
    kept: list[Cube] = []
    for cube in cubes:
        if holds(negated(both(cube))):
            continue
        shorter = _shortened(cube, under, holds)
        if not any(set(other) <= set(shorter) for other in kept):
            kept = [other for other in kept if not set(shorter) <= set(other)] + [shorter]
    for cube in list(kept):
        rest = [other for other in kept if other is not cube]
        if rest and holds(either([negated(both(cube)), *map(both, rest)])):
            kept = rest
    found = either(map(both, kept))
    same = both([either([negated(found), under]), either([negated(under), found])])
    return found if kept and not isinstance(found, Truth) and holds(same) else None


def _shortened(cube: Cube, under: Formula, holds: Holds) -> Cube:
    """Leave out what is implied: the rest still says that the norm is not needed."""
    for literal in cube:
        rest = tuple(part for part in cube if part is not literal)
        if rest and holds(either([negated(both(rest)), under])):
            return _shortened(rest, under, holds)
    return cube


def _cubes(formula: Formula) -> list[Cube] | None:
    match formula:
        case Truth(value):
            return [()] if value else []
        case Or(parts):
            found: list[Cube] = []
            for part in parts:
                inner = _cubes(part)
                if inner is None:
                    return None
                found += inner
        case And(parts):
            found = [()]
            for part in parts:
                inner = _cubes(part)
                if inner is None or len(found) * len(inner) > _MOST:
                    return None
                found = [tuple(dict.fromkeys((*one, *two))) for one in found for two in inner]
        case _:
            return [(formula,)]
    return found if len(found) <= _MOST and all(len(cube) <= _MOST for cube in found) else None


# --- in the drafting language -------------------------------------------------------------------


def written(formula: Formula, *, of_bearer: bool) -> str | None:
    """Return a condition as the draft would write it; None where it has no such form.

    ``of_bearer``: the norm's own bearer is the one whose facts the condition is about.
    """
    match formula:
        case Or(parts):
            return _joined(" or ", parts, of_bearer)
        case And(parts):
            return _joined(" and ", parts, of_bearer)
        case Not(part):
            return _denied(part, of_bearer)
        case FactHolds(name, of) | Happened(name, of):
            whose = _whose(of, of_bearer)
            happened = " happened" if isinstance(formula, Happened) else ""
            return None if whose is None else f"{name}{whose}{happened}"
        case CaseChoice(act, attribute, option):
            return f"{act}.{attribute} = {option}"
        case IsMember(agent, name):
            return _is(agent, "is a", name, of_bearer)
        case Compare(left, op, right):
            return _joined_terms(f" {op.value} ", (left, right), of_bearer)
        case _:
            return None


def _joined(word: str, parts: Sequence[Formula], of_bearer: bool) -> str | None:
    said = [written(part, of_bearer=of_bearer) for part in parts]
    return None if None in said else word.join(part for part in said if part is not None)


def _denied(part: Formula, of_bearer: bool) -> str | None:
    match part:
        case CaseChoice(act, attribute, option):
            return f"{act}.{attribute} != {option}"
        case IsMember(agent, name):
            return _is(agent, "is not a", name, of_bearer)
    said = written(part, of_bearer=of_bearer)
    return None if said is None else f"not {said}"


def _is(agent: Agent, verb: str, name: str, of_bearer: bool) -> str | None:
    if agent == BEARER:
        return f"it {verb} {name}" if of_bearer else None
    return None if agent.name.startswith("@") else f"{agent.name} {verb} {name}"


def _whose(of: Agent | None, of_bearer: bool) -> str | None:
    if of is None:
        return ""
    if of == BEARER:
        return " of it" if of_bearer else None
    return None if of.name.startswith("@") else f" of {of.name}"


def _joined_terms(word: str, terms: Iterable[Term], of_bearer: bool) -> str | None:
    said = [_term(term, of_bearer) for term in terms]
    return None if None in said else word.join(part for part in said if part is not None)


def _term(term: Term, of_bearer: bool) -> str | None:
    match term:
        case Number(value, unit):
            return _number(value / unit.scale, unit.written)
        case CaseAttribute(act, attribute):
            return f"{act}.{attribute}"
        case QuantityOf(name, of):
            whose = _whose(of, of_bearer)
            return None if whose is None else f"{name}{whose}"
        case Scaled(factor, inner, unit):
            said = _term(inner, of_bearer)
            said = f"({said})" if isinstance(inner, Sum) else said
            sign, number = (
                "-" if factor < 0 else "",
                _number(abs(factor) / unit.scale, unit.written),
            )
            if said is None or number is None:
                return None
            plain = abs(factor) == 1 and not unit.dimensions
            return f"{sign}{said}" if plain else f"{sign}{number} * {said}"
        case Sum(terms):
            total = _joined_terms(" + ", map(_flat, terms), of_bearer)
            return None if total is None else total.replace(" + -", " - ")


def _flat(term: Term) -> Term:
    """A factor of a factor is one factor, so that its sign stands in front."""
    if isinstance(term, Scaled) and isinstance(term.term, Scaled):
        inner = term.term
        return _flat(Scaled(term.factor * inner.factor, inner.term, term.unit.times(inner.unit)))
    return term


def _number(value: Fraction, unit: str) -> str | None:
    """Return an exact number: "1e25 FLOP", "0.55"; None for one without a finite form."""
    bottom = value.denominator
    for prime in (2, 5):
        while bottom % prime == 0:
            bottom //= prime
    if bottom != 1 or value < 0:
        return None
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(int(value * 10**places))
    figures = digits.rstrip("0") or "0"
    exponent = len(digits) - 1 - places
    if value >= 10**6 and len(figures) <= 6:
        mantissa = figures if len(figures) == 1 else f"{figures[0]}.{figures[1:]}"
        text = f"{mantissa}e{exponent}"
    else:
        text = format(Decimal(int(digits)).scaleb(-places), "f")
    return f"{text} {unit}".rstrip()
