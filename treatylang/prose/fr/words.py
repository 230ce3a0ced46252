"""What a draft names, in French: nouns, amounts and references."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from treatylang.model.draft import Article
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
    CaseAttribute,
    Number,
    QuantityOf,
    Scaled,
    Sum,
    Term,
)
from treatylang.model.lexicon import Entry
from treatylang.model.units import BUILT_IN, Unit
from treatylang.prose import cldr
from treatylang.prose.fr.nouns import Noun, cardinal, ordinal, series
from treatylang.prose.marks import plain
from treatylang.prose.numbers import unit_names
from treatylang.prose.scope import Scope
from treatylang.prose.structure import is_taken_away, opposite
from treatylang.prose.teller import Teller

NBSP, THIN = "\u00a0", "\u202f"
_PARTS = {2: "demi", 3: "tiers", 4: "quart"}
SPANS = {
    "second": ("seconde", True), "minute": ("minute", True), "hour": ("heure", True),
    "day": ("jour", False), "week": ("semaine", True), "month": ("mois", False),
    "year": ("an", False),
}  # fmt: skip
PARTS = {
    "part": Noun("partie", feminine=True), "title": Noun("titre"), "chapter": Noun("chapitre"),
    "section": Noun("section", feminine=True),
}  # fmt: skip
_OWN = re.compile(r"\b(?:son|sa|ses)\b")
"""Words with "sa" in them say already whose something is."""


class Words(Teller):
    """The words of a draft in French."""

    code = "fr"
    paragraph_word = "paragraphe"
    counted = re.compile(
        r"\b(articles?|paragraphes?|annexes?|parties?|titres?|chapitres?|sections?)"
        r"( \w{1,4}((,| à| et| ou) \w{1,4})*(,| à| et| ou))? $",
        re.IGNORECASE,
    )
    ends = (".", ":", ";", "!", "?", "…", f".{NBSP}»")

    # --- typography -------------------------------------------------------------------------------

    def typeset(self, text: str) -> str:
        text = text.replace("'", "’")
        text = re.sub(r"(?<=\S)[ \u00a0\u202f]*([;!?])(?=\s|$|»)", rf"{THIN}\1", text)
        text = re.sub(r"(?<=\S)[ \u00a0\u202f]+:(?=\s|$)", f"{NBSP}:", text)
        text = re.sub(r"«[ \u00a0\u202f]*", f"«{NBSP}", text)
        return re.sub(r"[ \u00a0\u202f]*»", f"{NBSP}»", text)

    def quoted(self, words: str) -> str:
        return f"«{NBSP}{words}{NBSP}»"

    def stop(self, last: bool = True) -> str:
        return "." if last else f"{THIN};"

    def joins(self, word: str) -> str:
        return " ou" if word == "or" else " et"

    def listed(self, parts: Sequence[str], word: str = "and") -> str:
        return series(parts, "ou" if word == "or" else "et")

    # --- nouns ------------------------------------------------------------------------------------

    def noun(self, entry: Entry, words: str = "", plural: bool = False) -> Noun:
        """Return an entry as a noun, of the gender that the lexicon gives it."""
        elided = True if "elided" in entry.flags else False if "aspirate" in entry.flags else None
        return Noun(
            self.typeset(words or entry.words),
            self.flag(entry, "masculine", "feminine") == "feminine",
            plural or "plural" in entry.flags,
            "bare" in entry.flags,
            elided,
        )

    def member(self, name: str, plural: bool = False) -> Noun:
        """Return a member (or members) of a class, an organ or a State as a noun."""
        draft = self.draft
        kind = "class" if name in draft.classes else "organ" if name in draft.organs else "state"
        if name == "state":
            return Noun("États" if plural else "État", plural=plural)
        entry = self.entry(kind, name)
        words = self.form(entry, "plural") if plural and kind != "state" else ""
        return self.noun(entry, words, plural)

    def named(self, name: str) -> Noun:
        """Return a noun of any kind that is declared once: a quantity, a matter, weights."""
        return self.noun(self.entry(self.kind_of(name), name))

    def kind(self, here: str) -> Noun:
        """Return the kind of the instrument that words stand in: "Accord"."""
        name = self.instrument(here) or next(iter(self.draft.instruments), "")
        entry = self.entry("treaty", name)
        feminine = self.flag(entry, "masculine", "feminine") == "feminine"
        return Noun(self.form(entry, "kind"), feminine)

    def present(self, noun: Noun) -> Noun:
        """Return "présent Accord", "présente Convention": the one that words stand in."""
        return replace(noun, words=f"{noun.agreed('présent')} {noun.words}", elided=None)

    # --- agents -----------------------------------------------------------------------------------

    def agent(self, scope: Scope, agent: Agent) -> Noun:
        """Return who an agent is, as a noun."""
        name = {BEARER: scope.bearer, OTHER: scope.other}.get(agent, agent.name)
        if agent in (BEARER, OTHER) and not name:
            return Noun("Partie", feminine=True)
        if name in self.draft.classes or name in self.draft.organs or name in self.draft.states:
            return self.member(name)
        return Noun(name, bare=True)

    def subject(self, scope: Scope, agent: Agent) -> str:
        """Return an agent as a subject: "une Partie", then "elle"; "une autre Partie", then
        "l’autre Partie"; nothing in a relative clause about it, for "qui" stands before that."""
        if agent.name == scope.relative:
            return ""
        noun = self.agent(scope, agent)
        if agent == BEARER:
            if agent.name in scope.known:
                return noun.il
            return noun.un if scope.bearer in self.draft.classes else noun.le
        if agent == OTHER:
            return self.other(scope, noun)
        return noun.le

    def other(self, scope: Scope, noun: Noun) -> str:
        alike = scope.bearer in self.draft.classes or not scope.bearer
        known = OTHER.name in scope.known
        if not alike:
            return noun.le if known else noun.un
        return (
            f"l’autre {noun.words}" if known else f"{noun.un.partition(' ')[0]} autre {noun.words}"
        )

    def whose(self, scope: Scope, agent: Agent | None, noun: Noun) -> str:
        """Return what belongs to an agent: "son stock", "le stock d’une Partie"."""
        if agent is None:
            return noun.le
        if agent == BEARER and agent.name in scope.known:
            return noun.le if _OWN.search(noun.words) else noun.son
        return f"{noun.le} {self.of(scope, agent)}"

    def of(self, scope: Scope, agent: Agent) -> str:
        said = self.subject(replace(scope, relative=""), agent)
        noun = self.agent(scope, agent)
        if said == noun.le:
            return noun.du
        return f"d’{said}" if said[:1] in "aeiou" else f"de {said}"

    # --- numbers ----------------------------------------------------------------------------------

    def number(self, value: Fraction) -> str:
        said = cldr.figure(value, self.code)
        if said is not None:
            return said
        over, under = value.numerator, value.denominator
        return (
            self.fraction(value) or f"{self.number(Fraction(over))}/{self.number(Fraction(under))}"
        )

    def fraction(self, value: Fraction) -> str:
        """Return "un tiers", "trois quarts"; "" for what has no such name."""
        over, under = value.numerator, value.denominator
        if under not in _PARTS or over >= under or under == 2:
            return ""
        part = _PARTS[under]
        many = "s" if over > 1 and not part.endswith("s") else ""
        return f"{cardinal(over)} {part}{many}"

    def count(self, value: int, feminine: bool = False) -> str:
        """Return a whole number in words below one hundred, in figures from there on."""
        return cardinal(value, feminine) or self.number(Fraction(value))

    def share(self, value: Fraction) -> str:
        """Return a part of a whole: "la moitié", "les deux tiers", "55 pour cent"."""
        if value == Fraction(1, 2):
            return "la moitié"
        if said := self.fraction(value):
            return f"les {said}" if value.numerator > 1 else f"le {_PARTS[value.denominator]}"
        hundredths = cldr.figure(value * 100, self.code)
        if hundredths is not None:
            return f"{hundredths} pour cent"
        return f"les {self.number(value)}"

    def amount(self, value: Fraction, unit: Unit) -> str:
        """Return a value, given in base units, in the unit that it was written in."""
        count = value / unit.scale
        if unit.written in {"%", "percent"} or (
            not unit.dimensions and unit.scale == Fraction(1, 100)
        ):
            return f"{self.number(count)} pour cent"
        words = self.unit(unit, plural=cldr.plural(count, self.code) != "one")
        if not words:
            return self.number(value)
        millions = count and count % 1_000_000 == 0 and count < 10**9
        return f"{self.number(count)}{NBSP}{Noun(words).de if millions else words}"

    def unit(self, unit: Unit, plural: bool) -> str:
        """Return "opérations en virgule flottante par seconde"; "" for a pure number."""
        names = unit_names(self.draft, unit)
        if not names:
            return ""
        first = [self._unit(names[0], plural)] if names[0] else []
        return " par ".join([*first, *(self._unit(name, False) for name in names[1:])])

    def _unit(self, name: str, plural: bool) -> str:
        declared = self.draft.units
        known = name if name in declared else next(
            (key for key, unit in declared.items() if name in (unit.singular, unit.plural)), ""
        )  # fmt: skip
        if known:
            entry = self.entry("unit", known)
            return self.typeset(self.form(entry, "plural") if plural else entry.words)
        if name in BUILT_IN or name == "day":
            word, _ = SPANS[name.removesuffix("s")]
            return f"{word}s" if plural and not word.endswith("s") else word
        return name

    def term(self, scope: Scope, item: Term) -> Noun | str:
        """Return a term as a noun with its complement, or as an amount."""
        match item:
            case Number(value, unit):
                return self.amount(value, unit)
            case QuantityOf(name, of, _):
                noun = self.named(name)
                if of is None:
                    return noun
                return replace(noun, words=self.whose(scope, of, noun), bare=True)
            case CaseAttribute(act, attribute, _):
                noun = self.noun(self.entry("attribute", f"{act}.{attribute}"))
                return replace(noun, words=f"{noun.words} {self.case(act).du}")
            case Scaled(factor, inner, unit) if unit.dimensions:
                return f"{self.amount(factor, unit)} multiplié par {self.said(scope, inner)}"
            case Scaled(factor, inner):
                return self._times(factor, self.term(scope, inner))
            case Sum(terms):
                return self._sum(scope, terms)

    def said(self, scope: Scope, item: Term, preposition: str = "") -> str:
        """Return a term with its article, after a preposition that is "à", "de" or none."""
        found = self.term(scope, item)
        if isinstance(found, str):
            if preposition == "de" and found[:1] in "aeiouhuô" and not found[:1].isdigit():
                return f"d’{found}"
            return f"{preposition} {found}".strip()
        if found.bare and preposition == "de":
            return f"de {found.words}".replace("de le ", "du ").replace("de les ", "des ")
        if found.bare and preposition == "à":
            return f"à {found.words}".replace("à le ", "au ").replace("à les ", "aux ")
        return found.after(preposition)

    def _times(self, factor: Fraction, inner: Noun | str) -> str:
        words = inner if isinstance(inner, str) else inner.le
        of = words if isinstance(inner, str) else inner.du
        if factor == 2:
            return f"le double {of}" if not isinstance(inner, str) else f"le double de {words}"
        if isinstance(inner, str):
            return f"{self.number(factor)} fois {words}"
        if factor == Fraction(1, 2):
            return f"la moitié {of}"
        if factor < 1:
            return f"{self.share(factor)} {of}"
        return f"{self.number(factor)} fois {words}"

    def _sum(self, scope: Scope, terms: Sequence[Term]) -> str:
        taken = [term for term in terms if is_taken_away(term)]
        added = [term for term in terms if not is_taken_away(term)]
        total = series([self.said(scope, term, "de") for term in added])
        whole = self.said(scope, added[0]) if len(added) == 1 else f"la somme {total}"
        less = series([self.said(scope, opposite(term)) for term in taken])
        if not added:
            return f"moins {less}"
        return f"{whole} moins {less}" if taken else whole

    def case(self, act: str) -> Noun:
        """Return the act at issue as a noun: "entraînement"."""
        entry = self.entry("act", act)
        return self.noun(entry, self.form(entry, "noun"))

    # --- references -------------------------------------------------------------------------------

    def refer(
        self, here: str, names: Sequence[str], preposition: str = "", word: str = "et"
    ) -> str:
        """Return references with their articles, each after the preposition: "du paragraphe 1 et du
        paragraphe 2 de l’article 5"."""
        groups = self.targets(here, names)
        elsewhere = any(k == "paragraphs" and o != self.article(here) for k, o, _ in groups)
        nouns = [self._cited(here, *group, apart=elsewhere) for group in groups]
        return series([noun.after(preposition) for noun in nouns], word)

    def _cited(self, here: str, kind: str, owner: str, names: list[str], apart: bool) -> Noun:
        if kind == "instrument":
            return self.treaty(here, owner)
        if kind == "here":
            if owner in self.draft.articles:
                return self.present(self.division_noun(self.draft.articles[owner]))
            if owner in self.draft.parts:
                return self.present(PARTS[self.draft.parts[owner].kind])
            return self.present(Noun("paragraphe"))
        if kind in PARTS:
            return self._parts(here, PARTS[kind], names)
        feminine = kind == "annexes"
        word = "paragraphe" if kind == "paragraphs" else "annexe" if feminine else "article"
        many = len(names) > 1
        cited = [self.cited(kind, name) for name in names]
        if many:
            numbers = series([self.linked(target, number) for target, number in cited])
            words = f"{word}s{NBSP}{numbers}"
        else:
            target, number = cited[0]
            if kind == "articles":
                number = _first(self.draft.articles[target])
            words = self.linked(target, f"{word}{NBSP}{number}")
        noun = Noun(words, feminine, many)
        if kind != "paragraphs":
            return replace(noun, words=words + self._of_treaty(here, owner))
        article = self.draft.articles[owner]
        if owner != self.article(here):
            whose = self._of_treaty(here, article.instrument)
            return replace(noun, words=f"{words} {self._article(article).du}{whose}")
        own = self.present(self.division_noun(article)).du
        return replace(noun, words=f"{words} {own}") if apart else noun

    def _parts(self, here: str, noun: Noun, names: list[str]) -> Noun:
        """Return "partie II", "sections 1 et 2 de la présente partie"."""
        part, many = self.draft.parts[names[0]], len(names) > 1
        if many:
            numbers = series([self.linked(*self.cited("", name)) for name in names])
            words = f"{noun.words}s{NBSP}{numbers}"
        else:
            words = self.linked(part.id, f"{noun.words}{NBSP}{part.number}")
        if part.parent in self.around(here):
            words += f" {self.present(PARTS[self.draft.parts[part.parent].kind]).du}"
        elif part.parent:
            above = self.draft.parts[part.parent]
            words += f" {self._parts(here, PARTS[above.kind], [above.id]).du}"
        else:
            words += self._of_treaty(here, part.instrument)
        return replace(noun, words=words, plural=many)

    def division_noun(self, article: Article) -> Noun:
        return Noun("annexe", feminine=True) if article.annex else Noun("article")

    def _article(self, article: Article) -> Noun:
        noun = self.division_noun(article)
        return replace(noun, words=self.linked(article.id, f"{noun.words}{NBSP}{_first(article)}"))

    def _of_treaty(self, here: str, instrument: str) -> str:
        if instrument == self.instrument(here):
            return ""
        return f" {self.treaty(here, instrument).du}"

    def treaty(self, here: str, name: str) -> Noun:
        """Return an instrument: "présent Accord" from inside, else its title."""
        if name == self.instrument(here):
            noun = self.present(self.kind(here))
        else:
            entry = self.entry("treaty", name)
            feminine = self.flag(entry, "masculine", "feminine") == "feminine"
            noun = Noun(self.typeset(entry.words), feminine)
        return replace(noun, words=self.linked(name, noun.words))

    def of_article(self, number: str, article: Article) -> str:
        return f"{number} {self._article(article).du}"

    def attach(self, said: str, here: str, name: str) -> str:
        for preposition in ("de", "à"):
            if re.search(rf"(?:^|\s){preposition} $", plain(said), re.IGNORECASE):
                head = said[: -len(preposition) - 1]
                return head + self.refer(here, [name], preposition)
        return said + self.refer(here, [name])

    def refer_norms(
        self, here: str, norms: Sequence[str], preposition: str = "", word: str = "et"
    ) -> str:
        """Return norms by their paragraphs, or by their sentences of a paragraph."""
        whole: list[str] = []
        said: list[str] = []
        clauses = dict.fromkeys(clause.id for n in norms if (clause := self.clause(n)))
        for name in clauses:
            own = self.draft.clauses[name].norms
            if all(norm in norms for norm in own):
                whole.append(name)
                continue
            at = [ordinal(own.index(norm) + 1, True) for norm in own if norm in norms]
            noun = Noun(f"{series(at)} phrase", True)
            if len(at) > 1:
                noun = Noun(f"{series(at)} phrases", True, plural=True)
            said.append(f"{noun.after(preposition)} {self.refer(here, [name], 'de')}")
        if word == "ou":
            cited = [self.refer(here, [name], preposition) for name in whole]
        else:
            cited = [self.refer(here, whole, preposition)] if whole else []
        return series([*cited, *said], word)


def _first(article: Article) -> str:
    """Return the number of an article that is named alone: the first one is "premier"."""
    return "premier" if article.number == "1" and not article.annex else article.number
