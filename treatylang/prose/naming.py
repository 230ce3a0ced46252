"""What a draft names, as far as languages name it alike: who somebody is, what a term is made of,
what is cited together, of which unit an amount is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from typing import Generic, TypeVar

from treatylang.model.draft import Article, Part
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
from treatylang.model.units import Unit
from treatylang.prose import cldr
from treatylang.prose.scope import Scope
from treatylang.prose.structure import is_taken_away, opposite
from treatylang.prose.teller import Teller

N = TypeVar("N")
"""What a noun phrase is in a language."""


class Naming(Teller, Generic[N]):
    """The names of a draft, as nouns."""

    # --- what the language gives ------------------------------------------------------------------

    party: N
    """Anybody who is a Party, where no class is named."""

    @abstractmethod
    def as_it_is(self, words: str) -> N:
        """Return words as a noun that no case changes."""

    @abstractmethod
    def noun_of(self, entry: Entry) -> N:
        """Return an entry of the lexicon as a noun."""

    @abstractmethod
    def member(self, name: str, plural: bool = False) -> N:
        """Return a member (or members) of a class, an organ or a State as a noun."""

    @abstractmethod
    def case(self, act: str) -> N:
        """Return the act at issue as a noun."""

    @abstractmethod
    def whose(self, scope: Scope, agent: Agent | None, noun: N) -> N:
        """Return what belongs to an agent, as it is called where words stand."""

    @abstractmethod
    def attribute_of(self, noun: N, act: N) -> N:
        """Return an attribute of the act at issue: "the compute of the training run"."""

    @abstractmethod
    def amount(self, value: Fraction, unit: Unit) -> N:
        """Return a value, given in base units, in the unit that it was written in."""

    @abstractmethod
    def product(self, times: N, inner: N) -> N:
        """Return an amount multiplied by something."""

    @abstractmethod
    def times(self, factor: Fraction, inner: N) -> N: ...

    @abstractmethod
    def total(self, added: Sequence[N], taken: Sequence[N]) -> N:
        """Return what is added up, less what is taken away."""

    @abstractmethod
    def treaty(self, here: str, name: str) -> N:
        """Return an instrument: "this Accord" from inside, else its title."""

    @abstractmethod
    def present(self, noun: N) -> N:
        """Return what words stand in: "this Accord"."""

    @abstractmethod
    def division_noun(self, item: Article | Part | None) -> N:
        """Return what an article or a part is called; of None, a paragraph."""

    @abstractmethod
    def reference(self, here: str, kind: str, owner: str, names: list[str], apart: bool) -> N:
        """Return "paragraphs" of one article, "articles" or "annexes" of one treaty, or parts of a
        kind ("chapter") ``within`` one; ``apart``: beside others, so that paragraphs of this
        article have to say so."""

    # --- who and what -----------------------------------------------------------------------------

    def agent(self, scope: Scope, agent: Agent) -> N:
        """Return who an agent is, as a noun."""
        name = {BEARER: scope.bearer, OTHER: scope.other}.get(agent, agent.name)
        if agent in (BEARER, OTHER) and not name:
            return self.party
        if name in self.draft.classes or name in self.draft.organs or name in self.draft.states:
            return self.member(name)
        return self.as_it_is(name)

    def is_one_of_many(self, name: str) -> bool:
        """Tell whether a name is that of a class, or of an organ that each of a class has."""
        organ = self.draft.organs.get(name)
        return not name or name in self.draft.classes or bool(organ and organ.of_each)

    def named(self, name: str) -> N:
        """Return a noun of any kind that is declared once: a quantity, a matter, weights."""
        return self.noun_of(self.entry(self.kind_of(name), name))

    def term(self, scope: Scope, item: Term) -> N:
        """Return a term as a noun."""
        match item:
            case Number(value, unit):
                return self.amount(value, unit)
            case QuantityOf(name, of, _):
                return self.whose(scope, of, self.named(name))
            case CaseAttribute(act, attribute, _):
                noun = self.noun_of(self.entry("attribute", f"{act}.{attribute}"))
                return self.attribute_of(noun, self.case(act))
            case Scaled(factor, inner, unit) if unit.dimensions:
                return self.product(self.amount(factor, unit), self.term(scope, inner))
            case Scaled(factor, inner):
                return self.times(factor, self.term(scope, inner))
            case Sum(terms):
                taken = [self.term(scope, opposite(term)) for term in terms if is_taken_away(term)]
                added = [self.term(scope, term) for term in terms if not is_taken_away(term)]
                return self.total(added, taken)

    # --- numbers ----------------------------------------------------------------------------------

    def number(self, value: Fraction) -> str:
        """Return a number in figures, exactly: "5/7" where decimals never end."""
        said = cldr.figure(value, self.code)
        if said is not None:
            return said
        over, under = Fraction(value.numerator), Fraction(value.denominator)
        return f"{self.number(over)}/{self.number(under)}"

    def unit_of(self, name: str) -> str:
        """Return the declared unit that is called by a name or a word; "" for none."""
        declared = self.draft.units
        if name in declared:
            return name
        words = {word: key for key, unit in declared.items()
                 for word in (unit.plural, unit.singular)}  # fmt: skip
        return words.get(name, "")

    # --- references -------------------------------------------------------------------------------

    def cited_as(self, here: str, names: Sequence[str]) -> list[N]:
        """Return references as nouns, those of one article together."""
        groups = self.targets(here, names)
        elsewhere = any(k == "paragraphs" and o != self.article(here) for k, o, _ in groups)
        return [self._cited(here, *group, apart=elsewhere) for group in groups]

    def _cited(self, here: str, kind: str, owner: str, names: list[str], apart: bool) -> N:
        if kind == "instrument":
            return self.treaty(here, owner)
        if kind == "here":
            draft = self.draft
            return self.present(
                self.division_noun(draft.articles.get(owner) or draft.parts.get(owner))
            )
        return self.reference(here, kind, owner, names, apart)

    def within(self, here: str, owner: str) -> N | None:
        """Return in what articles or parts stand, of a treaty or a part: "the Charter", "this
        Part"; None where it need not be said."""
        part = self.draft.parts.get(owner)
        if part is None:
            return None if owner == self.instrument(here) else self.treaty(here, owner)
        if owner in self.around(here):
            return self.present(self.division_noun(part))
        return self.reference(here, part.kind, part.above, [owner], apart=False)

    def number_of(self, here: str, name: str, word: str) -> str:
        said = super().number_of(here, name, word)
        part = self.draft.parts.get(name)
        if part is None or not part.parent or part.parent in self.around(here):
            return said
        outer = self.within(here, part.parent)
        return said if outer is None else self.standing_in(said, outer)

    def standing_in(self, number: str, outer: N) -> str:
        """Return a section's number with the part that it stands in: "1 of Part II"."""
        return number

    def sentences_of(self, norms: Sequence[str]) -> tuple[list[str], list[tuple[str, list[int]]]]:
        """Return the clauses all of whose norms are among these, and of other clauses the positions
        of their sentences, from one."""
        whole: list[str] = []
        parts: list[tuple[str, list[int]]] = []
        for name in dict.fromkeys(clause.id for norm in norms if (clause := self.clause(norm))):
            own = self.draft.clauses[name].norms
            if all(norm in norms for norm in own):
                whole.append(name)
            else:
                parts.append((name, [own.index(norm) + 1 for norm in own if norm in norms]))
        return whole, parts


def is_per_cent(unit: Unit) -> bool:
    """Tell whether an amount in a unit is told in per cent."""
    written = unit.written in {"%", "percent"}
    return written or (not unit.dimensions and unit.scale == Fraction(1, 100))
