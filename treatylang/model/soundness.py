"""What is looked at when all clauses are resolved: circles, and months that have no such day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date

from treatylang.model.draft import Assumption, DoAct, Norm
from treatylang.model.formula import (
    And,
    Breached,
    Formula,
    Happened,
    IsMember,
    LimitForm,
    Moment,
    Not,
    Or,
    Window,
)
from treatylang.syntax.alike import skeleton
from treatylang.syntax.source import Place

_ROUNDING = (
    "Write “Months end on the last day.” or “Months end on the next day.”, or state the limit in "
    "days."
)


def alike(names: Iterable[tuple[str, Place]]) -> Iterator[tuple[str, Place, str, Place]]:
    """Yield each name that looks like an earlier one in other letters, with its place, and that
    one. Names in plain ASCII are left to their reader."""
    seen: dict[str, tuple[str, Place]] = {}
    for name, place in names:
        first, where = seen.setdefault(skeleton(name), (name, place))
        if first != name and not (first + name).isascii():
            yield name, place, first, where


def breaches(formula: Formula) -> Iterator[Breached]:
    """Yield every breach that a formula speaks of."""
    match formula:
        case Breached():
            yield formula
        case Not(part):
            yield from breaches(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from breaches(part)


def happenings(formula: Formula) -> Iterator[Happened]:
    """Yield every event that a formula says has happened, or has not."""
    match formula:
        case Happened():
            yield formula
        case Not(part):
            yield from happenings(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from happenings(part)


def breaches_of(norm: Norm) -> Iterator[Breached]:
    """Yield every breach that the conditions of a norm speak of."""
    for condition in (*norm.conditions, *norm.exceptions):
        yield from breaches(condition.formula)
    if isinstance(norm.content, DoAct) and norm.content.other:
        for formula in norm.content.other.where:
            yield from breaches(formula)


def classes_in(formula: Formula) -> Iterator[str]:
    """Yield the name of every class, organ or State that a formula asks membership of."""
    match formula:
        case IsMember(_, name):
            yield name
        case Not(part):
            yield from classes_in(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from classes_in(part)


def circles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return the groups of names that lead to one another (Tarjan), each in order of ``edges``.

    A name that leads to itself is a group of its own. Names that are not keys lead nowhere.
    """
    order = {name: index for index, name in enumerate(edges)}
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    waiting: set[str] = set()
    found: list[list[str]] = []
    for start in edges:
        if start in number:
            continue
        path: list[tuple[str, Iterator[str]]] = []
        number[start] = low[start] = len(number)
        stack.append(start)
        waiting.add(start)
        path.append((start, iter([n for n in edges[start] if n in order])))
        while path:
            name, following = path[-1]
            target = next(following, None)
            if target is None:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[name])
                if low[name] == number[name]:
                    at = stack.index(name)
                    group = stack[at:]
                    del stack[at:]
                    waiting.difference_update(group)
                    if len(group) > 1 or name in edges[name]:
                        found.append(sorted(group, key=order.__getitem__))
            elif target not in number:
                number[target] = low[target] = len(number)
                stack.append(target)
                waiting.add(target)
                path.append((target, iter([n for n in edges[target] if n in order])))
            elif target in waiting:
                low[name] = min(low[name], number[target])
    return sorted(found, key=lambda group: order[group[0]])


def dates(assumptions: Iterable[Assumption]) -> dict[str, date]:
    """Return the events that are assumed to happen on a date."""
    return {
        item.event.event: limit.latest.anchor
        for item in assumptions
        if item.event is not None
        for limit in item.window
        if limit.form is LimitForm.ON
        and limit.latest is not None
        and isinstance(limit.latest.anchor, date)
        and not limit.latest.offset.count
    }


def month_ends(
    window: Window, known: Mapping[str, date], rounding: str
) -> Iterator[tuple[Place, str, str]]:
    """Yield why a limit of the window that counts months from a known date is no day, and what
    to do.

    ``known`` gives the dates of events.
    """
    for limit in window:
        for moment in (limit.earliest, limit.latest):
            if moment is not None and moment.offset.unit == "month" and moment.offset.count:
                why, advice = _month_end(moment, known, rounding)
                if why:
                    yield limit.place, why, advice


def _month_end(moment: Moment, known: Mapping[str, date], rounding: str) -> tuple[str, str]:
    anchor, count = moment.anchor, moment.offset.count
    base = anchor if isinstance(anchor, date) else known.get(getattr(anchor, "event", ""))
    if base is None:
        return "", ""
    year, month = divmod(base.year * 12 + base.month - 1 + count, 12)
    many, unit = moment.offset.written if moment.offset.written[1] else (abs(count), "month")
    span = f"{many} {unit}{'s' if many > 1 else ''} {'after' if count > 0 else 'before'}"
    if not MINYEAR <= year < MAXYEAR:
        return f"{span} {base} lies beyond the calendar", "State a shorter limit."
    length = monthrange(year, month + 1)[1]
    if base.day <= length or rounding:
        return "", ""
    return f"{span} {base} is no day: that month has only {length} days", _ROUNDING
