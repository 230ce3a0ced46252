"""What a draft names, in Arabic: nouns, amounts, references and times."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from treatylang.model.draft import Article, Part
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
    Op,
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
from treatylang.prose.naming import Naming, is_per_cent
from treatylang.prose.numbers import unit_names
from treatylang.prose.scope import Scope
from treatylang.prose.structure import is_kind_of

NBSP = "\u00a0"
_ARABIC = "\u0600-\u06ff"
SPANS = {
    "second": Counted.of("ثانية ثانية ثانيتان ثانيتين ثوان", True),
    "minute": Counted.of("دقيقة دقيقة دقيقتان دقيقتين دقائق", True),
    "hour": Counted.of("ساعة ساعة ساعتان ساعتين ساعات", True),
    "day": Counted.of("يوم يوما يومان يومين أيام"),
    "week": Counted.of("أسبوع أسبوعا أسبوعان أسبوعين أسابيع"),
    "month": Counted.of("شهر شهرا شهران شهرين أشهر"),
    "year": Counted.of("سنة سنة سنتان سنتين سنوات", True),
}
_DIVISIONS = {
    "paragraphs": ("الفقرة", "الفقرتان", "الفقرتين", "الفقرات", True),
    "articles": ("المادة", "المادتان", "المادتين", "المواد", True),
    "annexes": ("المرفق", "المرفقان", "المرفقين", "المرفقات", False),
    "part": ("الجزء", "الجزآن", "الجزأين", "الأجزاء", False),
    "title": ("الباب", "البابان", "البابين", "الأبواب", False),
    "chapter": ("الفصل", "الفصلان", "الفصلين", "الفصول", False),
    "section": ("الفرع", "الفرعان", "الفرعين", "الفروع", False),
}
POWERS = {"suspend": "إيقاف", "resume": "استئناف", "terminate": "إنهاء"}
PARTY = Noun(lambda case: "الطرف", lambda case: "طرفا" if case == ACC else "طرف")
STATE = Noun(lambda case: "الدولة", lambda case: "دولة", feminine=True)
_VERBS = {
    Op.GT: ("", "تجاوز", ""), Op.LE: ("لا ", "تجاوز", ""), Op.GE: ("لا ", "قل", "عن"),
    Op.LT: ("", "قل", "عن"), Op.EQ: ("", "ساوي", ""), Op.NE: ("لا ", "ساوي", ""),
}  # fmt: skip
"""How a comparison is told: a denial, the verb without the letter of its person, a preposition."""


class Words(Naming[Noun]):
    """The words of a draft in Arabic."""

    code = "ar"
    direction = "rtl"
    paragraph_word = "فقر"
    counted = re.compile(
        r"(?:^|(?<!هذه)(?<!هذا)[\s(«])[وف]?(?:ال|لل|بال|كال)"
        r"(فقرة|فقرتين|فقرتان|فقرات|مادة|مادتين|مادتان|مواد|مرفق|مرفقين|مرفقان|مرفقات|جزء|جزأين|جزءين|جزآن|جزءان"
        r"|أجزاء|باب|بابين|بابان|أبواب|فصل|فصلين|فصلان|فصول|فرع|فرعين|فرعان|فروع)[ \u00a0]"
        r"(?:من[ \u00a0])?(?:\w{1,4}[ \u00a0](?:و|أو|إلى)[ \u00a0])*$"
    )
    ends = (".", ":", "؛", "!", "؟", "…", ".»")
    party = PARTY

    # --- typography -------------------------------------------------------------------------------

    def tidy(self, text: str) -> str:
        text = re.sub(r"[ \u00a0]+(?=[،؛])", "", super().tidy(text))
        return re.sub(r"(?:،\s*)+(?=[،.؛:)])", "", text)

    def typeset(self, text: str) -> str:
        """Set the marks of Arabic, and a number beside its word."""
        # After a bracket, what follows tells whether it ends words in Arabic or in Latin letters.
        before = rf"(?:(?<=[{_ARABIC}\ufdd2])|(?<=[»)])(?=[ \u00a0]*.\s*[{_ARABIC}]))[ \u00a0]*"
        for latin, arabic in ((r",(?=\s|$)", "،"), (";", "؛"), (r"\?", "؟")):
            text = re.sub(before + latin, arabic, text)
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

    def as_it_is(self, words: str) -> Noun:
        return fixed(words)

    def noun_of(self, entry: Entry) -> Noun:
        """Return an entry as a noun; "..." in a quantity is where its holder stands."""
        noun = self.noun(entry)
        if entry.kind != "quantity" or "..." not in entry.words:
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
            alike = is_kind_of(self.draft, scope.bearer or scope.other, scope.other)
            if known and alike and OTHER.name in scope.known:
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
    # The figures are European, as the United Nations write them in Arabic: no others can be raised.

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
        if is_per_cent(unit):
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
        known = self.unit_of(name)
        if known:
            return self.things(self.entry("unit", known))
        if name.removesuffix("s") in SPANS:
            return SPANS[name.removesuffix("s")]
        return Counted.of(" ".join([name] * 5))

    def _per(self, name: str) -> str:
        """Return "في الثانية", "لكل نسمة"."""
        what = self.unit(name).singular()
        return f"لكل {what}" if self.unit_of(name) else f"في ال{what}"

    def attribute_of(self, noun: Noun, act: Noun) -> Noun:
        return noun.tailed(act.after("ل"))

    def product(self, times: Noun, inner: Noun) -> Noun:
        return fixed(f"حاصل ضرب {times.said(GEN)} في {inner.said(GEN)}")

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

    def reference(self, here: str, kind: str, owner: str, names: list[str], apart: bool) -> Noun:
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

    def division_noun(self, item: Article | Part | None) -> Noun:
        kind = "paragraphs" if item is None else "articles"
        if isinstance(item, Part):
            kind = item.kind
        elif item and item.annex:
            kind = "annexes"
        one, *_, feminine = _DIVISIONS[kind]
        return fixed(one, feminine)

    def _article(self, article: Article) -> Noun:
        noun = self.division_noun(article)
        return fixed(self.linked(article.id, f"{noun}{NBSP}{article.number}"), noun.feminine)

    def _of_treaty(self, here: str, owner: str) -> str:
        outer = self.within(here, owner)
        return f" من {outer}" if outer else ""

    def treaty(self, here: str, name: str) -> Noun:
        """Return an instrument: "هذا الاتفاق" from inside, else its title."""
        own = name == self.instrument(here)
        noun = self.present(self.kind(here)) if own else self.noun(self.entry("treaty", name))
        return fixed(self.linked(name, str(noun)), noun.feminine)

    def of_article(self, number: str, article: Article) -> str:
        return f"{number} من {self._article(article)}"

    def standing_in(self, number: str, outer: Noun) -> str:
        return f"{number} من {outer}"

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
        whole, parts = self.sentences_of(norms)
        said = [
            f"الجملة {ordinal(at, True)} من {self.refer(here, [name])}"
            for name, positions in parts
            for at in positions
        ]
        said = [joined(preposition, part) for part in said] if preposition else said
        groups = [[name] for name in whole] if word != "و" else [whole] if whole else []
        cited = [self.refer(here, group, GEN, preposition) for group in groups]
        return series([*cited, *said], word)
