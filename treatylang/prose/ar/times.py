"""Limits of time and the days that they hang on, in Arabic."""

from __future__ import annotations

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
from treatylang.prose.ar.nouns import GEN, Noun, dual, fixed, joined, ordinal, series
from treatylang.prose.ar.words import NBSP, POWERS, SPANS, Words
from treatylang.prose.scope import Scope, Trigger
from treatylang.prose.structure import told_by
from treatylang.prose.teller import ENTRY_INTO_FORCE

_MONTHS = (
    "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول"
).split(",")
"""The months' names of the Levant, which the United Nations write before those of CLDR."""


class Times(Words):
    """When something is to be done, in Arabic."""

    def duration(self, span: Duration) -> Noun:
        """Return "ثلاثون يوما", "أسبوعان", "365 يوما"."""
        count, unit = span.written if span.written[1] else (span.count, span.unit)
        return self.counting(Fraction(abs(count)), SPANS[unit.removesuffix("s")])

    def calendar(self, day: date) -> str:
        """Return "31 كانون الأول/ديسمبر 2034"."""
        number, *month, year = cldr.calendar(day, self.code).split(" ")
        name = f"{_MONTHS[day.month - 1]}/{' '.join(month)}"
        return f"{number} {name} {year}".replace(" ", NBSP)

    def event(self, scope: Scope, event: str, of: Agent | None) -> Noun:
        if event == ENTRY_INTO_FORCE:
            owner = self.instrument(scope.here) or next(iter(self.draft.instruments), "")
            what = f" {self.kind(scope.here).this}" if owner else ""
            return fixed(f"بدء نفاذ{what}" if what else "بدء النفاذ")
        power = self.power_of(event)
        if power is not None:
            target = self.refer(scope.here, [power.target], GEN, "ب")
            return fixed(f"{POWERS[power.verb]} العمل {target}")
        noun = self.named(event)
        known = of == BEARER and (of.name in scope.known or not scope.bearer)
        if of is None or (known and of.name != scope.relative):
            return noun
        about = noun.agreed("المتعلق", "المتعلقة")
        if of.name == scope.relative:
            return noun.tailed(f"{about} ب{self.agent(scope, of).its}")
        return noun.tailed(f"{about} {joined('ب', self.who(scope, of))}")

    def window(
        self, scope: Scope, limits: Window, trigger: Trigger | None = None, during: bool = False
    ) -> str:
        """Return all limits of a window; ``trigger`` is what "من ذلك" counts from. ``during``: of
        something that lasts or is left undone, and not of something to be done."""
        said = (self._limit(scope, limit, trigger, during) for limit in limits)
        return series([words for words in said if words])

    def _limit(self, scope: Scope, limit: Limit, trigger: Trigger | None, during: bool) -> str:
        length, day = told_by(limit)
        if limit.form is LimitForm.IMPLIED or day is None:
            return ""
        if limit.form is LimitForm.WHILE:
            return self._while(scope, day)
        dated = isinstance(day.anchor, date) or bool(day.offset.count)
        moment = self.moment(scope, day).said(GEN)
        of_day = moment if dated else f"تاريخ {moment}"
        after = moment
        if day.anchor == trigger and not day.offset.count:
            breach = isinstance(day.anchor, BreachDay)
            of_day, after = ("تاريخ الإخلال", "الإخلال") if breach else ("ذلك", "ذلك")
        span = self.duration(length).said(GEN) if length is not None else ""
        match limit.form:
            case LimitForm.WITHIN_AFTER:
                return f"{'خلال' if during else 'في غضون'} {span} من {of_day}"
            case LimitForm.FOR_FROM:
                return f"طوال مدة {span} من {of_day}"
            case LimitForm.WITHIN_BEFORE:
                return f"في غضون {span} قبل {of_day}"
            case LimitForm.NOT_BEFORE:
                return f"في موعد لا يسبق انقضاء {span} بعد {after}"
            case LimitForm.AT_LEAST_BEFORE:
                return f"قبل {of_day} بما لا يقل عن {span}"
            case LimitForm.AFTER:
                return f"بعد {after}"
            case LimitForm.BEFORE:
                return f"قبل {of_day}"
            case LimitForm.FROM:
                return f"اعتبارا من {of_day}"
            case LimitForm.UNTIL:
                return f"حتى {of_day} شاملا ذلك اليوم"
            case LimitForm.BY:
                return f"في موعد أقصاه {of_day}"
        return f"في {of_day}"

    def _while(self, scope: Scope, day: Moment) -> str:
        if not isinstance(day.anchor, EventDay):
            return ""
        power = self.power_of(day.anchor.event)
        assert power is not None
        return f"طوال فترة إيقاف العمل {self.refer(scope.here, [power.target], GEN, 'ب')}"

    def moment(self, scope: Scope, day: Moment) -> Noun:
        """Return a day as a noun: "طلب التفتيش", "اليوم العاشر بعد طلب التفتيش"."""
        base = self._anchor(scope, day.anchor)
        count = day.offset.count
        if not count:
            return base
        way = "بعد" if count > 0 else "قبل"
        if day.offset.written[1] in {"", "day"} and day.offset.unit == "day":
            return self.day_number(abs(count)).tailed(f"{way} {base.said(GEN)}")
        span = self.duration(day.offset).said(GEN)
        return fixed(f"التاريخ الذي يحل {way} {base.said(GEN)} ب{span}")

    def day_number(self, count: int) -> Noun:
        """Return "اليوم التسعون"."""
        return dual(f"اليوم {ordinal(count)}", f"اليوم {ordinal(count, case=GEN)}")

    def _anchor(self, scope: Scope, anchor: Anchor) -> Noun:
        match anchor:
            case date():
                return fixed(self.calendar(anchor))
            case EventDay(event, of):
                return self.event(scope, event, of)
            case BreachDay(norm, _):
                return fixed(f"الإخلال {self.refer_norms(scope.here, [norm], 'ب')}")
            case RecordDay():
                return fixed("ذلك العمل")
