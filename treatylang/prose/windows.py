"""Windows in words: "within thirty days thereafter", "until 31 December 2035"."""

from __future__ import annotations

from datetime import date

from treatylang.model.formula import (
    Anchor,
    BreachDay,
    EventDay,
    Limit,
    LimitForm,
    Moment,
    RecordDay,
    Window,
)
from treatylang.prose.formulas import ENTRY_INTO_FORCE, event_phrase, power_of
from treatylang.prose.numbers import calendar, duration, ordinal
from treatylang.prose.references import refer, refer_norms
from treatylang.prose.structure import shifted, span
from treatylang.prose.voice import Voice

Trigger = RecordDay | BreachDay | EventDay
_DATED = ("the date ", "the day ", "the end ", "the beginning ", "the time ")


def window(voice: Voice, limits: Window, trigger: Trigger | None = None) -> str:
    """Return all limits of a window; ``trigger`` is what "thereafter" counts from."""
    return " ".join(said for limit in limits if (said := _limit(voice, limit, trigger)))


def _limit(voice: Voice, limit: Limit, trigger: Trigger | None) -> str:
    first, last = limit.earliest, limit.latest
    if limit.form is LimitForm.IMPLIED:
        return ""
    if limit.form is LimitForm.WHILE:
        return _while(voice, first)
    match limit.form, first, last:
        case LimitForm.WITHIN_AFTER, Moment(), Moment():
            return f"within {duration(span(first, last))} {_after(voice, first, trigger)}"
        case LimitForm.FOR_FROM, Moment(), Moment():
            return f"for a period of {duration(span(first, last))} {_after(voice, first, trigger)}"
        case LimitForm.WITHIN_BEFORE, Moment(), Moment():
            return f"within {duration(span(first, last))} before {moment(voice, last)}"
        case LimitForm.NOT_BEFORE, Moment(), _:
            after = _after(voice, Moment(first.anchor), trigger)
            return f"not earlier than {duration(first.offset)} {after}"
        case LimitForm.AT_LEAST_BEFORE, _, Moment():
            return f"at least {duration(last.offset)} before {moment(voice, Moment(last.anchor))}"
        case LimitForm.AFTER, Moment(), _:
            return f"after {moment(voice, shifted(first, -1))}"
        case LimitForm.BEFORE, _, Moment():
            return f"before {moment(voice, shifted(last, 1))}"
        case LimitForm.FROM, Moment(), _:
            return f"from {_start(voice, first)}"
        case LimitForm.UNTIL, _, Moment():
            return f"until {moment(voice, last)}"
        case LimitForm.BY, _, Moment():
            return f"not later than {moment(voice, last)}"
        case LimitForm.ON, _, Moment():
            return f"on {moment(voice, last)}"
    raise AssertionError(f"a limit without its days: {limit}")


def _while(voice: Voice, first: Moment | None) -> str:
    """Return "while Article 3 is suspended", once for both ends."""
    if first is None or not isinstance(first.anchor, EventDay):
        return ""
    power = power_of(voice, first.anchor.event)
    assert power is not None
    return f"while {refer(voice, [power.target])} is suspended"


def moment(voice: Voice, day: Moment) -> str:
    """Return a day: "the request for an inspection", "the tenth day after the entry into force"."""
    base = _anchor(voice, day.anchor)
    count = day.offset.count
    if not count:
        return base
    written_in_days = day.offset.written[1] in {"", "day"} and day.offset.unit == "day"
    way = "after" if count > 0 else "before"
    if written_in_days:
        return f"the {ordinal(abs(count))} day {way} {base}"
    return f"the date falling {duration(day.offset)} {way} {base}"


def _start(voice: Voice, day: Moment) -> str:
    """Return a day from which something runs: an event is no span of time until it is dated."""
    happening = isinstance(day.anchor, EventDay) and day.anchor.event != ENTRY_INTO_FORCE
    words = moment(voice, day)
    dated = not happening or day.offset.count or words.startswith(_DATED)
    return words if dated else f"the date of {words}"


def _after(voice: Voice, start: Moment, trigger: Trigger | None) -> str:
    if start.anchor == trigger and not start.offset.count:
        return "after the breach" if isinstance(start.anchor, BreachDay) else "thereafter"
    return f"after {moment(voice, start)}"


def _anchor(voice: Voice, anchor: Anchor) -> str:
    match anchor:
        case date():
            return calendar(anchor)
        case EventDay(event, of):
            return event_phrase(voice, event, of)
        case BreachDay(norm, _):
            return f"the breach of {refer_norms(voice, [norm])}"
        case RecordDay():
            return "that act"
