"""Limits of time and the days that they hang on, in French."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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
from treatylang.prose.fr.nouns import Noun, ordinal, series
from treatylang.prose.fr.words import NBSP, SPANS, Words
from treatylang.prose.scope import Scope, Trigger
from treatylang.prose.structure import told_by
from treatylang.prose.teller import ENTRY_INTO_FORCE

_IN_FIGURES = 100
_POWERS = {"suspend": "suspension", "resume": "reprise", "terminate": "extinction"}


class Times(Words):
    """When something is to be done, in French."""

    def duration(self, span: Duration) -> str:
        """Return "trente jours", "deux semaines", "douze mois"."""
        count, unit = span.written if span.written[1] else (span.count, span.unit)
        word, feminine = SPANS[unit.removesuffix("s")]
        count = abs(count)
        many = f"{word}s" if count != 1 and not word.endswith("s") else word
        blank = NBSP if count >= _IN_FIGURES else " "
        return f"{self.count(count, feminine)}{blank}{many}"

    def calendar(self, day: date) -> str:
        said = cldr.calendar(day, self.code)
        said = f"1er{said[1:]}" if day.day == 1 else said
        return said.replace(" ", NBSP)

    def event(self, scope: Scope, event: str, of: Agent | None) -> Noun:
        if event == ENTRY_INTO_FORCE:
            owner = self.instrument(scope.here) or next(iter(self.draft.instruments), "")
            whose = self.present(self.kind(scope.here)).du if owner else ""
            return Noun(f"entrée en vigueur {whose}".strip(), feminine=True)
        power = next((p for p in self.draft.powers.values() if p.event == event), None)
        if power is not None:
            noun = Noun(_POWERS[power.verb], feminine=True)
            return replace(
                noun, words=f"{noun.words} {self.refer(scope.here, [power.target], 'de')}"
            )
        noun = self.named(event)
        silent = of == BEARER and (of.name in scope.known or not scope.bearer)
        if of is None or silent:
            return noun
        return replace(noun, words=f"{noun.words} concernant {self.subject(scope, of)}")

    def window(
        self, scope: Scope, limits: Window, trigger: Trigger | None = None, during: bool = False
    ) -> str:
        """Return all limits of a window; ``trigger`` is what "qui suivent" counts from. ``during``:
        of something that lasts or is left undone, and not of something to be done."""
        if len(limits) == 2 and [limit.form for limit in limits] == [
            LimitForm.FROM,
            LimitForm.UNTIL,
        ]:
            first, last = limits[0].earliest, limits[1].latest
            assert first is not None and last is not None
            if isinstance(first.anchor, date) and isinstance(last.anchor, date):
                return f"{self.moment(scope, first).du} {self.moment(scope, last).au}"
        said = [said for limit in limits if (said := self._limit(scope, limit, trigger, during))]
        return series(said)

    def _limit(self, scope: Scope, limit: Limit, trigger: Trigger | None, during: bool) -> str:
        form = limit.form
        length, day = told_by(limit)
        if form is LimitForm.IMPLIED:
            return ""
        if form is LimitForm.WHILE:
            return self._while(scope, day)
        assert day is not None
        said = self.duration(length) if length is not None else ""
        match form:
            case LimitForm.WITHIN_AFTER | LimitForm.FOR_FROM:
                within = form is LimitForm.WITHIN_AFTER and not during
                if day.anchor == trigger and not day.offset.count:
                    breach = isinstance(day.anchor, BreachDay)
                    after = "suivant la violation" if breach else "qui suivent"
                    return f"{'dans' if within else 'pendant'} les {said} {after}"
                if form is LimitForm.WITHIN_AFTER and during:
                    return f"pendant les {said} suivant {self.moment(scope, day).le}"
                head = "dans un délai" if within else "pendant une période"
                return f"{head} {_de(said)} à compter {self.moment(scope, day).du}"
            case LimitForm.WITHIN_BEFORE:
                return f"dans les {said} précédant {self.moment(scope, day).le}"
            case LimitForm.NOT_BEFORE:
                return f"au plus tôt {said} après {self._start(scope, day, trigger)}"
            case LimitForm.AT_LEAST_BEFORE:
                return f"au moins {said} avant {self.moment(scope, day).le}"
            case LimitForm.AFTER:
                return f"après {self.moment(scope, day).le}"
            case LimitForm.BEFORE:
                return f"avant {self.moment(scope, day).le}"
            case LimitForm.FROM:
                return f"à compter {self.moment(scope, day).du}"
            case LimitForm.UNTIL:
                return f"jusqu’{self.moment(scope, day).au}"
        on = self.dated(scope, day)
        return f"au plus tard {on}" if form is LimitForm.BY else on

    def dated(self, scope: Scope, day: Moment) -> str:
        """Return "le 31 décembre 2034", "à la date de la demande"."""
        moment = self.moment(scope, day)
        if day.offset.count and not _is_counted_in_days(day):
            return moment.au
        if isinstance(day.anchor, date) or day.offset.count:
            return moment.le
        return f"à la date {moment.du}"

    def _while(self, scope: Scope, first: Moment | None) -> str:
        if first is None or not isinstance(first.anchor, EventDay):
            return ""
        event = first.anchor.event
        power = next(p for p in self.draft.powers.values() if p.event == event)
        noun = self._cited(scope.here, *self.targets(scope.here, [power.target])[0], apart=False)
        are = "sont" if noun.plural else "est"
        return f"tant que {noun.le} {are} {noun.agreed('suspendu')}"

    def _start(self, scope: Scope, start: Moment, trigger: Trigger | None) -> str:
        if start.anchor == trigger and not start.offset.count:
            return "la violation" if isinstance(start.anchor, BreachDay) else "cet acte"
        return self.moment(scope, start).le

    def moment(self, scope: Scope, day: Moment) -> Noun:
        """Return a day as a noun: "demande d’inspection", "dixième jour après la demande"."""
        base = self._anchor(scope, day.anchor)
        count = day.offset.count
        if not count:
            return base
        way = "après" if count > 0 else "avant"
        if _is_counted_in_days(day):
            return Noun(f"{ordinal(abs(count))} jour {way} {base.le}", elided=False)
        return Noun(f"date tombant {self.duration(day.offset)} {way} {base.le}", feminine=True)

    def _anchor(self, scope: Scope, anchor: Anchor) -> Noun:
        match anchor:
            case date():
                return Noun(self.calendar(anchor), elided=False)
            case EventDay(event, of):
                return self.event(scope, event, of)
            case BreachDay(norm, _):
                return Noun(f"violation {self.refer_norms(scope.here, [norm], 'de')}", True)
            case RecordDay():
                return Noun("cet acte", bare=True)


def _de(words: str) -> str:
    """Return "d’un jour", "de huit jours"."""
    return f"d’{words}" if words[:1] in "aeiou" else f"de {words}"


def _is_counted_in_days(day: Moment) -> bool:
    return day.offset.written[1] in {"", "day"} and day.offset.unit == "day"
