"""What a draft names, in Russian: nouns, amounts, references and times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from treatylang.model.draft import Article, Part
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
)
from treatylang.model.lexicon import Entry
from treatylang.model.units import BUILT_IN, Unit
from treatylang.prose import cldr
from treatylang.prose.naming import Naming, is_per_cent
from treatylang.prose.numbers import unit_names
from treatylang.prose.ru.nouns import (
    ACC,
    DAT,
    GEN,
    INS,
    NOM,
    Noun,
    adjective,
    cardinal,
    fixed,
    form_after,
    ordered,
    series,
)
from treatylang.prose.scope import Scope
from treatylang.prose.structure import is_kind_of

NBSP = "\u00a0"
_IN_FIGURES = 100
SPANS = {
    "second": ("секунда секунды секунде секунду секундой секунде", "feminine",
               "секунды секунд секундам секунды секундами секундах"),
    "minute": ("минута минуты минуте минуту минутой минуте", "feminine",
               "минуты минут минутам минуты минутами минутах"),
    "hour": ("час часа часу час часом часе", "masculine", "часы часов часам часы часами часах"),
    "day": ("день дня дню день днем дне", "masculine", "дни дней дням дни днями днях"),
    "week": ("неделя недели неделе неделю неделей неделе", "feminine",
             "недели недель неделям недели неделями неделях"),
    "month": ("месяц месяца месяцу месяц месяцем месяце", "masculine",
              "месяцы месяцев месяцам месяцы месяцами месяцах"),
    "year": ("год года году год годом годе", "masculine", "годы лет годам годы годами годах"),
}  # fmt: skip
_DIVISIONS = {
    "paragraphs": ("пункт пункта пункту пункт пунктом пункте", "masculine",
                   "пункты пунктов пунктам пункты пунктами пунктах"),
    "articles": ("статья статьи статье статью статьей статье", "feminine",
                 "статьи статей статьям статьи статьями статьях"),
    "annexes": ("приложение приложения приложению приложение приложением приложении", "neuter",
                "приложения приложений приложениям приложения приложениями приложениях"),
    "part": ("часть части части часть частью части", "feminine",
             "части частей частям части частями частях"),
    "title": ("титул титула титулу титул титулом титуле", "masculine",
              "титулы титулов титулам титулы титулами титулах"),
    "chapter": ("глава главы главе главу главой главе", "feminine",
                "главы глав главам главы главами главах"),
    "section": ("раздел раздела разделу раздел разделом разделе", "masculine",
                "разделы разделов разделам разделы разделами разделах"),
}  # fmt: skip
_FRACTIONS = {
    3: ("треть трети трети треть третью трети",
        "трети третей третям трети третями третях"),
    4: ("четверть четверти четверти четверть четвертью четверти",
        "четверти четвертей четвертям четверти четвертями четвертях"),
}  # fmt: skip
POWERS = {"suspend": "приостановлен", "resume": "возобновлен", "terminate": "прекращен"}
"""The stem of what is said of each power: "приостановление", "приостановлено"."""
STATE = fixed("государство государства государству государство государством государстве", "neuter")
PARTY = fixed("Сторона Стороны Стороне Сторону Стороной Стороне", "feminine")
FORCE = fixed("действие действия действию действие действием действии", "neuter")


_GOVERNED = {"": DAT, "к": DAT, "с": INS, "перед": INS, "в": ACC, "на": ACC}


def governed_by(preposition: str) -> str:
    """Return the case after a preposition of direction: the genitive where it is no other."""
    return _GOVERNED.get(preposition, GEN)


def ending_in_nie(stem: str) -> Noun:
    """Return a noun in "-ние": "нарушение"."""
    return fixed(" ".join(stem + end for end in "ие ия ию ие ием ии".split()), "neuter")


class Words(Naming[Noun]):
    """The words of a draft in Russian."""

    code = "ru"
    paragraph_word = "пункт"
    counted = re.compile(
        r"\b(стат(?:ья|ьи|ье|ью|ьей|ей|ьям|ьями|ьях)|пункт\w{0,3}|приложени\w{1,3}|част[ьие]\w{0,2}"
        r"|титул\w{0,3}|раздел\w{0,3}|глав\w{0,3})[ \u00a0]"
        r"(?:\w{1,4}(?:,[ \u00a0]|[ \u00a0](?:и|или|по)[ \u00a0]|–))*$",
        re.IGNORECASE,
    )
    ends = (".", ":", ";", "!", "?", "…", ".»")
    party = PARTY

    # --- typography -------------------------------------------------------------------------------

    def typeset(self, text: str) -> str:
        text = text.replace("'", "’")
        text = re.sub(r"(?:\s*,)+(?=\s*[,.;:)])", "", text)  # a clause ends with its sentence
        text = re.sub(r"(?<=\S)[ \u00a0]*([;:!?])(?=\s|$|»)", r"\1", text)
        text = re.sub(r"(?<=\S)[ \u00a0]+—(?=\s)", f"{NBSP}—", text)
        text = re.sub(r"(?<![^\s«(])([вкосуияаВКОСУИЯА]) (?=\S)", rf"\1{NBSP}", text)
        return re.sub(r"(№|\bст\.|\bп\.|\bпп\.) (?=[\dIVX])", rf"\1{NBSP}", text)

    def opens(self, text: str) -> str:
        return self.tidy(f"{text.rstrip().rstrip(':').rstrip()}:")

    def quoted(self, words: str) -> str:
        return f"«{words}»"

    def joins(self, word: str) -> str:
        return " или" if word == "or" else " и"

    def listed(self, parts: Sequence[str], word: str = "and") -> str:
        return series(parts, "или" if word == "or" else "и")

    def clauses(self, parts: Sequence[str], joint: str, subordinate: bool) -> str:
        """Join clauses: a comma stands before "и" between main clauses, and where one ends that has
        a comma within."""
        if len(parts) < 2 or (subordinate and not any("," in part for part in parts[:-1])):
            return self.listed(parts, joint)
        return self.listed([*parts[:-2], f"{parts[-2]},", parts[-1]], joint)

    # --- nouns ------------------------------------------------------------------------------------

    def noun(self, entry: Entry, plural: bool = False, first: str = "") -> Noun:
        """Return an entry as a noun; ``first`` is the form that is its nominative, where that is
        not the entry's own words ("noun", "kind")."""
        gender = "neuter"
        if not plural and "plural" not in entry.flags:
            gender = self.flag(entry, "masculine", "feminine", "neuter")
        elif found := entry.flags & {"masculine", "feminine"}:
            gender = next(iter(found))
        animate = "animate" in entry.flags
        many = plural or "plural" in entry.flags
        prefix = "plural" if plural else "kind" if first == "kind" else ""

        def said(case: str) -> str:
            own = f"{prefix} {case}".strip()
            if case == ACC and own not in entry.forms and (many or gender != "feminine"):
                # Only feminine nouns in the singular have an accusative of their own.
                return said(GEN if animate else NOM)
            if "indeclinable" in entry.flags or (case == NOM and not plural and not first):
                return self.typeset(entry.words)
            return self.typeset(self.form(entry, (first or prefix) if case == NOM else own))

        return Noun(said, gender, many, animate)

    def member(self, name: str, plural: bool = False) -> Noun:
        """Return a member (or members) of a class, an organ or a State as a noun."""
        draft = self.draft
        kind = "class" if name in draft.classes else "organ" if name in draft.organs else "state"
        if name == "state":
            return STATE
        return self.noun(self.entry(kind, name), plural and kind != "state")

    def noun_of(self, entry: Entry) -> Noun:
        return self.noun(entry)

    def as_it_is(self, words: str) -> Noun:
        return Noun(lambda case: words)

    def kind(self, here: str) -> Noun:
        """Return the kind of the instrument that words stand in: "Соглашение"."""
        name = self.instrument(here) or next(iter(self.draft.instruments), "")
        return self.noun(self.entry("treaty", name), first="kind")

    def present(self, noun: Noun) -> Noun:
        """Return "настоящее Соглашение": the one that words stand in."""
        return noun.called("настоящий")

    # --- agents -----------------------------------------------------------------------------------

    def who(self, scope: Scope, agent: Agent) -> Noun:
        """Return an agent as it is called where words stand: "Сторона", then "эта Сторона";
        "другая Сторона", then "эта другая Сторона"; within a relative clause "которая"."""
        noun = self.agent(scope, agent)
        if agent.name == scope.relative:
            return replace(noun, said=lambda case: adjective("который", noun, case))
        known = agent.name in scope.known
        if agent == OTHER:
            alike = is_kind_of(self.draft, scope.bearer or scope.other, scope.other)
            called = (["этот"] if known else []) + (["другой"] if alike else [])
            return noun.called(*called) if called else noun
        if agent == BEARER and known and (scope.bearer in self.draft.classes or not scope.bearer):
            return noun.called(*(["сам"] if OTHER.name in scope.known else []), "этот")
        return noun

    def subject(self, scope: Scope, agent: Agent) -> str:
        """Return an agent as a subject: a bearer that was named before is a pronoun, with "сам"
        where it could be taken for the other side."""
        if agent == BEARER and agent.name in scope.known and agent.name != scope.relative:
            noun = self.agent(scope, agent)
            met = OTHER.name in scope.known
            return f"{noun.he} {adjective('сам', noun, NOM)}" if met else noun.he
        return str(self.who(scope, agent))

    def whose(self, scope: Scope, agent: Agent | None, noun: Noun) -> Noun:
        """Return what belongs to an agent: "запас ускорителей этой Стороны"."""
        return noun if agent is None else self.owned(noun, self.who(scope, agent))

    def owned(self, noun: Noun, owner: Noun) -> Noun:
        return replace(noun, said=lambda case: f"{noun.said(case)} {owner.said(GEN)}")

    # --- numbers ----------------------------------------------------------------------------------

    def count(self, value: Fraction, noun: Noun, case: str = NOM) -> str:
        """Return a number in words where it is whole and below one hundred, else in figures."""
        words = cardinal(int(value), noun, case) if value.denominator == 1 else None
        return words or self.number(value)

    def counting(self, value: Fraction, singular: Noun, plural: Noun, words: bool = True) -> Noun:
        """Return a number of things: "две Стороны", "двух Сторон", "365 дней"."""
        category = cldr.plural(value, self.code)

        def said(case: str) -> str:
            many, own = form_after(category, case)
            if category == "few" and case == ACC and singular.animate and words:
                many = True
            number = self.count(value, singular, case) if words else self.number(value)
            blank = NBSP if number[:1].isdigit() else " "
            return f"{number}{blank}{(plural if many else singular).said(own)}"

        return Noun(said, singular.gender, category != "one")

    def portion(self, value: Fraction) -> Noun:
        """Return a part of a whole: "половина", "две трети", "55 процентов"."""
        if value == Fraction(1, 2):
            return fixed("половина половины половине половину половиной половине", "feminine")
        if value.denominator in _FRACTIONS and value < 1:
            one, many = (fixed(forms, "feminine") for forms in _FRACTIONS[value.denominator])
            if value.numerator == 1:
                return one
            return self.counting(Fraction(value.numerator), one, many)
        if cldr.figure(value * 100, self.code) is not None:
            return self.percent(value * 100)
        return Noun(lambda case: self.number(value), "feminine")

    def percent(self, value: Fraction) -> Noun:
        one = fixed("процент процента проценту процент процентом проценте")
        many = fixed("проценты процентов процентам проценты процентами процентах", plural=True)
        return self.counting(value, one, many, words=False)

    def amount(self, value: Fraction, unit: Unit) -> Noun:
        """Return a value, given in base units, in the unit that it was written in."""
        count = value / unit.scale
        if is_per_cent(unit):
            return self.percent(count)
        names = unit_names(self.draft, unit)
        if not names:
            return Noun(lambda case: self.number(value))
        if not names[0]:
            return Noun(lambda case: f"{self.number(count)}{self._per(names[1:])}")
        one, many = self.unit(names[0]), self.unit(names[0], plural=True)
        counted = self.counting(count, one, many, words=False)
        return counted.tailed(self._per(names[1:]).strip()) if names[1:] else counted

    def _per(self, names: Sequence[str]) -> str:
        """Return "в секунду", "на жителя"."""
        time = {*BUILT_IN, "day", *SPANS}
        return "".join(
            f" {'в' if name in time and name not in self.draft.units else 'на'} "
            f"{self.unit(name).said(ACC)}"
            for name in names
        )

    def unit(self, name: str, plural: bool = False) -> Noun:
        known = self.unit_of(name)
        if known:
            return self.noun(self.entry("unit", known), plural)
        if name.removesuffix("s") in SPANS:
            one, gender, many = SPANS[name.removesuffix("s")]
            return fixed(many if plural else one, gender, plural)
        return Noun(lambda case: name)

    def attribute_of(self, noun: Noun, act: Noun) -> Noun:
        return self.owned(noun, act)

    def product(self, times: Noun, inner: Noun) -> Noun:
        return ending_in_nie("произведен").tailed(f"{times.said(GEN)} и {inner.said(GEN)}")

    def times(self, factor: Fraction, inner: Noun) -> Noun:
        if factor == 1:
            return inner
        if 0 < factor < 1:
            return self.owned(self.portion(factor), inner)
        size = fixed("размер размера размеру размер размером размере")
        word = "удвоенный" if factor == 2 else f"{self.number(factor)}-кратный"
        return self.owned(size.called(word), inner)

    def total(self, added: Sequence[Noun], taken: Sequence[Noun]) -> Noun:
        """Return "сумма A и B за вычетом C"."""
        less = series([noun.said(GEN) for noun in taken])
        if not added:
            return Noun(lambda case: f"минус {less}")
        whole = added[0]
        if len(added) > 1:
            total = fixed("сумма суммы сумме сумму суммой сумме", "feminine")
            whole = total.tailed(series([noun.said(GEN) for noun in added]))
        return whole.tailed(f"за вычетом {less}") if taken else whole

    def case(self, act: str) -> Noun:
        """Return the act at issue as a noun: "обучение"."""
        return self.noun(self.entry("act", act), first="noun")

    # --- references -------------------------------------------------------------------------------

    def refer(self, here: str, names: Sequence[str], case: str = NOM, word: str = "и") -> str:
        """Return references in a case: "пункты 1 и 2 статьи 5 и статья 6"."""
        return series([noun.said(case) for noun in self.cited_as(here, names)], word)

    def reference(self, here: str, kind: str, owner: str, names: list[str], apart: bool) -> Noun:
        many = len(names) > 1
        noun = _division(kind, many)
        numbers = [self.cited(kind, name) for name in names]
        if many:
            linked = series([self.linked(target, number) for target, number in numbers])
            noun = self._numbered(noun, linked)
        else:
            noun = self._numbered(noun, numbers[0][1], numbers[0][0])
        if kind != "paragraphs":
            return self._of_treaty(here, owner, noun)
        article = self.draft.articles[owner]
        if owner != self.article(here):
            return noun.tailed(
                self._of_treaty(here, article.instrument, self._article(article)).said(GEN)
            )
        own = self.present(self.division_noun(article)).said(GEN)
        return noun.tailed(own) if apart else noun

    def _numbered(self, noun: Noun, number: str, target: str = "") -> Noun:
        """Return "пункт 1", as one link where it has one target."""

        def said(case: str) -> str:
            words = f"{noun.said(case)}{NBSP}{number}"
            return self.linked(target, words) if target else words

        return replace(noun, said=said)

    def division_noun(self, item: Article | Part | None) -> Noun:
        if isinstance(item, Part):
            return _division(item.kind)
        kind = "annexes" if item and item.annex else "articles"
        return _division(kind if item else "paragraphs")

    def _article(self, article: Article) -> Noun:
        return self._numbered(self.division_noun(article), article.number, article.id)

    def _of_treaty(self, here: str, owner: str, noun: Noun) -> Noun:
        outer = self.within(here, owner)
        return noun.tailed(outer.said(GEN)) if outer else noun

    def treaty(self, here: str, name: str) -> Noun:
        """Return an instrument: "настоящее Соглашение" from inside, else its title."""
        own = name == self.instrument(here)
        noun = self.present(self.kind(here)) if own else self.noun(self.entry("treaty", name))
        return replace(noun, said=lambda case: self.linked(name, noun.said(case)))

    def of_article(self, number: str, article: Article) -> str:
        return f"{number} {self._article(article).said(GEN)}"

    def standing_in(self, number: str, outer: Noun) -> str:
        return f"{number} {outer.said(GEN)}"

    def attach(self, said: str, here: str, name: str) -> str:
        """Return a reference in the nominative: where another case is asked for, a text says the
        word itself ("в свете пункта {aim}")."""
        return said + self.refer(here, [name])

    def refer_norms(self, here: str, norms: Sequence[str], case: str = NOM, word: str = "и") -> str:
        """Return norms by their paragraphs, or by their sentences of a paragraph."""
        whole, parts = self.sentences_of(norms)
        said = [
            f"{ordered(at, ending_in_nie('предложен')).said(case)} {self.refer(here, [name], GEN)}"
            for name, positions in parts
            for at in positions
        ]
        groups = [[name] for name in whole] if word == "или" else [whole] if whole else []
        cited = [self.refer(here, group, case) for group in groups]
        return series([*cited, *said], word)


def _division(kind: str, plural: bool = False) -> Noun:
    one, gender, many = _DIVISIONS[kind]
    return fixed(many if plural else one, gender, plural)
