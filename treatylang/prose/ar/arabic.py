"""Arabic, as a language that documents are written in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from treatylang.model.draft import Instrument
from treatylang.model.formula import BEARER, Bound, Formula
from treatylang.model.institutions import Body, Part, Requirement
from treatylang.prose.ar.nouns import GEN, Noun, fixed
from treatylang.prose.ar.sentences import Sentences
from treatylang.prose.ar.votes import VOTE, Ballots, telling
from treatylang.prose.deciding import Deciding
from treatylang.prose.scope import Scope

_ABJAD = "أ ب ج د هـ و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ".split()
_ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"})
"""Letters that a dictionary does not tell apart."""
_OWN_LETTERS = frozenset("التزام التماس التحاق التقاط التقاء التفاف التفات التجاء".split())
"""Nouns that begin with the letters of the article and have none."""


class Arabic(Sentences, Deciding[Noun]):
    """Arabic, speaking of one draft."""

    # --- the frame of a document ------------------------------------------------------------------

    def paragraph(self, number: str) -> str:
        return f"{number}\N{NO-BREAK SPACE}-" if number else ""

    def recital(self, text: str) -> str:
        return f"{text.rstrip('.,;:،؛ ')}،"

    def opening(self, recital: str) -> str:
        """Return "إذ تدرك", "وإذ تشير": the particle and its verb."""
        head = re.match(r"و?إذ \S+(?= )", recital)
        return head[0] if head else ""

    def agreed(self, treaty: Instrument, states: Sequence[str]) -> str:
        feminine = not states or all(self.member(name).feminine for name in states)
        return self.passage("agreed", len(states), feminine)

    def point(self, at: int, level: int) -> str:
        """Return the label of a point, by the letters in the order of their values as numbers."""
        if level:
            return f"({at + 1})"
        rest, last = divmod(at, len(_ABJAD))
        return f"({_ABJAD[rest - 1] + ' ' if rest else ''}{_ABJAD[last]})"

    def sorted_by(self, term: str) -> tuple[object, ...]:
        """Sort as Arabic indexes do: without the article, and hamza and alif alike."""
        words = [
            word if word in _OWN_LETTERS else re.sub(r"^ال(?=..)", "", word)
            for word in term.split()
        ]
        return " ".join(words).translate(_ALIKE), term

    # --- what the templates are given -------------------------------------------------------------

    def members(self, body: Body, name: str | None = None, plural: bool = True) -> Noun:
        return Ballots(self, body).members(name, plural)

    def several(self, count: int, name: str) -> Noun:
        return self.counting(Fraction(count), self.things(self.entry("class", name)))

    def votes(self, count: Fraction) -> Noun:
        return self.counting(count, VOTE)

    def summand(self, part: Part, one: Noun) -> Noun:
        factor = abs(part.factor)
        if part.quantity is None:
            return fixed(self.number(factor))
        own = self.named(part.quantity).held(one.that)
        if part.form == "root":
            own = fixed(f"الجذر التربيعي {own.after('ل')}")
        return self.times(factor, own)

    def rule(self, body: Body, rule: Requirement, how: str, after: list[str]) -> str:
        return telling(self, body, how, after).words(rule)

    def infinitive(self, scope: Scope, act: str, bounds: Sequence[Bound] = ()) -> str:
        entry = self.entry("act", act)
        return self.typeset(self.form(entry, "noun"))

    def described(self, scope: Scope, noun: Noun, item: Formula) -> str:
        return f"أي {noun.bare(GEN)} {self.relative(scope, item, BEARER)}"
