"""Russian, as a language that documents are written in."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from treatylang.model.formula import BEARER, Bound, Formula
from treatylang.model.institutions import Body, Part, Requirement
from treatylang.prose.deciding import Deciding
from treatylang.prose.ru.nouns import ACC, GEN, Noun, fixed, ordered
from treatylang.prose.ru.sentences import Sentences
from treatylang.prose.ru.votes import VOTE, VOTES, Ballots, telling
from treatylang.prose.scope import Scope

_DAY = fixed("день дня дню день днем дне")
_ROOT = fixed("корень корня корню корень корнем корне").called("квадратный")


class Russian(Sentences, Deciding[Noun]):
    """Russian, speaking of one draft."""

    # --- the frame of a document ------------------------------------------------------------------

    def recital(self, text: str) -> str:
        """Return a recital as a part of the one sentence that the preamble is."""
        return f"{text.rstrip('.,;: ')},"

    def opening(self, recital: str) -> str:
        first, _, rest = recital.partition(" ")
        if first == "будучи":
            first = f"{first} {rest.partition(' ')[0]}"
        return first.rstrip(",") if rest else ""

    def spoken(self, tongues: Sequence[str]) -> list[str]:
        """Return "английском": adjectives of languages in the prepositional case."""
        return [f"{name[:-2]}ом" if name.endswith("ий") else f"языке {name}" for name in tongues]

    def sorted_by(self, term: str) -> tuple[object, ...]:
        """Sort as Russian dictionaries do: ё is е, except where all else is the same."""
        folded = term.casefold()
        return folded.replace("ё", "е"), folded

    # --- what the templates are given -------------------------------------------------------------

    def members(self, body: Body, name: str | None = None, plural: bool = True) -> Noun:
        return Ballots(self, body).members(name, plural)

    def several(self, count: int, name: str) -> Noun:
        return self.counting(Fraction(count), self.member(name), self.member(name, plural=True))

    def votes(self, count: Fraction) -> Noun:
        return self.counting(count, VOTE, VOTES)

    def day_number(self, count: int) -> Noun:
        return ordered(count, _DAY)

    def summand(self, part: Part, one: Noun) -> Noun:
        factor = abs(part.factor)
        if part.quantity is None:
            return Noun(lambda case: self.number(factor))
        own = self.owned(self.named(part.quantity), one.called("этот"))
        if part.form == "root":
            own = _ROOT.tailed(f"из {own.said(GEN)}")
        return self.times(factor, own)

    def rule(self, body: Body, rule: Requirement, how: str, after: list[str]) -> str:
        return telling(self, body, how, after).words(rule)

    def infinitive(self, scope: Scope, act: str, bounds: Sequence[Bound] = ()) -> str:
        return self.act(scope, act, bounds)

    def described(self, scope: Scope, noun: Noun, item: Formula) -> str:
        return f"{noun.said(ACC)}, {self.relative(scope, item, BEARER)}"
