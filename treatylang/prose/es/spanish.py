"""Spanish, as a language that documents are written in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from fractions import Fraction

from treatylang.model.formula import BEARER, Bound, Formula
from treatylang.model.institutions import Body, Part, Requirement
from treatylang.prose.deciding import Deciding
from treatylang.prose.es.nouns import DE, Noun, fixed, ordinal
from treatylang.prose.es.sentences import Sentences
from treatylang.prose.es.votes import VOTE, VOTES, Ballots
from treatylang.prose.language import Definition
from treatylang.prose.scope import Scope


class Spanish(Sentences, Deciding[Noun]):
    """Spanish, speaking of one draft."""

    # --- the frame of a document ------------------------------------------------------------------

    def opening(self, recital: str) -> str:
        first, _, rest = recital.partition(" ")
        return first.rstrip(",") if rest else ""

    def sorted_by(self, term: str) -> tuple[object, ...]:
        """Sort as Spanish dictionaries do: accents do not count, and ñ follows n."""
        letters = unicodedata.normalize("NFD", term.casefold().replace("ñ", "n\uffff"))
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
        return plain, term

    def _defined(self, noun: Noun, meaning: str) -> Definition:
        said = self.passage("means", self.quoted(noun.words), meaning)
        return Definition(noun.words, self.tidy(said))

    # --- what the templates are given -------------------------------------------------------------

    def members(self, body: Body, name: str | None = None, plural: bool = True) -> Noun:
        return Ballots(self, body).members(name, plural)

    def several(self, count: int, name: str) -> Noun:
        return self.counting(Fraction(count), self.member(name), self.member(name, plural=True))

    def votes(self, count: Fraction) -> Noun:
        if count == Fraction(1, 2):
            return fixed("medio voto")
        return self.counting(count, VOTE, VOTES) if count else VOTE.called("ninguno")

    def day_number(self, count: int) -> Noun:
        return Noun(f"{ordinal(count)} día")

    def summand(self, part: Part, one: Noun) -> Noun:
        factor = abs(part.factor)
        if part.quantity is None:
            return fixed(self.number(factor))
        own = self.named(part.quantity).called("su")
        if part.form == "root":
            own = Noun(f"raíz cuadrada {own.said(DE)}", feminine=True)
        return self.times(factor, own)

    def rule(self, body: Body, rule: Requirement, how: str, after: list[str]) -> str:
        return Ballots(self, body, how == "consent", how == "by", after).words(rule)

    def infinitive(self, scope: Scope, act: str, bounds: Sequence[Bound] = ()) -> str:
        return self.act(scope, act, bounds)

    def described(self, scope: Scope, noun: Noun, item: Formula) -> str:
        return f"{noun.called('todo')} {self.relative(scope, item, BEARER)}"
