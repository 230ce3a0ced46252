"""Chinese, as a language that documents are written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from treatylang.model.draft import (
    AgentClass,
    Clause,
    Instrument,
    Matter,
    Survival,
    UnitName,
)
from treatylang.model.formula import BEARER
from treatylang.model.lexicon import quoted_verifiers
from treatylang.model.units import Unit
from treatylang.prose import cldr
from treatylang.prose.language import Definition
from treatylang.prose.scope import Scope
from treatylang.prose.structure import takes_points
from treatylang.prose.zh.institutions import Institutions
from treatylang.prose.zh.marks import series


class Chinese(Institutions):
    """Chinese, speaking of one draft."""

    # --- the frame of a document ------------------------------------------------------------------

    def concluded(self, treaty: Instrument) -> str:
        if treaty.done_on is None:
            return ""
        return self.passage("concluded", self.place(treaty), self.calendar(treaty.done_on))

    def texts(self, treaty: Instrument) -> str:
        tongues = "、".join(self._tongue(code) for code in treaty.authentic)
        return self.passage("texts", tongues, len(treaty.authentic))

    def _tongue(self, code: str) -> str:
        """Return a language as it is written: 英文, where CLDR says 英语."""
        said = cldr.tongue(code, self.code)
        return f"{said[:-1]}文" if said.endswith("语") else said

    def parties(self, treaty: Instrument, states: Sequence[str]) -> str:
        names = series([self.member(name) for name in states])
        called = self.member(treaty.parties) if treaty.parties else ""
        return self.passage("parties", names, called, f"本{self.kind(treaty.name)}")

    def agreed(self, treaty: Instrument, states: Sequence[str]) -> str:
        return self.passage("agreed")

    def witness(self, treaty: Instrument) -> str:
        return self.passage("witness", f"本{self.kind(treaty.name)}")

    def done(self, treaty: Instrument) -> str:
        day = self.calendar(treaty.done_on) if treaty.done_on else ""
        tongues = series([self._tongue(code) for code in treaty.authentic])
        return self.passage("done", self.place(treaty), day, tongues, len(treaty.authentic))

    def signature(self, state: str) -> str:
        return self.passage("signature", self.member(state))

    # --- provisions -------------------------------------------------------------------------------

    def survival(self, clause: Clause, survival: Survival) -> str:
        article = self.draft.articles[clause.article]
        what = self.refer(clause.id, [survival.target or article.instrument])
        return self.passage("survival", self._whole(clause), what)

    def verified(self, clause: Clause) -> str:
        draft, here = self.draft, clause.id
        quoted = quoted_verifiers(draft, clause)
        by: list[str] = []
        through: list[str] = []
        under: list[str] = []
        for name in clause.verified_by:
            if name in draft.clauses or name in draft.articles:
                under.append(name)
            elif name in draft.acts:
                through.append(self.case(name).removeprefix("所涉"))
            elif name in quoted:
                entry = self.entry("verification", here, quoted.index(name) + 1)
                through.append(self.typeset(entry.words))
            else:
                by.append(self.member(name))
        how = [f"由{series(by)}"] if by else []
        how += [f"通过{series(through)}"] if through else []
        how += [f"依照{self.refer(here, under)}"] if under else []
        return self.passage("verified", self._whole(clause), "并".join(how))

    def _whole(self, clause: Clause) -> str:
        """Return 本款, or 本条 where the clause is all of the article."""
        article = self.draft.articles[clause.article]
        return "本款" if len(article.clauses) > 1 else f"本{self.division_word(article)}"

    # --- unnumbered articles ----------------------------------------------------------------------

    def terms(self, treaty: Instrument) -> str:
        return self.passage("terms", f"本{self.kind(treaty.name)}")

    def definition(self, here: str, item: AgentClass | UnitName | Matter) -> Definition:
        match item:
            case AgentClass():
                return self._class(here, item)
            case UnitName():
                term = self.typeset(self.entry("unit", item.name).words)
                meaning = self.amount(item.unit.scale, _in_bases(item.unit))
            case Matter():
                term = self.named(item.name)
                meaning = self.form(self.entry("matter", item.name), "objective")
                meaning = self.passage("matter", meaning)
        return Definition(term, self._means(term, meaning))

    def _class(self, here: str, item: AgentClass) -> Definition:
        assert item.where is not None
        term, parent = self.member(item.name), self.member(item.parent or "state")
        scope = Scope(here, item.name)
        if not takes_points(item.where):
            meaning = f"{self.relative(scope, item.where, BEARER)}的{parent}"
            return Definition(term, self._means(term, meaning))
        joint, _ = self.parts(item.where)
        meaning = self.passage("described", parent, joint == "and")
        listed = self.conditions(scope.knowing(BEARER), item.where)
        return Definition(term, self._means(term, meaning), tuple(map(self.typeset, listed)), joint)

    def _means(self, term: str, meaning: str) -> str:
        return self.passage("means", self.quoted(term), meaning)

    def prevails(self, here: str, winner: str, losers: Sequence[str]) -> str:
        return self.passage("prevails", self.refer(here, [winner]), self.refer(here, losers))

    def principle(self, name: str) -> str:
        return self.passage("principle", name)

    # --- order ------------------------------------------------------------------------------------

    def sorted_by(self, term: str) -> tuple[object, ...]:
        """Sort by pinyin: the first level of GB/T 2312, the characters in common use, is in its
        order; rarer ones follow, by radical and strokes."""
        return term.encode("gb18030"), term


def _in_bases(unit: Unit) -> Unit:
    above = " ".join(name for name, power in unit.dimensions if power > 0)
    below = [name for name, power in unit.dimensions if power < 0]
    return replace(Unit(unit.dimensions), written=" per ".join([above, *below]))
