"""The votes of each member: listed, by a formula, by steps; capped; rounded. Exact.

In this order: the formula (or steps, or list), the cap, the rounding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, isqrt

from checker.voting.apportion import DIVISORS, Apportioned, by_divisor, by_largest_remainder
from checker.voting.refusal import Refused
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


@dataclass(frozen=True, slots=True)
class Tied:
    """Members with equal claims to fewer ``votes`` than they are; the first of them got these."""

    members: tuple[str, ...]
    votes: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """The votes of each member, in the order of the body's seats."""

    votes: Mapping[str, Fraction]
    tie: Tied | None = None
    """Where the rounding had to break one: by the order of the body's seats."""

    @property
    def total(self) -> Fraction:
        return sum(self.votes.values(), Fraction(0))

    def share(self, members: Sequence[str]) -> Fraction:
        """Return the fraction of all votes that the members hold together.

        Raises ``KeyError`` for a stranger, ``ZeroDivisionError`` where nobody has a vote.
        """
        return sum((self.votes[name] for name in members), Fraction(0)) / self.total


def weigh(institutions: Institutions, name: str) -> Weighed:
    """Return the votes that the weights of this name give to each member of their body.

    Raises ``Refused`` where a figure is missing or negative, where a root is not whole and no
    rounding says what becomes of it, and where the cap or the total cannot be had.
    """
    weights = institutions.weights[name]
    body = institutions.bodies[weights.body]
    try:
        return _weigh(institutions, weights, body)
    except Refused as refused:
        refused.place = refused.place or weights.place
        raise


def amounts(institutions: Institutions, quantity: str, seats: Sequence[Seat]) -> list[Fraction]:
    """Return what each member has of a quantity, in base units; ``Refused`` where unknown."""
    result = []
    for seat in seats:
        value = institutions.figures.get((quantity, seat.name))
        if value is None:
            raise Refused(
                f"no value of {quantity} is declared for {seat.phrase}",
                "declare it, or leave the member out of the body",
            )
        if value < 0:
            raise Refused(
                f"the value of {quantity} for {seat.phrase} is negative, and votes cannot be"
            )
        result.append(value)
    return result


def _weigh(institutions: Institutions, weights: Weights, body: Body) -> Weighed:
    seats = body.seats
    rounding = weights.rounding
    root = _lone_root(weights)
    if root is not None:
        squares = [
            root.factor**2 * value for value in amounts(institutions, root.quantity or "", seats)
        ]
        if not all(map(_is_square, squares)) and rounding is not None and weights.cap is None:
            return _weighed(seats, _round_roots(squares, rounding))
    if weights.literal is not None:
        values = [_listed(weights.literal, seat) for seat in seats]
    elif weights.steps:
        values = _stepped(institutions, weights, seats)
    else:
        values = _summed(institutions, weights, seats)
    for seat, value in zip(seats, values, strict=True):
        if value < 0:
            raise Refused(f"{seat.phrase} would have {value} votes, and votes cannot be negative")
    if weights.cap is not None:
        values = capped(values, weights.cap, weights.excess)
    if rounding is None:
        return Weighed(dict(zip((s.name for s in seats), values, strict=True)))
    return _weighed(seats, _round(values, rounding))


def _weighed(seats: Sequence[Seat], result: Apportioned) -> Weighed:
    votes = {s.name: Fraction(v) for s, v in zip(seats, result.votes, strict=True)}
    tie = result.tie
    if tie is None:
        return Weighed(votes)
    return Weighed(votes, Tied(tuple(seats[i].name for i in tie.members), tie.votes))


def _listed(literal: Mapping[str, Fraction], seat: Seat) -> Fraction:
    if seat.name in literal:
        return literal[seat.name]
    found = {literal[name] for name in seat.classes if name in literal}
    if len(found) > 1:
        numbers = " and ".join(str(value) for value in sorted(found))
        raise Refused(
            f"{seat.phrase} is in classes with different votes ({numbers})",
            f"list the votes of {seat.phrase} by name",
        )
    if found:
        return found.pop()
    if "" in literal:
        return literal[""]
    raise Refused(
        f"no votes are listed for {seat.phrase}", "list them, or say what all others have"
    )


def _stepped(institutions: Institutions, weights: Weights, seats: Sequence[Seat]) -> list[Fraction]:
    values = [weights.base] * len(seats)
    for step in weights.steps:
        for i, has in enumerate(amounts(institutions, step.quantity, seats)):
            if has > step.above or (has == step.above and not step.strict):
                values[i] = step.votes
    return values


# --- formulas -------------------------------------------------------------------------------------


def _lone_root(weights: Weights) -> Part | None:
    """The formula's only part, where it is a square root: such weights are known by squares."""
    if weights.literal is None and not weights.steps and len(weights.parts) == 1:
        (part,) = weights.parts
        if part.form == "root" and part.quantity is not None and part.factor > 0:
            return part
    return None


def _summed(institutions: Institutions, weights: Weights, seats: Sequence[Seat]) -> list[Fraction]:
    values = [Fraction(0)] * len(seats)
    for part in weights.parts:
        for i, value in enumerate(_part(institutions, part, seats)):
            values[i] += part.factor * value
    return values


def _part(institutions: Institutions, part: Part, seats: Sequence[Seat]) -> list[Fraction]:
    if part.quantity is None:
        share = Fraction(1, len(seats)) if part.form == "share" else Fraction(1)
        return [share] * len(seats)
    has = amounts(institutions, part.quantity, seats)
    if part.form == "root":
        for seat, value in zip(seats, has, strict=True):
            if not _is_square(value):
                raise Refused(
                    f"the square root of the {part.quantity} of {seat.phrase} is not a whole"
                    " number or a fraction",
                    "round the votes, with the root as the formula's only part and without a cap",
                    part.place,
                )
        return [_root(value) for value in has]
    if part.form == "share":
        whole = sum(has, Fraction(0))
        if not whole:
            raise Refused(f"no member has any {part.quantity} to have a share of", "", part.place)
        return [value / whole for value in has]
    return has


def _is_square(value: Fraction) -> bool:
    return _root(value) ** 2 == value


def _root(value: Fraction) -> Fraction:
    return Fraction(isqrt(value.numerator), isqrt(value.denominator))


# --- rounding -------------------------------------------------------------------------------------


def _round(values: Sequence[Fraction], rounding: Rounding) -> Apportioned:
    if rounding.method is Method.LARGEST_REMAINDER:
        return by_largest_remainder(values, _total(rounding), rounding.at_least)
    return _round_roots([value**2 for value in values], rounding)


def _round_roots(squares: Sequence[Fraction], rounding: Rounding) -> Apportioned:
    """Round weights that are given by their squares."""
    method, least = rounding.method, rounding.at_least
    if method in DIVISORS:
        return by_divisor(squares, _total(rounding), method, least)
    if method is Method.LARGEST_REMAINDER:
        raise Refused(
            "remainders of square roots that are not whole cannot be compared exactly",
            "use a divisor method (Webster, Jefferson, Adams, Hill)",
        )
    if rounding.total is not None:
        raise Refused(
            f"rounding each number by itself ({method.value}) does not keep to a total of"
            f" {rounding.total} votes",
            "use the largest remainder or Webster's method, or leave the total out",
        )
    if method is Method.NEAREST:  # floor(√s + 1/2) = floor((floor(√4s) + 1) / 2)
        votes = [(isqrt(floor(4 * square)) + 1) // 2 for square in squares]
    else:
        votes = [isqrt(floor(square)) for square in squares]
    return Apportioned(tuple(max(least, vote) for vote in votes), None)


def _total(rounding: Rounding) -> int:
    if rounding.total is None:
        raise Refused(
            f"{rounding.method.value} apportions a total of votes, and none is stated",
            "state the total, or round to the nearest whole number",
        )
    return rounding.total


# --- caps -----------------------------------------------------------------------------------------


def capped(values: Sequence[Fraction], cap: Fraction, excess: Excess) -> list[Fraction]:
    """Return the weights with no member above ``cap`` (a fraction of the whole).

    The whole stays as it is and members above the cap come down to it; what that frees goes to the
    others, in proportion to their weights or equally, again and again until nobody is above. With
    ``LAPSES`` it goes to nobody, and the cap is of the whole that is left: the members above come
    down to the largest weight that is within the cap of it.

    Raises ``Refused`` where no weights can be within the cap.
    """
    whole = sum(values, Fraction(0))
    _can_be_met(values, cap, excess)
    if not whole:
        return list(values)
    over = {i for i, value in enumerate(values) if value > cap * whole}
    while over:
        result = _lowered(values, over, cap, whole, excess)
        level = result[next(iter(over))]
        above = {i for i, value in enumerate(result) if value > level}
        if not above:
            return result
        over |= above
    return list(values)


def _can_be_met(values: Sequence[Fraction], cap: Fraction, excess: Excess) -> None:
    able = len(values) if excess is Excess.EQUAL else sum(1 for value in values if value)
    if able and cap * able < 1:
        least = -(-cap.denominator // cap.numerator) if cap > 0 else 0
        needs = f"it takes at least {least} members" if least else "no member could have a vote"
        raise Refused(
            f"a cap of {_percent(cap)} cannot be met by {able} members with weight: {needs}",
            "raise the cap, or let it apply only once there are enough members",
        )


def _lowered(
    values: Sequence[Fraction], over: set[int], cap: Fraction, whole: Fraction, excess: Excess
) -> list[Fraction]:
    """Bring those in ``over`` down to the cap, and give the others what that frees."""
    others = sum((v for i, v in enumerate(values) if i not in over), Fraction(0))
    if excess is Excess.LAPSES:
        # level = cap × (level × |over| + others)
        level = cap * others / (1 - cap * len(over))
        return [level if i in over else value for i, value in enumerate(values)]
    level = cap * whole
    freed = sum((values[i] for i in over), Fraction(0)) - level * len(over)
    count = len(values) - len(over)
    result = []
    for i, value in enumerate(values):
        if i in over:
            result.append(level)
        elif excess is Excess.PROPORTIONAL:
            result.append(value + freed * value / others)
        else:
            result.append(value + freed / count)
    return result


def _percent(value: Fraction) -> str:
    number = value * 100
    return f"{number.numerator} %" if number.denominator == 1 else f"{value}"
