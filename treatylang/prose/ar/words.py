"""What a draft names, in Arabic: nouns, amounts, references and times."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from treatylang.model.draft import Article
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
    Anchor,
    BreachDay,
    CaseAttribute,
    Duration,
    EventDay,
    Limit,
    LimitForm,
    Moment,
    Number,
    Op,
    QuantityOf,
    RecordDay,
    Scaled,
    Sum,
    Term,
    Window,
)
from treatylang.model.lexicon import Entry
from treatylang.model.units import Unit
from treatylang.prose import cldr
from treatylang.prose.ar.nouns import (
    ACC,
    GEN,
    NOM,
    PRONOUNS,
    Counted,
    Noun,
    cardinal,
    dual,
    fixed,
    joined,
    numbers,
    ordinal,
    series,
    with_pronoun,
)
from treatylang.prose.numbers import unit_names
from treatylang.prose.scope import Scope, Trigger
from treatylang.prose.structure import is_kind_of, is_taken_away, opposite, told_by
from treatylang.prose.teller import ENTRY_INTO_FORCE, Teller

NBSP = "\u00a0"
_ARABIC = "\u0600-\u06ff"
_SPANS = {
    "second": Counted.of("ثانية ثانية ثانيتان ثانيتين ثوان", True),
    "minute": Counted.of("دقيقة دقيقة دقيقتان دقيقتين دقائق", True),
    "hour": Counted.of("ساعة ساعة ساعتان ساعتين ساعات", True),
    "day": Counted.of("يوم يوما يومان يومين أيام"),
    "week": Counted.of("أسبوع أسبوعا أسبوعان أسبوعين أسابيع"),
    "month": Counted.of("شهر شهرا شهران شهرين أشهر"),
    "year": Counted.of("سنة سنة سنتان سنتين سنوات", True),
}
_MONTHS = (
    "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول"
).split(",")
"""The months' names of the Levant, which the United Nations write before those of CLDR."""
_DIVISIONS = {
    "paragraphs": ("الفقرة", "الفقرتان", "الفقرتين", "الفقرات", True),
    "articles": ("المادة", "المادتان", "المادتين", "المواد", True),
    "annexes": ("المرفق", "المرفقان", "المرفقين", "المرفقات", False),
}
POWERS = {"suspend": "إيقاف", "resume": "استئناف", "terminate": "إنهاء"}
PARTY = Noun(lambda case: "الطرف", lambda case: "طرفا" if case == ACC else "طرف")
STATE = Noun(lambda case: "الدولة", lambda case: "دولة", feminine=True)
_VERBS = {
    Op.GT: ("", "تجاوز", ""), Op.LE: ("لا ", "تجاوز", ""), Op.GE: ("لا ", "قل", "عن"),
    Op.LT: ("", "قل", "عن"), Op.EQ: ("", "ساوي", ""), Op.NE: ("لا ", "ساوي", ""),
}  # fmt: skip
"""How a comparison is told: a denial, the verb without the letter of its person, a preposition."""


class Words(Teller):
    """The words of a draft in Arabic."""

    code = "ar"
    direction = "rtl"
    paragraph_word = "فقر"
    counted = re.compile(
        r"(?:^|[\s(«])[وف]?(?:ال|لل|بال|كال)"
        r"(فقرة|فقرتين|فقرتان|فقرات|مادة|مادتين|مادتان|مواد|مرفق|مرفقين|مرفقان|مرفقات)[ \u00a0]"
        r"(?:من[ \u00a0])?(?:\w{1,4}[ \u00a0](?:و|أو|إلى)[ \u00a0])*$"
    )
    ends = (".", ":", "؛", "!", "؟", "…", ".»")
    comma = "،"

    # --- typography -------------------------------------------------------------------------------

    def tidy(self, text: str) -> str:
        text = re.sub(r"[ \u00a0]+(?=[،؛])", "", super().tidy(text))
        return re.sub(r"(?:،\s*)+(?=[،.؛:)])", "", text)

    def typeset(self, text: str) -> str:
        """Set the marks of Arabic, and a number beside its word."""
        text = re.sub(rf"(?<=[{_ARABIC}»)\ufdd2])[ \u00a0]*,(?=\s|$)", "،", text)
        text = re.sub(rf"(?<=[{_ARABIC}»)\ufdd2])[ \u00a0]*;", "؛", text)
        text = re.sub(rf"(?<=[{_ARABIC}»)\ufdd2])\?", "؟", text)
        text = re.sub(r"(?<=\S)[ \u00a0]*([:؛؟])(?=\s|$|»)", r"\1", text)
        return re.sub(r"(?<=\d) (?=في المائة)", NBSP, text)

    def opens(self, text: str) -> str:
        return self.tidy(f"{text.rstrip().rstrip(':').rstrip()}:")

    def quoted(self, words: str) -> str:
        return f"«{words}»"

    def stop(self, last: bool = True) -> str:
        return "." if last else "؛"

    def joins(self, word: str) -> str:
        return " أو" if word == "or" else " و"

    def listed(self, parts: Sequence[str], word: str = "and") -> str:
        return series(parts, "أو" if word == "or" else "و")

    def capital(self, text: str) -> str:
        return text

    # --- nouns ------------------------------------------------------------------------------------

    def noun(self, entry: Entry, plural: bool = False, first: str = "") -> Noun:
        """Return an entry as a noun. Classes and attributes are given without their article, all
        else as it is said; ``first`` is the form that is the noun, where that is not the entry's
        own words ("noun", "kind")."""
        feminine = self.flag(entry, "masculine", "feminine") == "feminine"
        common = entry.kind in ("class", "attribute", "unit") and not first
        words = self.typeset(self.form(entry, first) if first else entry.words)

        def bare(case: str) -> str:
            if plural:
                oblique = entry.forms.get("plural oblique") if case != NOM else None
                return self.typeset(oblique or self.form(entry, "plural"))
            if case == ACC and common and not feminine:
                return self.typeset(self.form(entry, "accusative"))
            return words if common else self.typeset(self.form(entry, "indefinite"))

        def said(case: str) -> str:
            if not common and not plural:
                return words
            name = "plural definite" if plural else "definite"
            oblique = entry.forms.get(f"{name} oblique") if case != NOM else None
            if oblique or name in entry.forms:
                return self.typeset(oblique or entry.forms[name])
            alone = bare(case if plural else NOM)
            return f"ال{alone}" if " " not in alone else self.typeset(self.form(entry, name))

        return Noun(said, bare, feminine, plural)

    def member(self, name: str, plural: bool = False) -> Noun:
        """Return a member (or members) of a class, an organ or a State as a noun."""
        draft = self.draft
        kind = "class" if name in draft.classes else "organ" if name in draft.organs else "state"
        if name == "state":
            return STATE
        return self.noun(self.entry(kind, name), plural and kind == "class")

    def named(self, name: str) -> Noun:
        """Return a noun of any kind that is declared once: a quantity, a matter, weights."""
        kind = self.kind_of(name)
        entry = self.entry(kind, name)
        noun = self.noun(entry)
        if kind != "quantity" or "..." not in entry.words:
            return noun
        head, rest = self.split(self.typeset(entry.words))

        def held(holder: str) -> str:
            whose = with_pronoun(head, holder) if holder in PRONOUNS else f"{head} {holder}"
            return f"{whose} {rest}".strip()

        def said(case: str) -> str:
            return self.typeset(self.form(entry, "definite"))

        return replace(noun, said=said, bare=said, suffix=held)

    def kind(self, here: str) -> Noun:
        """Return the kind of the instrument that words stand in: "الاتفاق"."""
        name = self.instrument(here) or next(iter(self.draft.instruments), "")
        return self.noun(self.entry("treaty", name), first="kind")

    def present(self, noun: Noun) -> Noun:
        """Return "هذا الاتفاق": the one that words stand in."""
        return fixed(noun.this, noun.feminine)

    # --- agents -----------------------------------------------------------------------------------

    def agent(self, scope: Scope, agent: Agent) -> Noun:
        """Return who an agent is, as a noun."""
        name = {BEARER: scope.bearer, OTHER: scope.other}.get(agent, agent.name)
        if agent in (BEARER, OTHER) and not name:
            return PARTY
        if name in self.draft.classes or name in self.draft.organs or name in self.draft.states:
            return self.member(name)
        return fixed(name)

    def who(self, scope: Scope, agent: Agent) -> str:
        """Return an agent as it is called where words stand: "طرف", then "ذلك الطرف", and "الطرف
        الأول" beside another; "طرف آخر", then "الطرف الآخر"; nothing within a relative clause
        about it."""
        noun = self.agent(scope, agent)
        if agent.name == scope.relative:
            return ""
        known = agent.name in scope.known
        if agent == OTHER:
            if is_kind_of(self.draft, scope.bearer or scope.other, scope.other):
                other = noun.agreed("آخر", "أخرى")
                return f"{noun} ال{other}" if known else f"{noun.bare(NOM)} {other}"
            return noun.that if known else noun.bare(NOM)
        if agent == BEARER and (scope.bearer in self.draft.classes or not scope.bearer):
            if known and OTHER.name in scope.known:
                return noun.first  # "ذلك الطرف" could be the other one
            return noun.that if known else noun.bare(NOM)
        return str(noun)

    def whose(self, scope: Scope, agent: Agent | None, noun: Noun) -> Noun:
        """Return what belongs to an agent: "مخزون ذلك الطرف من المسرعات"; "مخزونه ..." in a
        relative clause about it."""
        if agent is None:
            return noun
        holder = self.agent(scope, agent)
        if agent.name == scope.relative:
            return noun.held(holder.its)
        return noun.held(self.who(scope, agent))

    # --- numbers ----------------------------------------------------------------------------------

    def number(self, value: Fraction) -> str:
        """Return figures: the European ones, as the United Nations write them in Arabic; there are
        no others that can be raised (10²⁶)."""
        said = cldr.figure(value, self.code)
        if said is not None:
            return said
        over, under = Fraction(value.numerator), Fraction(value.denominator)
        return f"{self.number(over)}/{self.number(under)}"

    def counting(self, value: Fraction, what: Counted, words: bool = True) -> Noun:
        """Return a number of things: "يومان", "ثلاثة أيام", "ثلاثون يوما", "365 يوما"."""
        category = cldr.plural(value, self.code)
        whole = value.denominator == 1

        def said(case: str) -> str:
            if category in ("one", "two") and whole:
                return what.alone(category, case)
            number = cardinal(int(value), what.feminine, case) if words and whole else None
            blank = " " if number else NBSP
            return f"{number or self.number(value)}{blank}{what.after(category)}"

        return Noun(said, said, what.feminine, category not in ("one", "two"))

    def things(self, entry: Entry) -> Counted:
        """Return what an entry tells of as it is counted."""

        def form(name: str) -> Callable[[], str]:
            return lambda: self.typeset(self.form(entry, name))

        feminine = self.flag(entry, "masculine", "feminine") == "feminine"

        def words() -> str:
            return self.typeset(entry.words)

        accusative = words if feminine else form("accusative")
        plural = form("plural oblique" if "plural oblique" in entry.forms else "plural")
        return Counted(words, accusative, form("dual"), form("dual oblique"), plural, feminine)

    def portion(self, value: Fraction) -> Noun:
        """Return a part of a whole: "نصف", "ثلثا", "55 في المائة"."""
        known = {
            Fraction(1, 2): "نصف", Fraction(1, 3): "ثلث", Fraction(1, 4): "ربع",
            Fraction(3, 4): "ثلاثة أرباع",
        }  # fmt: skip
        if value in known:
            return fixed(known[value])
        if value == Fraction(2, 3):
            return dual("ثلثا", "ثلثي")
        hundredths = cldr.figure(value * 100, self.code)
        if hundredths is not None:
            return fixed(f"{hundredths} في المائة من")
        return fixed(f"{self.number(value)} من")

    def amount(self, value: Fraction, unit: Unit) -> Noun:
        """Return a value, given in base units, in the unit that it was written in."""
        count = value / unit.scale
        if unit.written in {"%", "percent"} or (
            not unit.dimensions and unit.scale == Fraction(1, 100)
        ):
            return fixed(f"{self.number(count)}{NBSP}في المائة")
        names = unit_names(self.draft, unit)
        if not names:
            return fixed(self.number(value))
        per = "".join(f" {self._per(name)}" for name in names[1:])
        if not names[0]:
            return fixed(f"{self.number(count)}{per}")
        counted = self.counting(count, self.unit(names[0]), words=False)
        return counted.tailed(per.strip()) if per else counted

    def unit(self, name: str) -> Counted:
        known = self._declared_unit(name)
        if known:
            return self.things(self.entry("unit", known))
        if name.removesuffix("s") in _SPANS:
            return _SPANS[name.removesuffix("s")]
        return Counted.of(" ".join([name] * 5))

    def _declared_unit(self, name: str) -> str:
        declared = self.draft.units
        return name if name in declared else next(
            (key for key, unit in declared.items() if name in (unit.singular, unit.plural)), ""
        )  # fmt: skip

    def _per(self, name: str) -> str:
        """Return "في الثانية", "لكل نسمة"."""
        what = self.unit(name).singular()
        return f"لكل {what}" if self._declared_unit(name) else f"في ال{what}"

    def term(self, scope: Scope, item: Term) -> Noun:
        """Return a term as a noun."""
        match item:
            case Number(value, unit):
                return self.amount(value, unit)
            case QuantityOf(name, of, _):
                return self.whose(scope, of, self.named(name))
            case CaseAttribute(act, attribute, _):
                noun = self.noun(self.entry("attribute", f"{act}.{attribute}"))
                return noun.tailed(self.case(act).after("ل"))
            case Scaled(factor, inner, unit) if unit.dimensions:
                times, by = self.amount(factor, unit), self.term(scope, inner)
                return fixed(f"حاصل ضرب {times.said(GEN)} في {by.said(GEN)}")
            case Scaled(factor, inner):
                return self.times(factor, self.term(scope, inner))
            case Sum(terms):
                taken = [self.term(scope, opposite(t)) for t in terms if is_taken_away(t)]
                added = [self.term(scope, t) for t in terms if not is_taken_away(t)]
                return self.total(added, taken)

    def times(self, factor: Fraction, inner: Noun) -> Noun:
        if factor == 1:
            return inner
        of = inner.said(GEN)
        if factor == 2:
            return dual("ضعفا", "ضعفي").tailed(of)
        if 0 < factor < 1:
            return self.portion(factor).tailed(of)
        return fixed(f"حاصل ضرب {self.number(factor)} في {of}")

    def total(self, added: Sequence[Noun], taken: Sequence[Noun]) -> Noun:
        """Return "مجموع A وB مطروحا منه C"."""
        less = series([noun.said(NOM) for noun in taken])
        if not added:
            return fixed(f"ناقص {less}")
        whole = added[0]
        if len(added) > 1:
            whole = fixed(f"مجموع {series([noun.said(GEN) for noun in added])}")
        return whole.tailed(f"مطروحا منه {less}") if taken else whole

    def case(self, act: str) -> Noun:
        """Return the act at issue as a noun: "التدريب"."""
        return self.noun(self.entry("act", act), first="noun")

    def compared(self, noun: Noun, op: Op, value: Noun) -> tuple[str, str]:
        """Return the verb of a comparison in the noun's gender, and what stands behind it: "لا
        تقل" and "عن 10"."""
        no, stem, preposition = _VERBS[op]
        verb = f"{no}{noun.agreed('ي', 'ت')}{stem}"
        return verb, f"{preposition} {value.said(GEN if preposition else ACC)}".strip()

    # --- references -------------------------------------------------------------------------------

    def refer(
        self,
        here: str,
        names: Sequence[str],
        case: str = GEN,
        preposition: str = "",
        word: str = "و",
    ) -> str:
        """Return references, each after the preposition: "بالفقرتين 1 و 2 من المادة 5"."""
        said = [noun.said(case) for noun in self.cited_as(here, names)]
        if preposition:
            first, *rest = said
            # A preposition of one letter is repeated, one of several is not.
            again = [joined(preposition, it) if len(preposition) == 1 else it for it in rest]
            said = [joined(preposition, first), *again]
        return series(said, word)

    def cited_as(self, here: str, names: Sequence[str]) -> list[Noun]:
        """Return references as nouns, those of one article together."""
        groups = self.targets(here, names)
        elsewhere = any(k == "paragraphs" and o != self.article(here) for k, o, _ in groups)
        return [self._cited(here, *group, apart=elsewhere) for group in groups]

    def _cited(self, here: str, kind: str, owner: str, names: list[str], apart: bool) -> Noun:
        if kind == "instrument":
            return self.treaty(here, owner)
        if kind == "here":
            return self.present(self.division_noun(self.draft.articles.get(owner)))
        one, dual, oblique, many, feminine = _DIVISIONS[kind]
        found = [self.cited(kind, name) for name in names]
        behind = ""
        if kind != "paragraphs":
            behind = self._of_treaty(here, owner)
        elif owner != self.article(here):
            article = self.draft.articles[owner]
            behind = f" من {self._article(article)}{self._of_treaty(here, article.instrument)}"
        elif apart:
            behind = f" من {self.present(self.division_noun(self.draft.articles[owner]))}"
        if len(found) == 1:
            target, number = found[0]
            return fixed(self.linked(target, f"{one}{NBSP}{number}") + behind, feminine)
        linked = numbers([self.linked(target, number) for target, number in found])

        def said(case: str) -> str:
            word = many if len(found) > 2 else dual if case == NOM else oblique
            return f"{word}{NBSP}{linked}{behind}"

        return Noun(said, said, feminine, True)

    def division_noun(self, article: Article | None) -> Noun:
        """Return what an article is called; of None, a paragraph."""
        kind = "annexes" if article and article.annex else "articles"
        one, *_, feminine = _DIVISIONS[kind if article else "paragraphs"]
        return fixed(one, feminine)

    def _article(self, article: Article) -> Noun:
        noun = self.division_noun(article)
        return fixed(self.linked(article.id, f"{noun}{NBSP}{article.number}"), noun.feminine)

    def _of_treaty(self, here: str, instrument: str) -> str:
        if instrument == self.instrument(here):
            return ""
        return f" من {self.treaty(here, instrument)}"

    def treaty(self, here: str, name: str) -> Noun:
        """Return an instrument: "هذا الاتفاق" from inside, else its title."""
        own = name == self.instrument(here)
        noun = self.present(self.kind(here)) if own else self.noun(self.entry("treaty", name))
        return fixed(self.linked(name, str(noun)), noun.feminine)

    def of_article(self, number: str, article: Article) -> str:
        return f"{number} من {self._article(article)}"

    def attach(self, said: str, here: str, name: str) -> str:
        """Return a text with a reference after it, to which a letter before it is joined: "وفقا
        للفقرة 1"."""
        letter = re.search(r"(?:^|[\s(«])[وف]?([لبك])$", said)
        if letter is None:
            return said + self.refer(here, [name])
        return said[:-1] + self.refer(here, [name], GEN, letter[1])

    def refer_norms(
        self, here: str, norms: Sequence[str], preposition: str = "", word: str = "و"
    ) -> str:
        """Return norms by their paragraphs, or by their sentences of a paragraph."""
        whole: list[str] = []
        said: list[str] = []
        for name in dict.fromkeys(clause.id for n in norms if (clause := self.clause(n))):
            own = self.draft.clauses[name].norms
            if all(norm in norms for norm in own):
                whole.append(name)
                continue
            for norm in own:
                if norm in norms:
                    sentence = f"الجملة {ordinal(own.index(norm) + 1, True)}"
                    part = f"{sentence} من {self.refer(here, [name])}"
                    said.append(joined(preposition, part) if preposition else part)
        groups = [[name] for name in whole] if word != "و" else [whole] if whole else []
        cited = [self.refer(here, group, GEN, preposition) for group in groups]
        return series([*cited, *said], word)

    # --- times ------------------------------------------------------------------------------------

    def duration(self, span: Duration) -> Noun:
        """Return "ثلاثون يوما", "أسبوعان", "365 يوما"."""
        count, unit = span.written if span.written[1] else (span.count, span.unit)
        return self.counting(Fraction(abs(count)), _SPANS[unit.removesuffix("s")])

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
