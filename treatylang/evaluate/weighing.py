"""The votes of each member, worked out one step after another, as a clerk would.

The judge of ``checker.voting``'s arithmetic, which it shares no code with: it is written for being
read beside the draft, not for speed.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor, isqrt

from treatylang.evaluate.ballot import BallotError
from treatylang.model.institutions import (
    Body,
    Excess,
    Institutions,
    Method,
    Part,
    Rounding,
    Seat,
    Weights,
)

Figures = Mapping[tuple[str, str], Fraction]

_DIGITS = 10**40
"""Square roots that are no fractions are kept to forty places: no vote turns on less."""


def all_votes(
    draft: Institutions, figures: Figures | None = None
) -> dict[str, dict[str, Fraction]]:
    """Return each formula's votes by member; ``figures`` replaces the declared ones.

    Raises BallotError where a figure is missing or a cap leaves weight that nobody may have.
    """
    known = draft.figures if figures is None else figures
    return {
        name: votes_of(item, draft.bodies[item.body], known) for name, item in draft.weights.items()
    }


class Weighed(dict[str, Mapping[str, Fraction]]):
    """The votes by each formula, worked out when a rule first asks for them: one that no rule
    asks for may lack its figures."""

    def __init__(self, draft: Institutions) -> None:
        super().__init__()
        self.draft = draft

    def __missing__(self, name: str) -> Mapping[str, Fraction]:
        item = self.draft.weights[name]
        found = votes_of(item, self.draft.bodies[item.body], self.draft.figures)
        self[name] = found
        return found


def votes_of(weights: Weights, body: Body, figures: Figures) -> dict[str, Fraction]:
    """Return the votes of each member of the body."""
    raw = {seat.name: _raw(weights, body, seat, figures) for seat in body.seats}
    if weights.cap is not None:
        raw = _capped(raw, weights.cap, weights.excess)
    if weights.rounding is not None:
        raw = _rounded(raw, weights.rounding)
    return raw


def _raw(weights: Weights, body: Body, seat: Seat, figures: Figures) -> Fraction:
    if weights.literal is not None:
        return _listed(weights.literal, seat)
    if weights.steps:
        votes = weights.base
        for step in weights.steps:
            has = _figure(figures, step.quantity, seat)
            if has > step.above or (has == step.above and not step.strict):
                votes = step.votes
        return votes
    return sum((_part(part, body, seat, figures) for part in weights.parts), Fraction(0))


def _listed(literal: Mapping[str, Fraction], seat: Seat) -> Fraction:
    if seat.name in literal:
        return literal[seat.name]
    for name, votes in literal.items():
        if name in seat.classes:
            return votes
    if "" in literal:
        return literal[""]
    raise BallotError(f"no weight is given for {seat.phrase}")


def _part(part: Part, body: Body, seat: Seat, figures: Figures) -> Fraction:
    if part.quantity is None:
        has, whole = Fraction(1), Fraction(len(body.seats))
    else:
        has = _figure(figures, part.quantity, seat)
        whole = sum((_figure(figures, part.quantity, other) for other in body.seats), Fraction(0))
    if part.form == "share":
        if not whole:
            raise BallotError(f"nobody has any {part.quantity}: there are no shares of it")
        return part.factor * has / whole
    return part.factor * (_root(has) if part.form == "root" else has)


def _root(number: Fraction) -> Fraction:
    # The root of a/b is that of ab, over b: of a square it is exact.
    product = number.numerator * number.denominator
    whole = isqrt(product)
    if whole * whole == product:
        return Fraction(whole, number.denominator)
    return Fraction(isqrt(product * _DIGITS * _DIGITS), _DIGITS * number.denominator)


def _figure(figures: Figures, quantity: str, seat: Seat) -> Fraction:
    try:
        return figures[quantity, seat.name]
    except KeyError:
        raise BallotError(f"no {quantity} is given for {seat.phrase}") from None


def _capped(raw: dict[str, Fraction], cap: Fraction, excess: Excess) -> dict[str, Fraction]:
    total = sum(raw.values(), Fraction(0))
    most = cap * total
    if most * len(raw) < total:
        raise BallotError(f"{len(raw)} members cannot each have at most the cap")
    if excess is Excess.LAPSES:
        return _lapsed(raw, cap)
    held = dict(raw)
    full: set[str] = set()
    while True:
        over = {name for name, votes in held.items() if votes > most}
        if not over:
            return held
        freed = sum((held[name] - most for name in over), Fraction(0))
        full |= over
        others = [name for name in held if name not in full]
        theirs = sum((held[name] for name in others), Fraction(0))
        for name in over:
            held[name] = most
        for name in others:
            if excess is Excess.EQUAL or not theirs:
                held[name] += freed / len(others)
            else:
                held[name] += freed * held[name] / theirs


def _lapsed(raw: dict[str, Fraction], cap: Fraction) -> dict[str, Fraction]:
    """Cut the largest down, one more at a time, until the largest is within the cap of what is
    left of the whole."""
    order = sorted(raw.values(), reverse=True)
    for number, largest in enumerate(order):
        rest = sum(order[number:], Fraction(0))
        if number * cap >= 1:
            break
        level = cap * rest / (1 - number * cap)
        if largest <= level:
            return {name: min(votes, level) if number else votes for name, votes in raw.items()}
    raise BallotError("no weights are within the cap")


def _rounded(raw: dict[str, Fraction], rounding: Rounding) -> dict[str, Fraction]:
    least = rounding.at_least
    if rounding.total is None:
        each = {name: _alone(votes, rounding.method) for name, votes in raw.items()}
        return {name: Fraction(max(least, votes)) for name, votes in each.items()}
    if rounding.method is Method.LARGEST_REMAINDER:
        given = _by_remainders(raw, rounding.total, least)
    else:
        given = dict.fromkeys(raw, least)
        while sum(given.values()) < rounding.total:
            first = _next(raw, given, rounding.method)
            given[first] += 1
    return {name: Fraction(votes) for name, votes in given.items()}


def _by_remainders(raw: dict[str, Fraction], votes: int, least: int) -> dict[str, int]:
    """Whoever's share is too small gets the least, and the others share what is left."""
    whole = sum(raw.values(), Fraction(0))
    small = [name for name in raw if not raw[name] or raw[name] * votes < least * whole]
    if small:
        rest = {name: has for name, has in raw.items() if name not in small}
        left = votes - least * len(small)
        given = _by_remainders(rest, left, least) if rest else {}
        return {name: given.get(name, least) for name in raw}
    shares = {name: has * votes / whole for name, has in raw.items()}
    given = {name: floor(share) for name, share in shares.items()}
    while sum(given.values()) < votes:
        first = max(given, key=lambda name: shares[name] - given[name])
        given[first] += 1
    return given


def _alone(votes: Fraction, method: Method) -> int:
    return floor(votes + Fraction(1, 2)) if method is Method.NEAREST else floor(votes)


def _next(raw: dict[str, Fraction], given: dict[str, int], method: Method) -> str:
    """Return who has the best claim to the next vote: the largest quotient of its weight by the
    method's divisor (Balinski and Young, 1982). Squares are compared: Hill's divisor is a root.
    """

    def claim(name: str) -> tuple[bool, Fraction]:
        has = given[name]
        square = {
            Method.WEBSTER: Fraction(2 * has + 1, 2) ** 2,
            Method.JEFFERSON: Fraction(has + 1) ** 2,
            Method.ADAMS: Fraction(has) ** 2,
            Method.HILL: Fraction(has * (has + 1)),
        }[method]
        # A divisor of nought is a claim before all others; who has no weight has none.
        if not square:
            return (raw[name] > 0, raw[name])
        return (False, raw[name] ** 2 / square)

    return max(raw, key=claim)
