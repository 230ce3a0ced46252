"""Voting rules in Chinese: who has to vote in favour, and what has to hold beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from treatylang.model.institutions import (
    Amount,
    Amounts,
    AnyOf,
    Base,
    Body,
    Consensus,
    Consent,
    Count,
    Greater,
    Heads,
    Lesser,
    Measure,
    Requirement,
    Share,
    Threshold,
    Votes,
)
from treatylang.prose.tally import tally, without_minority
from treatylang.prose.zh.marks import series
from treatylang.prose.zh.words import Words

_HALF, _WHOLE = Share(Fraction(1, 2)), Share(Fraction(1))
_Item = tuple[Measure, str, Amount, Base]
"""What a group of members has to be: of what, "至少" or "超过", how much of which whole."""
_BASES = {Base.MEMBERS: "", Base.PRESENT: "出席的", Base.VOTING: "出席并参加表决的"}


@dataclass(slots=True)
class Ballots:
    """Tells rules of one body. ``ratifying``: States ratify or accept, and do not vote.

    A rule becomes a noun phrase, "至少三分之二的成员的赞成票", to stand after 以; what has to hold
    beside it stands in parentheses. ``after`` collects the sentences that a rule needs beside it.
    """

    speaks: Words
    body: Body
    ratifying: bool = False
    after: list[str] = field(default_factory=list)

    def members(self, name: str | None = None) -> str:
        """Return what the members (of a class) of this body are called."""
        if name is not None:
            return self.speaks.member(name)
        if self.body.name in self.speaks.draft.classes:
            return self.speaks.member(self.body.name)
        return "签署国" if self.body.name.startswith("signatories") else "成员"

    def words(self, rule: Requirement) -> str:
        rule, minority = without_minority(rule)
        if minority is not None:
            needed = self._group([(minority.measure, "", minority.amount, Base.MEMBERS)])
            self.after.append(self.speaks.final_passage("minority", needed))
        if isinstance(rule, AnyOf):
            return "或者".join(map(self.words, rule.parts))
        return self._all(rule)

    def _all(self, rule: Requirement) -> str:
        """Tell what all has to hold: one group of members, other votes, whose consent."""
        found = tally(rule)
        group = [_item(part) for part in found.accounts]
        heads = next((part for part in found.main if _counts_heads(part)), None)
        if group and isinstance(heads, Threshold):
            group.insert(0, _item(heads))
        told = []
        for part in found.main:
            if part is heads and group:
                told.append(self._cast(self._group(group)))
            else:
                told.append(self._carried(part))
        if group and heads is None:
            told.append(self._cast(self._group(group)))
        told += map(self.words, found.choices)
        agreed = [self._consent(name) for part in found.consents for name in part.members]
        if agreed and not told:
            return self._cast(series(agreed))
        beside = [f"其中须包括{self._cast(series(agreed))}"] if agreed else []
        provisos = [self._unopposed(part) for part in found.unopposed]
        for quorum in found.quorums:
            item = quorum.measure, _bound(quorum.strict), quorum.amount, Base.MEMBERS
            provisos.append(f"有{self._group([item])}参加表决")
        beside += [f"条件是{'且'.join(provisos)}"] if provisos else []
        said = series(told, "以及")
        return f"{said}（{'，'.join(beside)}）" if beside else said

    def _carried(self, part: Threshold | Consensus) -> str:
        if isinstance(part, Consensus):
            return "协商一致方式"
        if isinstance(part.measure, Votes):
            said = self._weight(part.measure, _bound(part.strict), part.amount, part.base)
            return said if self.ratifying else f"{said}的赞成票"
        return self._cast(self._group([_item(part)]))

    def _cast(self, who: str) -> str:
        return who if self.ratifying else f"{who}的赞成票"

    # --- a group of members -----------------------------------------------------------------------

    def _group(self, items: Sequence[_Item]) -> str:
        """Return "至少三分之二的成员", "至少占成员总数的55%且人口合计至少达到100的成员"."""
        measure, word, amount, base = items[0]
        if isinstance(measure, Votes):
            return f"{self._weight(measure, word, amount, base)}的成员"
        if len(items) == 1 and isinstance(measure, Heads):
            return self._heads(measure, word, amount, base)
        said = [self._predicate(*item) for item in items]
        return f"{'且'.join(said)}的{self.members(measure.of)}"

    def _heads(self, measure: Heads, word: str, amount: Amount, base: Base) -> str:
        members, there = self.members(measure.of), _BASES[base]
        if amount == _WHOLE:
            return f"{there}全体{members}"
        if amount == _HALF and word == "超过":
            return f"过半数{there}{members}"
        if isinstance(amount, Count):
            said = self._number(measure, amount.value)
            if self.body.name.startswith("signatories"):
                whole = self.speaks.counted_in(Fraction(len(self.body.of(measure.of))), "个")
                return f"{whole}{members}中{word}{said}"
            return f"{word}{said}{there}{members}"
        if isinstance(amount, Share):
            return f"{word}{self.speaks.share(amount.value)}{there or '的'}{members}"
        return f"{word}{self._either(measure, amount, base)}{there}{members}"

    def _either(self, measure: Heads, amount: Greater | Lesser, base: Base) -> str:
        """Return "三分之二或者两个（以数目较大者为准）的"."""
        parts = []
        for part in amount.amounts:
            if isinstance(part, Count):
                parts.append(self._number(measure, part.value))
            elif isinstance(part, Share):
                parts.append(self.speaks.share(part.value))
            else:
                parts.append(self._either(measure, part, base))
        which = "较大" if isinstance(amount, Greater) else "较小"
        return f"{'或'.join(parts)}（以数目{which}者为准）的"

    def _number(self, measure: Heads, value: Fraction) -> str:
        return self.speaks.counted_in(value, self.speaks.measure(measure.of or self.body.name))

    def _predicate(self, measure: Measure, word: str, amount: Amount, base: Base) -> str:
        """Return what is said of a group of members: "人口合计至少占全体成员人口总数65%"."""
        there = _BASES[base]
        match measure:
            case Heads(of):
                whole = f"{there}{self.members(of)}总数"
                count = self._number(measure, amount.value) if isinstance(amount, Count) else ""
                return f"{word}{count}" if count else self._part(word, whole, amount)
            case Amounts(quantity, of):
                noun = self.speaks.named(quantity).removeprefix("其")
                whole = f"{there or '全体'}{self.members(of)}{noun}总和"
                return f"{noun}合计{self._part(word, whole, amount)}"
            case Votes():
                return self._weight(measure, word, amount, base)

    def _part(self, word: str, whole: str, amount: Amount) -> str:
        if isinstance(amount, Count):
            return f"{word}达到{self.speaks.number(amount.value)}"
        if isinstance(amount, Share):
            part = "全部" if amount == _WHOLE else self.speaks.share(amount.value)
            return f"{word}{'占' if word == _bound(strict=False) else ''}{whole}的{part}"
        which = "较大" if isinstance(amount, Greater) else "较小"
        parts = [self._part(word, whole, part) for part in amount.amounts]
        return f"{'或'.join(parts)}（以{which}者为准）"

    # --- weighted votes ---------------------------------------------------------------------------

    def _weight(self, measure: Votes, word: str, amount: Amount, base: Base) -> str:
        noun = self.speaks.named(measure.weights)
        whose = f"{self.members(measure.of)}的" if measure.of else ""
        there = f"{_BASES[base]}{self.members(measure.of)}的" if _BASES[base] else whose
        if isinstance(amount, Count):
            return f"按{whose}{noun}计{word}{self.speaks.counted_in(amount.value, '票')}"
        return self._part(word, f"{there}{noun}总数", amount)

    # --- consents ---------------------------------------------------------------------------------

    def _consent(self, name: str) -> str:
        every = "全体" if name in self.speaks.draft.classes else ""
        return f"{every}{self.speaks.member(name)}"

    def _unopposed(self, part: Consent) -> str:
        draft = self.speaks.draft
        said = [f"{'任何' if name in draft.classes else ''}{self.speaks.member(name)}"
                for name in part.members]  # fmt: skip
        return f"{series(said)}均未投反对票"


def _counts_heads(part: Threshold | Consensus) -> bool:
    return isinstance(part, Threshold) and isinstance(part.measure, Heads)


def _item(part: Threshold) -> _Item:
    return part.measure, _bound(part.strict), part.amount, part.base


def _bound(strict: bool) -> str:
    return "超过" if strict else "至少"
