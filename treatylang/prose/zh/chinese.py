"""Chinese, as a language that documents are written in."""

from __future__ import annotations

from collections.abc import Sequence

from treatylang.model.draft import Instrument
from treatylang.model.formula import BEARER, Bound, Formula
from treatylang.model.institutions import Body, Part, Requirement
from treatylang.prose.deciding import Deciding
from treatylang.prose.scope import Scope
from treatylang.prose.zh.marks import Noun
from treatylang.prose.zh.sentences import Sentences
from treatylang.prose.zh.votes import Ballots


class Chinese(Sentences, Deciding[Noun]):
    """Chinese, speaking of one draft."""

    # --- the frame of a document ------------------------------------------------------------------

    def tongues(self, treaty: Instrument) -> list[str]:
        """Return languages as they are written: 英文, where CLDR says 英语."""
        return [
            f"{said[:-1]}文" if said.endswith("语") else said for said in super().tongues(treaty)
        ]

    def ways(self, parts: Sequence[str]) -> str:
        return "并".join(parts)

    def sorted_by(self, term: str) -> tuple[object, ...]:
        """Sort by pinyin: the first level of GB/T 2312, the characters in common use, is in its
        order; rarer ones follow, by radical and strokes."""
        return term.encode("gb18030"), term

    # --- what the templates are given -------------------------------------------------------------

    def members(self, body: Body, name: str | None = None, plural: bool = True) -> Noun:
        return Noun(Ballots(self, body).members(name))

    def summand(self, part: Part, one: Noun) -> Noun:
        factor = abs(part.factor)
        if part.quantity is None:
            return Noun(self.number(factor))
        own = Noun(f"其{self.named(part.quantity).removeprefix('其')}")
        return self.times(factor, own.tailed("的平方根") if part.form == "root" else own)

    def rule(self, body: Body, rule: Requirement, how: str, after: list[str]) -> str:
        return Ballots(self, body, how == "consent", after).words(rule)

    def infinitive(self, scope: Scope, act: str, bounds: Sequence[Bound] = ()) -> str:
        return self.act(scope, act, bounds)

    def described(self, scope: Scope, noun: Noun, item: Formula) -> str:
        return f"{self.relative(scope, item, BEARER)}{noun}"
