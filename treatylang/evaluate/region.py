"""What the content of a norm amounts to in a scenario: a region of acts, or of kept values.

An act's region is a box (bounds on independent attributes, times a window of whole days) less the
boxes of its carve-outs. Because every bound is a constant by now, the points at the ends of the
bounds, between them and beyond them stand for all others, and decide every question exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import ceil, floor

from treatylang.evaluate.application import Application
from treatylang.evaluate.calendar import Days
from treatylang.evaluate.truth import FALSE, NotGiven, Reader, Verdict, all_of, compare, unknown
from treatylang.evaluate.world import PastAct, World
from treatylang.model.draft import DoAct, Draft, Keep
from treatylang.model.formula import NumberBound, Op, Term

SOMEBODY = "@somebody"
"""An agent that no norm in question speaks of."""


@dataclass(frozen=True, slots=True)
class Region:
    """Instances of an act; a side that is None is open to anybody."""

    act: str
    by: str | None
    to: str | None
    numbers: tuple[tuple[str, Op, Fraction], ...]
    choices: tuple[tuple[str, bool, str], ...]
    days: Days
    without: tuple[Region, ...] = ()

    def read(self, past: PastAct) -> Verdict:
        """Tell whether the act lies in the region; unknown where it lacks an attribute."""
        sides = ((self.by, past.by), (self.to, past.to))
        if past.act != self.act or past.day not in self.days:
            return FALSE
        if any(wanted is not None and wanted != actual for wanted, actual in sides):
            return FALSE
        return all_of(self._parts(past))

    def __contains__(self, past: PastAct) -> bool:
        return self.read(past).value is True

    def _parts(self, past: PastAct) -> Iterator[Verdict]:
        for name, op, limit in self.numbers:
            actual = past.attributes.get(name)
            if actual is None:
                yield _lacking(name, past)
            else:
                yield Verdict(isinstance(actual, Fraction) and compare(actual, op, limit))
        for name, equal, option in self.choices:
            actual = past.attributes.get(name)
            yield _lacking(name, past) if actual is None else Verdict((actual == option) is equal)
        for part in self.without:
            yield part.read(past).negated


def _lacking(attribute: str, past: PastAct) -> Verdict:
    return unknown(f"{attribute} of {past.act} by {past.by} on day {past.day}")


@dataclass(frozen=True, slots=True)
class Span:
    """Values of a controlled quantity on certain days."""

    quantity: str
    holder: str
    bounds: tuple[tuple[Op, Fraction], ...]
    days: Days

    def __contains__(self, value: Fraction) -> bool:
        return all(compare(value, op, limit) for op, limit in self.bounds)


def region_of(draft: Draft, world: World, application: Application) -> Region:
    """Return the instances that an application is about; raise NotGiven for an unknown bound."""
    norm = draft.norms[application.norm]
    content = norm.content
    if not isinstance(content, DoAct):
        raise TypeError(f"{norm.id} is not about an act")
    reader = Reader(draft, world, application.roles, application.binding)
    numbers: list[tuple[str, Op, Fraction]] = []
    choices: list[tuple[str, bool, str]] = []
    for bound in content.bounds:
        if isinstance(bound, NumberBound):
            numbers.append((bound.attribute, bound.op, _number(reader, bound.term)))
        else:
            choices.append((bound.attribute, bound.equal, bound.option))
    across = application.other if draft.acts[content.act].other else None
    by, to = (across, application.bearer) if content.accepting else (application.bearer, across)
    without = tuple(region_of(draft, world, carved) for carved in application.carved)
    return Region(content.act, by, to, tuple(numbers), tuple(choices), application.window, without)


def span_of(draft: Draft, world: World, application: Application) -> Span:
    """Return the values that an application is about; raise NotGiven for an unknown bound."""
    content = draft.norms[application.norm].content
    if not isinstance(content, Keep):
        raise TypeError(f"{application.norm} is not about a quantity")
    reader = Reader(draft, world, application.roles, application.binding)
    bounds = tuple((op, _number(reader, term)) for op, term in content.bounds)
    return Span(content.quantity, application.bearer, bounds, application.window)


def _number(reader: Reader, term: Term) -> Fraction:
    value, missing = reader.number(term)
    if value is None:
        raise NotGiven(missing)
    return value


# --- points that stand for all others ---------------------------------------------------------


def number_points(ends: Iterable[Fraction], whole: bool) -> list[Fraction]:
    """Return each end, a number between each two, and one beyond on either side."""
    marks = sorted(set(ends))
    if not marks:
        return [Fraction(0)]
    if whole:
        near = {step + move for mark in marks for step in (floor(mark), ceil(mark))
                for move in (-1, 0, 1)}  # fmt: skip
        return [Fraction(number) for number in sorted(near)]
    between = [(low + high) / 2 for low, high in pairwise(marks)]
    return sorted([marks[0] - 1, *marks, *between, marks[-1] + 1])


def day_points(windows: Iterable[Days], spare: int = 1) -> list[int]:
    """Return, for each stretch of days that no window divides, its first ``spare`` days (all,
    where it is shorter)."""
    starts = {0}
    every = list(windows)
    breaks = [other for days in every for other in days.but]
    for days in (*every, *breaks):
        starts.add(days.first)
        if days.last is not None:
            starts.add(days.last + 1)
    near = {start + move for start in starts for move in range(spare)}
    return sorted(day for day in near if day >= 0)


def instances(
    draft: Draft, regions: Sequence[Region], inside: Sequence[Region], spare: int = 1
) -> Iterator[PastAct]:
    """Yield instances that lie in every region ``inside``, one at least for each way of lying in
    the others; ``regions`` are all regions involved, those inside included."""
    act = inside[0].act
    every = list(_with_carved(region for region in regions if region.act == act))
    names = sorted({name for region in every for name in _attributes(region)})
    values = [_attribute_points(draft, act, name, every, inside) for name in names]
    days = [
        day
        for day in day_points((region.days for region in every), spare)
        if all(day in region.days for region in inside)
    ]
    sides = product(_agents(r.by for r in every), _agents(r.to for r in every))
    for (by, to), day in product(sides, days):
        for chosen in product(*values):
            point = PastAct(act, by, to, dict(zip(names, chosen, strict=True)), day)
            if all(point in region for region in inside):
                yield point


def _with_carved(regions: Iterable[Region]) -> Iterator[Region]:
    for region in regions:
        yield region
        yield from _with_carved(region.without)


def _attributes(region: Region) -> Iterator[str]:
    yield from (name for name, _, _ in region.numbers)
    yield from (name for name, _, _ in region.choices)


def _attribute_points(
    draft: Draft, act: str, name: str, every: Sequence[Region], inside: Sequence[Region]
) -> list[Fraction | str]:
    attribute = draft.acts[act].attributes[name]
    if attribute.options:
        return list(attribute.options)
    ends = [limit for region in every for found, _, limit in region.numbers if found == name]
    bounds = [
        (op, limit) for region in inside for found, op, limit in region.numbers if found == name
    ]
    return [
        point
        for point in number_points(ends, attribute.whole)
        if all(compare(point, op, limit) for op, limit in bounds)
    ]


def _agents(sides: Iterable[str | None]) -> list[str]:
    return [*sorted({side for side in sides if side is not None}), SOMEBODY]
