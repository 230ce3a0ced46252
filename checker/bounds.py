"""The prefilter: what constant bounds alone decide about two norms, without a solver."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from treatylang.model.draft import DoAct, Draft, Keep, Modality, Norm
from treatylang.model.formula import ChoiceBound, Number, Op, Term


@dataclass(frozen=True, slots=True)
class Range:
    """A range of numbers; an end of None is open. ``exact`` is false where a bound depends on the
    scenario or leaves out a single value: the true range then lies inside this one."""

    low: Fraction | None = None
    low_open: bool = False
    high: Fraction | None = None
    high_open: bool = False
    exact: bool = True

    def with_bound(self, op: Op, term: Term) -> Range:
        if not isinstance(term, Number) or op is Op.NE:
            return Range(self.low, self.low_open, self.high, self.high_open, False)
        low, low_open, high, high_open = self.low, self.low_open, self.high, self.high_open
        value = term.value
        if op in (Op.GT, Op.GE, Op.EQ):
            strict = op is Op.GT
            if low is None or (value, strict) > (low, low_open):
                low, low_open = value, strict
        if op in (Op.LT, Op.LE, Op.EQ):
            strict = op is Op.LT
            if high is None or (-value, strict) > (-high, high_open):
                high, high_open = value, strict
        return Range(low, low_open, high, high_open, self.exact)

    @property
    def empty(self) -> bool:
        """Whether no number is in the range, for certain."""
        return self.disjoint(self)

    @property
    def whole(self) -> Range:
        """The range of whole numbers in this one, with its ends among them."""
        low = None if self.low is None else Fraction(ceil(self.low))
        high = None if self.high is None else Fraction(floor(self.high))
        if low is not None and self.low_open and low == self.low:
            low += 1
        if high is not None and self.high_open and high == self.high:
            high -= 1
        return Range(low, False, high, False, self.exact)

    def disjoint(self, other: Range) -> bool:
        """Whether no number is in both, for certain."""
        return _apart(self, other) or _apart(other, self)

    def inside(self, other: Range) -> bool:
        """Whether this range may lie inside the other (certainly not where it says False)."""
        if not self.exact or not other.exact:
            return True
        low = other.low is None or (
            self.low is not None and (self.low, self.low_open) >= (other.low, other.low_open)
        )
        high = other.high is None or (
            self.high is not None and (-self.high, self.high_open) >= (-other.high, other.high_open)
        )
        return low and high


def _apart(left: Range, right: Range) -> bool:
    if left.high is None or right.low is None:
        return False
    return left.high < right.low or (left.high == right.low and (left.high_open or right.low_open))


@dataclass(frozen=True, slots=True)
class Box:
    """The constant part of an act norm's bounds, by attribute."""

    numbers: dict[str, Range]
    options: dict[str, frozenset[str]]

    def disjoint(self, other: Box) -> bool:
        numbers = self.numbers.keys() & other.numbers.keys()
        options = self.options.keys() & other.options.keys()
        return any(self.numbers[n].disjoint(other.numbers[n]) for n in numbers) or any(
            not self.options[n] & other.options[n] for n in options
        )

    def may_be_inside(self, other: Box) -> bool:
        """Whether everything in this box may be in the other; False is certain."""
        numbers = all(
            self.numbers.get(name, Range()).inside(limits) for name, limits in other.numbers.items()
        )
        options = all(
            name in self.options and self.options[name] <= allowed
            for name, allowed in other.options.items()
        )
        return numbers and options


def box(draft: Draft, norm: Norm) -> Box:
    """Return what a norm's bounds on an act say by themselves."""
    content = norm.content
    assert isinstance(content, DoAct)
    act = draft.acts[content.act]
    numbers: dict[str, Range] = {}
    options: dict[str, frozenset[str]] = {}
    for bound in content.bounds:
        name = bound.attribute
        if isinstance(bound, ChoiceBound):
            every = options.get(name, frozenset(act.attributes[name].options))
            chosen = frozenset({bound.option})
            options[name] = every & chosen if bound.equal else every - chosen
        else:
            numbers[name] = numbers.get(name, Range()).with_bound(bound.op, bound.term)
    for name in numbers:
        if act.attributes[name].whole:
            numbers[name] = numbers[name].whole
    # An option left out of a list is no bound where the list is whole.
    whole = {name for name, kept in options.items() if kept == set(act.attributes[name].options)}
    return Box(numbers, {name: kept for name, kept in options.items() if name not in whole})


def kept(norm: Norm) -> Range:
    """Return the values that comply with a maintained bound, where they form an interval: those
    that a duty names, or those that a prohibition with one bound leaves."""
    content = norm.content
    assert isinstance(content, Keep)
    forbidden = norm.modality is Modality.PROHIBITION
    assert not forbidden or len(content.bounds) == 1
    found = Range()
    for op, term in content.bounds:
        found = found.with_bound(op.negated if forbidden else op, term)
    return found


def partly_uncovered(inner: Box, others: Iterable[Box], whole: frozenset[str]) -> bool:
    """Whether some part of the box is certainly in none of the others.

    Tries the corners and middles that the bounds cut out; certain where it says True, because the
    others' boxes are never larger than said. ``whole`` attributes take whole numbers only.
    """
    boxes = list(others)
    names = sorted({n for b in boxes for n in b.numbers} | set(inner.numbers))
    exact = all(limits.exact for limits in inner.numbers.values())
    if len(names) > 2 or not exact or any(b.options for b in boxes):
        return False
    points: list[dict[str, Fraction]] = [{}]
    for name in names:
        ranges = [b.numbers[name] for b in (inner, *boxes) if name in b.numbers]
        ends = sorted({e for r in ranges for e in (r.low, r.high) if e is not None})
        if not ends:
            continue
        middles = [(a + b) / 2 for a, b in itertools.pairwise(ends)]
        values = [ends[0] - 1, *ends, *middles, ends[-1] + 1]
        if name in whole:
            near = {Fraction(int(value // 1) + step) for value in values for step in (-1, 0, 1)}
            values = sorted(near)
        points = [point | {name: value} for point in points for value in values]
        if len(points) > 2000:
            return False
    return any(_has(inner, point) and not any(_has(b, point) for b in boxes) for point in points)


def _has(area: Box, point: dict[str, Fraction]) -> bool:
    for name, limits in area.numbers.items():
        if name not in point:
            continue
        value = point[name]
        if limits.low is not None and (
            value < limits.low or (value == limits.low and limits.low_open)
        ):
            return False
        if limits.high is not None and (
            value > limits.high or (value == limits.high and limits.high_open)
        ):
            return False
    return True
