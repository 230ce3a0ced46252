"""French, as a language that documents are written in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from treatylang.model.draft import (
    AgentClass,
    Article,
    Clause,
    Instrument,
    Matter,
    Part,
    Survival,
    UnitName,
)
from treatylang.model.formula import BEARER
from treatylang.model.lexicon import quoted_verifiers
from treatylang.prose import cldr
from treatylang.prose.fr.institutions import Institutions
from treatylang.prose.fr.nouns import Noun, series
from treatylang.prose.fr.words import NBSP, PARTS
from treatylang.prose.language import Definition
from treatylang.prose.numbers import in_bases
from treatylang.prose.scope import Scope
from treatylang.prose.structure import is_bilateral, takes_points


class French(Institutions):
    """French, speaking of one draft."""

    # --- the frame of a document ------------------------------------------------------------------

    def concluded(self, treaty: Instrument) -> str:
        if treaty.done_on is None:
            return ""
        return self.passage("concluded", self.place(treaty), self.calendar(treaty.done_on))

    def texts(self, treaty: Instrument) -> str:
        tongues = series([cldr.tongue(code, self.code) for code in treaty.authentic])
        return self.passage("texts", tongues, len(treaty.authentic))

    def parties(self, treaty: Instrument, states: Sequence[str]) -> str:
        names = series([self.member(name).le for name in states])
        called = self.member(treaty.parties, plural=True) if treaty.parties else None
        said = self.passage(
            "parties",
            names,
            called.words if called else "",
            bool(called and called.feminine),
            self.present(self.kind(treaty.name)).au,
        )
        return self.capital(said)

    def agreed(self, treaty: Instrument, states: Sequence[str]) -> str:
        named = [self.member(name) for name in states]
        if not named:
            called = self.member(treaty.parties, plural=True) if treaty.parties else None
            named = [called or Noun("Parties", feminine=True, plural=True)]
        return self.passage("agreed", all(noun.feminine for noun in named))

    def opening(self, recital: str) -> str:
        first, _, rest = recital.partition(" ")
        return first if rest else ""

    def witness(self, treaty: Instrument) -> str:
        return self.passage("witness", self.present(self.kind(treaty.name)).le)

    def done(self, treaty: Instrument) -> str:
        day = self.calendar(treaty.done_on) if treaty.done_on else ""
        tongues = series([f"en {cldr.tongue(code, self.code)}" for code in treaty.authentic])
        two = is_bilateral(self.draft, treaty)
        return self.passage("done", self.place(treaty), day, tongues, len(treaty.authentic), two)

    def signature(self, state: str) -> str:
        return self.passage("signature", self.member(state).le)

    def division(self, item: Article | Part) -> str:
        if isinstance(item, Part):
            return self.capital(f"{PARTS[item.kind].words}{NBSP}{item.number}")
        word = "Annexe" if item.annex else "Article"
        number = "premier" if item.number == "1" and not item.annex else item.number
        return f"{word}{NBSP}{number}"

    # --- provisions -------------------------------------------------------------------------------

    def survival(self, clause: Clause, survival: Survival) -> str:
        article = self.draft.articles[clause.article]
        what = self.refer(clause.id, [survival.target or article.instrument], "de")
        return self.capital(self.passage("survival", self._whole(clause).le, what))

    def verified(self, clause: Clause) -> str:
        draft, here = self.draft, clause.id
        quoted = quoted_verifiers(draft, clause)
        how: list[str] = []
        under: list[str] = []
        for name in clause.verified_by:
            if name in draft.clauses or name in draft.articles:
                under.append(name)
            elif name in draft.acts:
                how.append(f"par {self.case(name).le}")
            elif name in quoted:
                entry = self.entry("verification", here, quoted.index(name) + 1)
                how.append(f"par {self.noun(entry).le}")
            else:
                how.append(f"par {self.member(name).le}")
        if under:
            how.append(f"conformément {self.refer(here, under, 'à')}")
        return self.passage("verified", self._whole(clause).du, series(how))

    def _whole(self, clause: Clause) -> Noun:
        """Return "présent paragraphe", or "présent article" where the clause is all of it."""
        article = self.draft.articles[clause.article]
        several = len(article.clauses) > 1
        return self.present(Noun("paragraphe") if several else self.division_noun(article))

    # --- unnumbered articles ----------------------------------------------------------------------

    def terms(self, treaty: Instrument) -> str:
        return self.passage("terms", self.present(self.kind(treaty.name)).du)

    def definition(self, here: str, item: AgentClass | UnitName | Matter) -> Definition:
        match item:
            case AgentClass():
                return self._class(here, item)
            case UnitName():
                noun = self.noun(self.entry("unit", item.name))
                meaning = self.amount(item.unit.scale, in_bases(item.unit))
            case Matter():
                noun = self.named(item.name)
                meaning = self.form(self.entry("matter", item.name), "objective")
                meaning = self.passage("matter", meaning)
        return Definition(noun.words, self._means(noun, meaning))

    def _class(self, here: str, item: AgentClass) -> Definition:
        assert item.where is not None
        noun, parent = self.member(item.name), self.member(item.parent or "state")
        scope = Scope(here, item.name)
        if not takes_points(item.where):
            meaning = f"{parent.un} {self.relative(scope, item.where, BEARER, parent)}"
            return Definition(noun.words, self._means(noun, meaning))
        joint, _ = self.parts(item.where)
        meaning = self.passage("described", parent.un, joint == "and")
        listed = self.conditions(scope.knowing(BEARER), item.where)
        said = tuple(map(self.typeset, listed))
        return Definition(noun.words, self._means(noun, meaning), said, joint)

    def _means(self, noun: Noun, meaning: str) -> str:
        return self.passage("means", self.quoted(noun.words), meaning)

    def prevails(self, here: str, winner: str, losers: Sequence[str]) -> str:
        groups = self.targets(here, [winner])
        plural = self._cited(here, *groups[0], apart=False).plural
        return self.passage(
            "prevails", self.refer(here, [winner]), plural, self.refer(here, losers)
        )

    def principle(self, name: str) -> str:
        return self.passage("principle", name)

    # --- order ------------------------------------------------------------------------------------

    def sorted_by(self, term: str) -> tuple[object, ...]:
        """Sort as French dictionaries do: accents count only where the letters are the same."""
        letters = unicodedata.normalize("NFD", term.casefold())
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
        return plain, term
