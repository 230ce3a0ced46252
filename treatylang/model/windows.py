"""Resolving limits of time: which day is the first, which is the last, counted from what."""

from __future__ import annotations

from datetime import date

from treatylang.model.conditions import Conditions
from treatylang.model.context import ENTRY
from treatylang.model.formula import (
    Anchor,
    And,
    BreachDay,
    Breached,
    Did,
    Duration,
    EventDay,
    Formula,
    Happened,
    Limit,
    LimitForm,
    Moment,
    Or,
    RecordDay,
    Window,
)
from treatylang.model.powers import power
from treatylang.syntax import ast

_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12}
_MOST_YEARS = 1000

Trigger = RecordDay | BreachDay | EventDay


def triggers(formula: Formula) -> list[Trigger]:
    """Return what a condition says has happened, in order: "thereafter" counts from it."""
    match formula:
        case Did(record=record):
            return [RecordDay(record)]
        case Breached(norm, agent):
            return [BreachDay(norm, agent)]
        case Happened(event, of):
            return [EventDay(event, of)]
        case And(parts):
            return [found for part in parts for found in triggers(part)]
        case Or(parts):  # one of two, but which? One that may not have happened is none
            found = [found for part in parts for found in triggers(part)]
            return found if len(found) > 1 else []
    return []


class Windows:
    """Resolves the limits of one sentence."""

    def __init__(self, conditions: Conditions, trigger: list[Trigger]) -> None:
        self.conditions = conditions
        self.context = conditions.context
        self.trigger = trigger

    def window(self, exprs: tuple[ast.WindowExpr, ...]) -> Window:
        """Resolve all limits; raise Refused (reported) for one that has no meaning."""
        return tuple(
            limit
            for expr in exprs
            for limit in (self._while(expr) if expr.state else (self._limit(expr),))
        )

    def _while(self, expr: ast.WindowExpr) -> Window:
        """From the day after the suspension to the one before the resumption, if there is one."""
        assert expr.state is not None
        target, state = expr.state
        if state.text != "suspended":
            raise self.context.refuse(
                "TL109",
                f"“while” tells of what is suspended, not of what is {state.text}",
                state.place,
                "For what has come to an end write “after termination of ...”.",
            )
        conditions = self.conditions

        def event(verb: str) -> EventDay:
            found = power(self.context, conditions.labels, verb, target, conditions.article)
            return EventDay(found.event, None)

        begins, ends = (
            Moment(event("suspend"), Duration(1)),
            Moment(event("resume"), Duration(-1)),
        )
        return (
            Limit(LimitForm.WHILE, begins, None, True, expr.place),
            Limit(LimitForm.WHILE, None, ends, False, expr.place),
        )

    def _limit(self, expr: ast.WindowExpr) -> Limit:
        start = self._moment(expr)
        span = self.duration(expr.duration) if expr.duration else Duration(0)
        needs = start.anchor != EventDay(ENTRY, None) and not isinstance(start.anchor, date)
        place = expr.place
        match expr.form:
            case "within_after":
                end = self._moved(start, span, expr)
                return Limit(LimitForm.WITHIN_AFTER, start, end, needs, place)
            case "for_after":
                end = self._moved(start, span, expr)
                return Limit(LimitForm.FOR_FROM, start, end, needs, place)
            case "within_before":
                begin = self._moved(start, _minus(span), expr)
                return Limit(LimitForm.WITHIN_BEFORE, begin, start, needs, place)
            case "at_least_before":
                end = self._moved(start, _minus(span), expr)
                return Limit(LimitForm.AT_LEAST_BEFORE, None, end, needs, place)
            case "not_before":
                begin = self._moved(start, span, expr)
                return Limit(LimitForm.NOT_BEFORE, begin, None, needs, place)
            case "from":
                return Limit(LimitForm.FROM, start, None, needs, place)
            case "after":
                begin = self._moved(start, Duration(1), expr)
                return Limit(LimitForm.AFTER, begin, None, needs, place)
            case "until":
                return Limit(LimitForm.UNTIL, None, start, False, place)
            case "by":
                return Limit(LimitForm.BY, None, start, False, place)
            case "before":
                end = self._moved(start, Duration(-1), expr)
                return Limit(LimitForm.BEFORE, None, end, False, place)
            case _:
                return Limit(LimitForm.ON, start, start, needs, place)

    def _moment(self, expr: ast.WindowExpr) -> Moment:
        if expr.moment is None:
            return Moment(self._thereafter(expr))
        return self.moment(expr.moment)

    def _thereafter(self, expr: ast.WindowExpr) -> Anchor:
        if len(self.trigger) == 1:
            return self.trigger[0]
        if self.trigger:
            raise self.context.refuse(
                "TL109",
                "“thereafter” could count from any of several events",
                expr.place,
                "Name the event: “within 30 days after ...”.",
            )
        raise self.context.refuse(
            "TL109",
            "“thereafter” has nothing to count from",
            expr.place,
            "Name an event, or say what must have happened: “Each Party that did ...”.",
        )

    def moment(self, expr: ast.MomentExpr) -> Moment:
        """Resolve a day: an event, a date or "day 10", moved by what stands before it."""
        if isinstance(expr.anchor, int):
            return Moment(
                EventDay(ENTRY, None), Duration(expr.anchor, written=(expr.anchor, "day"))
            )
        anchor: Anchor = (
            expr.anchor if isinstance(expr.anchor, date) else self.conditions.event(expr.anchor)
        )
        return Moment(anchor, self.duration(expr.after) if expr.after else Duration(0))

    def duration(self, expr: ast.DurationExpr) -> Duration:
        """Resolve a span of time: whole days, or calendar months."""
        name = expr.unit.text
        if name in ("hour", "hours") and expr.count % 24 == 0 and expr.count <= 24 * 366:
            count = int(expr.count) // 24
            return Duration(count, written=(int(expr.count), "hour"))
        if name not in _DAYS | _MONTHS:
            if name in ("hour", "hours"):
                message, advice = (
                    "time is counted in whole days",
                    "Write 24, 48 or 72 hours, or days.",
                )
            else:
                message, advice = f"“{name}” is not a unit of time", "Write days, weeks, months ..."
            raise self.context.refuse("TL109", message, expr.place, advice)
        if expr.count.denominator != 1:
            raise self.context.refuse(
                "TL109",
                "a limit of time is a whole number",
                expr.place,
                "Choose a smaller unit: 36 months, 10 days.",
            )
        count = int(expr.count)
        days = count * _DAYS.get(name, 31 * _MONTHS.get(name, 0))
        if days > _MOST_YEARS * 12 * 31:
            advice = f"The longest is {_MOST_YEARS} years."
            raise self.context.refuse("TL109", "this limit of time is too long", expr.place, advice)
        written = (count, name.removesuffix("s"))
        if name in _DAYS:
            return Duration(count * _DAYS[name], "day", written)
        return Duration(count * _MONTHS[name], "month", written)

    def _moved(self, moment: Moment, by: Duration, expr: ast.WindowExpr) -> Moment:
        before = moment.offset
        if before.count == 0:
            return Moment(moment.anchor, by)
        if before.unit != by.unit:
            raise self.context.refuse(
                "TL109",
                "days and months cannot be added to one another",
                expr.place,
                "State the limit as one span.",
            )
        return Moment(moment.anchor, Duration(before.count + by.count, by.unit))


def _minus(span: Duration) -> Duration:
    return Duration(-span.count, span.unit, span.written)
