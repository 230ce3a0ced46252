"""Limits of time and the days that they hang on, in Russian."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

from treatylang.model.formula import (
    BEARER,
    Agent,
    Anchor,
    BreachDay,
    Duration,
    EventDay,
    Limit,
    LimitForm,
    Moment,
    RecordDay,
    Window,
)
from treatylang.prose import cldr
from treatylang.prose.ru.nouns import ACC, GEN, Noun, adjective, fixed, ordered, series
from treatylang.prose.ru.words import FORCE, NBSP, POWERS, SPANS, Words, ending_in_nie, governed_by
from treatylang.prose.scope import Scope, Trigger
from treatylang.prose.structure import told_by
from treatylang.prose.teller import ENTRY_INTO_FORCE


class Times(Words):
    """When something is to be done, in Russian."""

    def duration(self, span: Duration) -> Noun:
        """Return "тридцать дней", "две недели", "365 дней"."""
        count, unit = span.written if span.written[1] else (span.count, span.unit)
        one, gender, many = SPANS[unit.removesuffix("s")]
        return self.counting(Fraction(abs(count)), fixed(one, gender), fixed(many, gender, True))

    def calendar(self, day: date) -> str:
        said = re.sub(r"\s*г\.$", " года", cldr.calendar(day, self.code))
        return said.replace(" ", NBSP)

    def event(self, scope: Scope, event: str, of: Agent | None) -> Noun:
        if event == ENTRY_INTO_FORCE:
            noun = ending_in_nie("вступлен").tailed("в силу")
            owner = self.instrument(scope.here) or next(iter(self.draft.instruments), "")
            return noun.tailed(self.present(self.kind(scope.here)).said(GEN)) if owner else noun
        power = self.power_of(event)
        if power is not None:
            target = self.refer(scope.here, [power.target], GEN)
            return ending_in_nie(POWERS[power.verb]).tailed(f"действия {target}")
        noun = self.named(event)
        known = of == BEARER and (of.name in scope.known or not scope.bearer)
        if of is None or (known and of.name != scope.relative):
            return noun
        towards = self.entry("event", event).forms.get("towards", "в отношении")
        return noun.tailed(f"{towards} {self.who(scope, of).said(governed_by(towards))}")

    def window(self, scope: Scope, limits: Window, trigger: Trigger | None = None) -> str:
        """Return all limits of a window; ``trigger`` is what "после этого" counts from."""
        return series([said for limit in limits if (said := self._limit(scope, limit, trigger))])

    def _limit(self, scope: Scope, limit: Limit, trigger: Trigger | None) -> str:
        length, day = told_by(limit)
        if limit.form is LimitForm.IMPLIED or day is None:
            return ""
        if limit.form is LimitForm.WHILE:
            return self._while(scope, day)
        dated = isinstance(day.anchor, date) or bool(day.offset.count)
        moment = self.moment(scope, day)
        of_day = moment.said(GEN)
        since = f"с {of_day}" if dated else f"с даты {of_day}"
        if day.anchor == trigger and not day.offset.count:
            since = "с даты нарушения" if isinstance(day.anchor, BreachDay) else "после этого"
        after = since if since == "после этого" else f"после {of_day}"
        if since == "с даты нарушения":
            after = "после нарушения"
        until = of_day if dated else f"даты {of_day}"
        match limit.form, length:
            case LimitForm.WITHIN_AFTER, Duration():
                return f"в течение {self.duration(length).said(GEN)} {since}"
            case LimitForm.FOR_FROM, Duration():
                return f"на протяжении {self.duration(length).said(GEN)} {since}"
            case LimitForm.WITHIN_BEFORE, Duration():
                return f"в течение {self.duration(length).said(GEN)} до {until}"
            case LimitForm.NOT_BEFORE, Duration():
                return f"не ранее чем через {self.duration(length).said(ACC)} {after}"
            case LimitForm.AT_LEAST_BEFORE, Duration():
                return f"не менее чем за {self.duration(length).said(ACC)} до {until}"
        match limit.form:
            case LimitForm.AFTER:
                return after
            case LimitForm.BEFORE:
                return f"до {until}"
            case LimitForm.FROM:
                return since
            case LimitForm.UNTIL:
                until = f"по {moment.said(ACC)}" if dated else f"до {until}"
                return f"{until} включительно"
            case LimitForm.BY:
                return f"не позднее {until}"
        if isinstance(day.anchor, date) and not day.offset.count:
            return of_day
        return f"в {moment.said(ACC)}" if dated else f"в дату {of_day}"

    def _while(self, scope: Scope, day: Moment) -> str:
        if not isinstance(day.anchor, EventDay):
            return ""
        power = self.power_of(day.anchor.event)
        assert power is not None
        return f", пока {FORCE} {self.refer(scope.here, [power.target], GEN)} приостановлено,"

    def moment(self, scope: Scope, day: Moment) -> Noun:
        """Return a day as a noun: "запрос", "десятый день после запроса"."""
        base = self._anchor(scope, day.anchor)
        count = day.offset.count
        if not count:
            return base
        if day.offset.written[1] in {"", "day"} and day.offset.unit == "day":
            way = "после" if count > 0 else "до"
            one = fixed(SPANS["day"][0])
            return ordered(abs(count), one).tailed(f"{way} {base.said(GEN)}")
        way = ("через {} после" if count > 0 else "за {} до").format(
            self.duration(day.offset).said(ACC)
        )
        coming = fixed("дата даты дате дату датой дате", "feminine")

        def said(case: str) -> str:
            which = adjective("наступающий", coming, case)
            return f"{coming.said(case)}, {which} {way} {base.said(GEN)},"

        return replace(coming, said=said)

    def _anchor(self, scope: Scope, anchor: Anchor) -> Noun:
        match anchor:
            case date():
                said = self.calendar(anchor)
                return Noun(lambda case: said)
            case EventDay(event, of):
                return self.event(scope, event, of)
            case BreachDay(norm, _):
                what = self.refer_norms(scope.here, [norm], GEN)
                return ending_in_nie("нарушен").tailed(what)
            case RecordDay():
                return FORCE.called("этот")
