"""Days and dates: when a moment is, and which days a window has.

Months follow the calendar. An operation that has no single answer (31 January plus one month)
raises an error until the draft states its rounding; nothing is guessed.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from treatylang.evaluate.world import Binding, Roles, World
from treatylang.model.draft import Draft
from treatylang.model.formula import Anchor, BreachDay, EventDay, Moment, RecordDay, Window


class CalendarError(Exception):
    """A day that cannot be computed."""


class NoDate(CalendarError):
    """A calendar date, or a count of months, where the date of day 0 is not known."""


class NoSingleAnswer(CalendarError):
    """A day that the shorter month lacks, in a draft that does not state its rounding."""


class BeyondCalendar(CalendarError):
    """A year that the calendar does not have."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days from ``first`` to ``last``, both included; without end where ``last`` is None.
    Those in ``but`` are left out."""

    first: int
    last: int | None = None
    but: tuple[Days, ...] = ()

    def __contains__(self, day: int) -> bool:
        inside = self.first <= day and (self.last is None or day <= self.last)
        return inside and not any(day in other for other in self.but)

    @property
    def empty(self) -> bool:
        day = self.first
        for other in sorted(self.but, key=lambda days: days.first):
            if other.first <= day and (other.last is None or day <= other.last):
                if other.last is None:
                    return True
                day = other.last + 1
        return self.last is not None and self.last < day

    def within(self, other: Days) -> Days:
        """Return the days common to both."""
        ends = [end for end in (self.last, other.last) if end is not None]
        last = min(ends) if ends else None
        return Days(max(self.first, other.first), last, (*self.but, *other.but))


def day_of(entry: date | None, day: date) -> int:
    """Return the number of a calendar date."""
    if entry is None:
        raise NoDate(f"{day} has no day number: the date of entry into force is not known")
    return (day - entry).days


def date_of(entry: date | None, day: int) -> date:
    """Return the calendar date of a day."""
    if entry is None:
        raise NoDate(f"day {day} has no date: the date of entry into force is not known")
    try:
        return entry + timedelta(days=day)
    except OverflowError:
        raise BeyondCalendar(f"day {day} lies beyond the calendar") from None


def add_months(start: date, months: int, rounding: str) -> date:
    """Move a date by calendar months."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    month += 1
    if not MINYEAR <= year <= MAXYEAR:
        raise BeyondCalendar(f"{start} moved by {months} months lies beyond the calendar")
    length = monthrange(year, month)[1]
    if start.day <= length:
        return date(year, month, start.day)
    if rounding == "last day":
        return date(year, month, length)
    if rounding == "next day":
        return date(year, month, length) + timedelta(days=1)
    raise NoSingleAnswer(
        f"{start} moved by {months} months has no single answer: that month has {length} days, "
        "and the draft does not state its rounding"
    )


def moment_day(
    draft: Draft, world: World, moment: Moment, roles: Roles, binding: Binding
) -> int | None:
    """Return the day of the moment; None where its anchor never happens."""
    day = _anchor_day(world, moment.anchor, roles, binding)
    if day is None or not moment.offset.count:
        return day
    if moment.offset.unit == "day":
        return day + moment.offset.count
    moved = add_months(date_of(world.entry, day), moment.offset.count, draft.rounding)
    return day_of(world.entry, moved)


def _anchor_day(world: World, anchor: Anchor, roles: Roles, binding: Binding) -> int | None:
    match anchor:
        case date():
            return day_of(world.entry, anchor)
        case RecordDay(record):
            return binding[record].day if record in binding else None
        case BreachDay(norm, role):
            agent = world.agent(role, roles)
            return None if agent is None else world.breaches.get((norm, agent))
        case EventDay(event, of):
            return world.event_day(event, None if of is None else world.agent(of, roles))


def window_days(
    draft: Draft, world: World, window: Window, roles: Roles, binding: Binding
) -> Days | None:
    """Return the days of the window (perhaps none of them); None where what opens it never
    happens, so that the norm does not apply."""
    days = Days(0)
    for limit in window:
        for moment, opening in ((limit.earliest, True), (limit.latest, False)):
            if moment is None:
                continue
            day = moment_day(draft, world, moment, roles, binding)
            if day is not None:
                days = days.within(Days(day) if opening else Days(0, day))
            elif limit.needs:
                return None
    return days
