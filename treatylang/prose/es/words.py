"""What a draft names, in Spanish: nouns, amounts, references and times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from treatylang.model.draft import Article, Part
from treatylang.model.formula import (
    BEARER,
    OTHER,
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
from treatylang.model.lexicon import Entry
from treatylang.model.units import BUILT_IN, Unit
from treatylang.prose import cldr
from treatylang.prose.es.nouns import DE, A, Noun, cardinal, fixed, ordinal, series
from treatylang.prose.marks import plain
from treatylang.prose.naming import Naming
from treatylang.prose.numbers import unit_names
from treatylang.prose.scope import Scope, Trigger
from treatylang.prose.structure import is_kind_of, told_by
from treatylang.prose.teller import ENTRY_INTO_FORCE

NBSP = "\u00a0"
_SPANS = {
    "second": ("segundo", "segundos", False), "minute": ("minuto", "minutos", False),
    "hour": ("hora", "horas", True), "day": ("día", "días", False),
    "week": ("semana", "semanas", True), "month": ("mes", "meses", False),
    "year": ("año", "años", False),
}  # fmt: skip
_PARTS = {3: ("tercio", "tercios"), 4: ("cuarto", "cuartos")}
_DIVISIONS = {
    "paragraphs": ("párrafo", "párrafos", False), "articles": ("artículo", "artículos", False),
    "annexes": ("anexo", "anexos", False), "part": ("parte", "partes", True),
    "title": ("título", "títulos", False), "chapter": ("capítulo", "capítulos", False),
    "section": ("sección", "secciones", True),
}  # fmt: skip
_POWERS = {
    "suspend": Noun("suspensión", True), "resume": Noun("reanudación", True),
    "terminate": Noun("terminación", True),
}  # fmt: skip
_OWN = re.compile(r"\b(?:su|sus)\b")
"""Words with "su" in them say already whose something is."""
PARTY = Noun("Parte", feminine=True)
PARTIES = Noun("Partes", feminine=True, plural=True)
STATE = Noun("Estado")


class Words(Naming[Noun]):
    """The words of a draft in Spanish."""

    code = "es"
    paragraph_word = "párrafo"
    counted = re.compile(
        r"\b(artículos?|párrafos?|anexos?)( \w{1,4}((,| a| [yeou]) \w{1,4})*(,| a| [yeou]))? $",
        re.IGNORECASE,
    )
    ends = (".", ":", ";", "!", "?", "…", ".»")
    party = PARTY

    # --- typography -------------------------------------------------------------------------------

    def typeset(self, text: str) -> str:
        text = re.sub(r"(?:\s*,)+(?=\s*[,.;:)])", "", text)  # a clause ends with its sentence
        text = re.sub(r"(?<=\S)[ \u00a0]+([;:!?»])(?=\s|$|[.,;:)»])", r"\1", text)
        text = re.sub(r"«[ \u00a0]+", "«", text)
        return re.sub(r"(\bart\.|\bpárr\.|\bnúm\.) (?=[\dIVX])", rf"\1{NBSP}", text)

    def opens(self, text: str) -> str:
        return self.tidy(f"{text.rstrip().rstrip(':,').rstrip()}:")

    def quoted(self, words: str) -> str:
        return f"«{words}»"

    def joins(self, word: str) -> str:
        return " o" if word == "or" else " y"

    def listed(self, parts: Sequence[str], word: str = "and") -> str:
        return series(parts, "o" if word == "or" else "y")

    # --- nouns ------------------------------------------------------------------------------------

    def noun(self, entry: Entry, words: str = "", plural: bool = False) -> Noun:
        """Return an entry as a noun, of the gender that the lexicon gives it."""
        bare = "bare" in entry.flags
        return Noun(
            self.typeset(words or entry.words),
            self.flag(entry, "masculine", "feminine") == "feminine",
            plural or "plural" in entry.flags,
            () if bare else ("el",),
            "stressed" in entry.flags,
        )

    def as_it_is(self, words: str) -> Noun:
        return fixed(words)

    def noun_of(self, entry: Entry) -> Noun:
        return self.noun(entry)

    def member(self, name: str, plural: bool = False) -> Noun:
        """Return a member (or members) of a class, an organ or a State as a noun."""
        draft = self.draft
        kind = "class" if name in draft.classes else "organ" if name in draft.organs else "state"
        if name == "state":
            return replace(STATE, words="Estados", plural=True) if plural else STATE
        entry = self.entry(kind, name)
        many = plural and kind != "state"
        return self.noun(entry, self.form(entry, "plural") if many else "", many)

    def kind(self, here: str) -> Noun:
        """Return the kind of the instrument that words stand in: "Acuerdo"."""
        name = self.instrument(here) or next(iter(self.draft.instruments), "")
        entry = self.entry("treaty", name)
        feminine = self.flag(entry, "masculine", "feminine") == "feminine"
        return Noun(self.typeset(self.form(entry, "kind")), feminine)

    def present(self, noun: Noun) -> Noun:
        """Return "el presente Acuerdo": the one that words stand in."""
        return replace(noun, words=f"{'presentes' if noun.plural else 'presente'} {noun.words}")

    # --- agents -----------------------------------------------------------------------------------

    def who(self, scope: Scope, agent: Agent) -> Noun:
        """Return an agent as it is called where words stand: "una Parte", then "dicha Parte";
        "otra Parte", then "la otra Parte"."""
        noun = self.agent(scope, agent)
        known = agent.name in scope.known
        if agent == BEARER and self.is_one_of_many(scope.bearer):
            return noun.called("dicho" if known else "un")
        if agent == OTHER and self.is_one_of_many(scope.other):
            if is_kind_of(self.draft, scope.bearer or scope.other, scope.other):
                return noun.called("el", "otro") if known else noun.called("otro")
            return noun.called("dicho" if known else "un")
        return noun

    def subject(self, scope: Scope, agent: Agent) -> str:
        """Return an agent as a subject; one that is no member of a class is in the verb when it has
        been named, and so is what a relative clause is about."""
        name = {BEARER: scope.bearer, OTHER: scope.other}.get(agent, agent.name)
        silent = agent.name in scope.known and not self.is_one_of_many(name)
        return "" if silent or agent.name == scope.relative else str(self.who(scope, agent))

    def whose(self, scope: Scope, agent: Agent | None, noun: Noun) -> Noun:
        """Return what belongs to an agent: "su stock", "el stock de una Parte"."""
        if agent is None:
            return noun
        if agent == BEARER and agent.name in scope.known:
            return noun if _OWN.search(noun.words) else noun.called("su")
        return self.owned(noun, self.who(scope, agent))

    def owned(self, noun: Noun, owner: Noun) -> Noun:
        return noun.tailed(owner.said(DE))

    # --- numbers ----------------------------------------------------------------------------------

    def count(self, value: Fraction, feminine: bool = False) -> str:
        """Return a number in words where it is whole and below one hundred, else in figures."""
        words = cardinal(int(value), feminine) if value.denominator == 1 else None
        return words or self.number(value)

    def counting(self, value: Fraction, one: Noun, many: Noun) -> Noun:
        """Return a number of things: "dos Partes", "365 días"."""
        count = self.count(value, one.feminine)
        blank = NBSP if count[:1].isdigit() else " "
        noun = one if value == 1 else many
        return replace(noun, words=f"{count}{blank}{noun.words}", plural=value != 1, before=())

    def portion(self, value: Fraction) -> Noun:
        """Return a part of a whole: "la mitad", "dos tercios", "el 55 %"."""
        if value == Fraction(1, 2):
            return Noun("mitad", feminine=True)
        if value.denominator in _PARTS and value < 1:
            one, many = _PARTS[value.denominator]
            words = f"{cardinal(value.numerator)} {one if value.numerator == 1 else many}"
            return fixed(words, plural=value.numerator > 1)
        if cldr.figure(value * 100, self.code) is not None:
            return Noun(f"{self.number(value * 100)}{NBSP}%")
        return fixed(self.number(value))

    def amount(self, value: Fraction, unit: Unit) -> Noun:
        """Return a value, given in base units, in the unit that it was written in."""
        count = value / unit.scale
        if unit.written in {"%", "percent"} or (
            not unit.dimensions and unit.scale == Fraction(1, 100)
        ):
            return Noun(f"{self.number(count)}{NBSP}%")
        names = unit_names(self.draft, unit)
        if not names:
            return fixed(self.number(count))
        many = cldr.plural(count, self.code) != "one"
        first = [self.unit(names[0], many).words] if names[0] else []
        words = " por ".join([*first, *(self.unit(name).words for name in names[1:])])
        millions = count and count % 1_000_000 == 0 and count < 10**9
        feminine = bool(names[0]) and self.unit(names[0]).feminine
        said = f"{self.number(count)}{NBSP}{'de ' if millions else ''}{words}"
        return fixed(said, feminine, many)

    def unit(self, name: str, plural: bool = False) -> Noun:
        if known := self.unit_of(name):
            entry = self.entry("unit", known)
            return self.noun(entry, self.form(entry, "plural") if plural else "", plural)
        if name in BUILT_IN or name == "day":
            one, many, feminine = _SPANS[name.removesuffix("s")]
            return Noun(many if plural else one, feminine, plural)
        return fixed(name)

    def attribute_of(self, noun: Noun, act: Noun) -> Noun:
        return self.owned(noun, act)

    def product(self, times: Noun, inner: Noun) -> Noun:
        return Noun(f"producto {times.said(DE)} por {inner}")

    def times(self, factor: Fraction, inner: Noun) -> Noun:
        if factor == 1:
            return inner
        if factor == 2:
            return self.owned(Noun("doble"), inner)
        if 0 < factor < 1:
            return self.owned(self.portion(factor), inner)
        return fixed(f"{self.number(factor)} veces {inner}", inner.feminine, inner.plural)

    def total(self, added: Sequence[Noun], taken: Sequence[Noun]) -> Noun:
        """Return "la suma de A y B menos C"."""
        less = series([str(noun) for noun in taken])
        if not added:
            return fixed(f"menos {less}")
        whole = added[0]
        if len(added) > 1:
            whole = Noun(f"suma {series([noun.said(DE) for noun in added])}", feminine=True)
        return whole.tailed(f"menos {less}") if taken else whole

    def case(self, act: str) -> Noun:
        """Return the act at issue as a noun: "el entrenamiento"."""
        entry = self.entry("act", act)
        return self.noun(entry, self.form(entry, "noun"))

    # --- references -------------------------------------------------------------------------------

    def refer(self, here: str, names: Sequence[str], case: str = "", word: str = "y") -> str:
        """Return references after a preposition: "del párrafo 1 y del párrafo 2 del artículo 5"."""
        return series([noun.said(case) for noun in self.cited_as(here, names)], word)

    def reference(self, here: str, kind: str, owner: str, names: list[str], apart: bool) -> Noun:
        one, several, feminine = _DIVISIONS[kind]
        cited = [self.cited(kind, name) for name in names]
        if len(names) > 1:
            numbers = series([self.linked(target, number) for target, number in cited])
            noun = Noun(f"{several}{NBSP}{numbers}", feminine, plural=True)
        else:
            target, number = cited[0]
            noun = Noun(self.linked(target, f"{one}{NBSP}{number}"), feminine)
        if kind != "paragraphs":
            return self._of(noun, self.within(here, owner))
        article = self.draft.articles[owner]
        if owner != self.article(here):
            outer = self.within(here, article.instrument)
            return self.owned(noun, self._of(self._article(article), outer))
        return self.owned(noun, self.present(self.division_noun(article))) if apart else noun

    def _of(self, noun: Noun, outer: Noun | None) -> Noun:
        return noun if outer is None else self.owned(noun, outer)

    def division_noun(self, item: Article | Part | None) -> Noun:
        kind = "paragraphs" if item is None else "articles"
        if isinstance(item, Part):
            kind = item.kind
        elif item and item.annex:
            kind = "annexes"
        one, _, feminine = _DIVISIONS[kind]
        return Noun(one, feminine)

    def _article(self, article: Article) -> Noun:
        words = f"{self.division_noun(article).words}{NBSP}{article.number}"
        return Noun(self.linked(article.id, words))

    def treaty(self, here: str, name: str) -> Noun:
        """Return an instrument: "el presente Acuerdo" from inside, else its title."""
        if name == self.instrument(here):
            noun = self.present(self.kind(here))
        else:
            noun = self.noun(self.entry("treaty", name))
        return replace(noun, words=self.linked(name, noun.words))

    def of_article(self, number: str, article: Article) -> str:
        return f"{number} {self._article(article).said(DE)}"

    def attach(self, said: str, here: str, name: str) -> str:
        for preposition in (DE, A):
            if re.search(rf"(?:^|\s){preposition} $", plain(said), re.IGNORECASE):
                return said[: -len(preposition) - 1] + self.refer(here, [name], preposition)
        return said + self.refer(here, [name])

    def refer_norms(self, here: str, norms: Sequence[str], case: str = "", word: str = "y") -> str:
        """Return norms by their paragraphs, or by their sentences of a paragraph."""
        whole, parts = self.sentences_of(norms)
        said = []
        for name, positions in parts:
            many = len(positions) > 1
            at = series([ordinal(position, feminine=True) for position in positions])
            noun = Noun(f"{at} {'oraciones' if many else 'oración'}", True, many)
            said.append(noun.tailed(self.refer(here, [name], DE)).said(case))
        groups = [[name] for name in whole] if word == "o" else [whole] if whole else []
        return series([*(self.refer(here, group, case) for group in groups), *said], word)

    # --- times ------------------------------------------------------------------------------------

    def duration(self, span: Duration) -> Noun:
        """Return "treinta días", "dos semanas", "365 días"."""
        count, unit = span.written if span.written[1] else (span.count, span.unit)
        one, many, feminine = _SPANS[unit.removesuffix("s")]
        return self.counting(Fraction(abs(count)), Noun(one, feminine), Noun(many, feminine, True))

    def calendar(self, day: date) -> str:
        return cldr.calendar(day, self.code).replace(" ", NBSP)

    def event(self, scope: Scope, event: str, of: Agent | None) -> Noun:
        if event == ENTRY_INTO_FORCE:
            noun = Noun("entrada en vigor", feminine=True)
            owner = self.instrument(scope.here) or next(iter(self.draft.instruments), "")
            return self.owned(noun, self.present(self.kind(scope.here))) if owner else noun
        power = self.power_of(event)
        if power is not None:
            return _POWERS[power.verb].tailed(self.refer(scope.here, [power.target], DE))
        noun = self.named(event)
        known = of == BEARER and (of.name in scope.known or not scope.bearer)
        if of is None or known or of.name == scope.relative or _OWN.search(noun.words):
            return noun
        towards = self.entry("event", event).forms.get("towards", f"{noun.agreed('relativo')} a")
        head, _, last = towards.rpartition(" ")
        return noun.tailed(f"{head} {self.who(scope, of).said(last)}".strip())

    def window(
        self, scope: Scope, limits: Window, trigger: Trigger | None = None, during: bool = False
    ) -> str:
        """Return all limits of a window; ``trigger`` is what "siguientes" counts from. ``during``:
        of something that lasts or is left undone, and not of something to be done."""
        said = [self._limit(scope, limit, trigger, during) for limit in limits]
        forms = [limit.form for limit in limits]
        if forms == [LimitForm.FROM, LimitForm.UNTIL]:
            first = limits[0].earliest
            assert first is not None
            return f"desde {self.moment(scope, first)} {said[1]}"
        return series([part for part in said if part])

    def _limit(self, scope: Scope, limit: Limit, trigger: Trigger | None, during: bool) -> str:
        length, day = told_by(limit)
        if limit.form is LimitForm.IMPLIED or day is None:
            return ""
        if limit.form is LimitForm.WHILE:
            return self._while(scope, day)
        moment = self.moment(scope, day)
        follows = day.anchor == trigger and not day.offset.count
        if follows:
            moment = Noun("incumplimiento") if isinstance(day.anchor, BreachDay) else (
                Noun("acto").called("dicho")
            )  # fmt: skip
        if length is not None:
            span = self.duration(length)
            closed = Noun(span.words, span.feminine, span.plural).called("el")
            one = length.count in (1, -1)
            match limit.form:
                case LimitForm.WITHIN_AFTER if during:
                    after = "siguiente" if one else "siguientes"
                    return f"durante {_some(closed, one)} {after} {moment.said(A)}"
                case LimitForm.WITHIN_AFTER if follows:
                    after = "siguiente" if one else "siguientes"
                    tail = f" {moment.said(A)}" if isinstance(day.anchor, BreachDay) else ""
                    return f"dentro {_some(closed, one).said(DE)} {after}{tail}"
                case LimitForm.WITHIN_AFTER:
                    return f"en un plazo de {span} a partir {moment.said(DE)}"
                case LimitForm.FOR_FROM:
                    return f"durante un período de {span} a partir {moment.said(DE)}"
                case LimitForm.WITHIN_BEFORE:
                    before = "anterior" if one else "anteriores"
                    return f"dentro {_some(closed, one).said(DE)} {before} {moment.said(A)}"
                case LimitForm.NOT_BEFORE:
                    return f"no antes de transcurridos {span} desde {moment}"
                case _:
                    return f"al menos {span} antes {moment.said(DE)}"
        exact = isinstance(day.anchor, date) and not day.offset.count
        match limit.form:
            case LimitForm.AFTER:
                return f"después {moment.said(DE)}"
            case LimitForm.BEFORE:
                return f"antes {moment.said(DE)}"
            case LimitForm.FROM:
                return f"a partir {moment.said(DE)}"
            case LimitForm.UNTIL:
                return f"hasta {moment} inclusive" if exact else f"hasta {moment}"
        on = str(moment)
        if day.offset.unit != "day":
            on = f"en {moment}"
        elif not exact and not day.offset.count:
            on = f"en la fecha {moment.said(DE)}"
        return f"a más tardar {on}" if limit.form is LimitForm.BY else on

    def _while(self, scope: Scope, day: Moment) -> str:
        if not isinstance(day.anchor, EventDay):
            return ""
        power = self.power_of(day.anchor.event)
        assert power is not None
        return (
            f"mientras esté suspendida la aplicación {self.refer(scope.here, [power.target], DE)}"
        )

    def moment(self, scope: Scope, day: Moment) -> Noun:
        """Return a day as a noun: "la solicitud", "el décimo día posterior a la solicitud"."""
        base = self._anchor(scope, day.anchor)
        count = day.offset.count
        if not count:
            return base
        way = "posterior" if count > 0 else "anterior"
        if day.offset.written[1] in {"", "day"} and day.offset.unit == "day":
            return Noun(f"{ordinal(abs(count))} día {way} {base.said(A)}")
        span = self.duration(day.offset)
        if count < 0:
            return Noun(f"fecha anterior en {span} {base.said(A)}", feminine=True)
        come = span.verb("cumpla", "cumplan")
        return Noun(f"fecha en que se {come} {span} desde {base}", feminine=True)

    def _anchor(self, scope: Scope, anchor: Anchor) -> Noun:
        match anchor:
            case date():
                return Noun(self.calendar(anchor))
            case EventDay(event, of):
                return self.event(scope, event, of)
            case BreachDay(norm, _):
                return Noun(f"incumplimiento {self.refer_norms(scope.here, [norm], DE)}")
            case RecordDay():
                return Noun("acto").called("dicho")


def _some(span: Noun, one: bool) -> Noun:
    """Return "los treinta días", "el día": a span of one has no number."""
    if not one:
        return span
    return replace(span, words=re.split("[ \u00a0]", span.words, maxsplit=1)[1])
