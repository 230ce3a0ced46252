"""Voting rules in Chinese: who has to vote in favour, and what has to hold beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from treatylang.model.institutions import (
    AllOf,
    Amount,
    Amounts,
    AnyOf,
    Base,
    Body,
    Consensus,
    Consent,
    Count,
    FewOpposed,
    Greater,
    Heads,
    Lesser,
    Measure,
    Quorum,
    Requirement,
    Share,
    Threshold,
    Vote,
    Votes,
)
from treatylang.prose.zh.marks import series
from treatylang.prose.zh.words import Words

_HALF, _WHOLE = Share(Fraction(1, 2)), Share(Fraction(1))
_Item = tuple[Measure, str, Amount, Base]
"""What a group of members has to be: of what, "至少" or "超过", how much of which whole."""
_BASES = {Base.MEMBERS: "", Base.PRESENT: "出席的", Base.VOTING: "出席并参加表决的"}


@dataclass(slots=True)
class Ballots:
    """Tells rules of one body. ``ratifying``: States ratify or accept, and do not vote.

    A rule becomes a noun phrase, "至少三分之二的成员的赞成票", to stand after 以. ``tail`` is
    what has to hold beside it, for the end of the sentence; ``after`` has sentences that follow.
    """

    speaks: Words
    body: Body
    ratifying: bool = False
    tail: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def members(self, name: str | None = None) -> str:
        """Return what the members (of a class) of this body are called."""
        if name is not None:
            return self.speaks.member(name)
        if self.body.name in self.speaks.draft.classes:
            return self.speaks.member(self.body.name)
        return "签署国" if self.body.name.startswith("signatories") else "成员"

    def measure(self, name: str | None = None) -> str:
        """Return the measure word of members: 个, or what the lexicon says."""
        draft = self.speaks.draft
        name = name or self.body.name
        if name not in draft.classes:
            return "个"
        return self.speaks.entry("class", name).forms.get("measure", "个")

    def words(self, rule: Requirement) -> str:
        """Return a rule as a noun phrase; what it cannot hold goes to ``tail`` and ``after``."""
        if isinstance(rule, AnyOf) and isinstance(rule.parts[-1], FewOpposed):
            *rest, minority = rule.parts
            assert isinstance(minority, FewOpposed)
            needed = self._group([(minority.measure, "", minority.amount, Base.MEMBERS)])
            self.after.append(self.speaks.final_passage("minority", needed))
            return self.words(rest[0] if len(rest) == 1 else AnyOf(tuple(rest), rule.place))
        if isinstance(rule, AnyOf):
            return f"{'或者'.join(self._alone(part) for part in rule.parts)}"
        return self._all(rule.parts if isinstance(rule, AllOf) else (rule,))

    def _alone(self, rule: Requirement) -> str:
        """Return one of several rules, closed in itself: what else it asks for stands in it."""
        inside = Ballots(self.speaks, self.body, self.ratifying)
        told = inside.words(rule)
        self.after += inside.after
        return f"{told}（{'，'.join(inside.tail)}）" if inside.tail else told

    def _all(self, parts: Sequence[Requirement]) -> str:
        """Tell what all has to hold: one group of members, other votes, whose consent."""
        items = [_item(part) for part in parts if isinstance(part, Threshold)]
        group = [item for item in items if isinstance(item[0], Amounts)]
        first = next((item for item in items if isinstance(item[0], Heads)), None)
        group = [first, *group] if first and group else group
        told: list[str] = []
        consents: list[str] = []
        provisos: list[str] = []
        for part in parts:
            match part:
                case Threshold() if _item(part) in group:
                    if _item(part) == group[0] or not first:
                        told.append(self._cast(self._group(group)))
                        first = group[0]
                case Threshold(Votes() as measure, amount, strict, base, _):
                    told.append(self._weighed(measure, strict, amount, base))
                case Threshold():
                    told.append(self._cast(self._group([_item(part)])))
                case Consent(names, False, _):
                    consents.append(self._consent(names))
                case Consent(names, True, _):
                    provisos.append(self._unopposed(names))
                case Quorum(measure, amount, strict, _):
                    present = self._group([(measure, _bound(strict), amount, Base.MEMBERS)])
                    provisos.append(f"有{present}参加表决")
                case Consensus():
                    told.append("协商一致方式")
                case _:
                    told.append(self._alone(part))
        if provisos:
            self.tail.append(f"但以{'且'.join(provisos)}为条件")
        agreed = self._cast(series(consents))
        if not told:
            return agreed
        said = series(told, "以及")
        return f"{said}（其中须包括{agreed}）" if consents else said

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
        return self.speaks.counted_in(value, self.measure(measure.of))

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
            return f"{word}占{whole}的{self._of(amount)}"
        which = "较大" if isinstance(amount, Greater) else "较小"
        parts = [self._part(word, whole, part) for part in amount.amounts]
        return f"{'或'.join(parts)}（以{which}者为准）"

    def _of(self, amount: Share) -> str:
        return "全部" if amount == _WHOLE else self.speaks.share(amount.value)

    # --- weighted votes ---------------------------------------------------------------------------

    def _weighed(self, measure: Votes, strict: bool, amount: Amount, base: Base) -> str:
        """Return "至少占表决权总数三分之二的赞成票", "按表决权计至少七票赞成票"."""
        said = self._weight(measure, _bound(strict), amount, base)
        return said if self.ratifying else f"{said}的赞成票"

    def _weight(self, measure: Votes, word: str, amount: Amount, base: Base) -> str:
        noun = self.speaks.named(measure.weights)
        whose = f"{self.members(measure.of)}的" if measure.of else ""
        there = f"{_BASES[base]}{self.members(measure.of)}的" if _BASES[base] else whose
        if isinstance(amount, Count):
            return f"按{whose}{noun}计{word}{self.speaks.counted_in(amount.value, '票')}"
        return self._part(word, f"{there}{noun}总数", amount)

    # --- consents ---------------------------------------------------------------------------------

    def _consent(self, names: Sequence[str]) -> str:
        draft = self.speaks.draft
        return series(
            [f"{'全体' if name in draft.classes else ''}{self.speaks.member(name)}"
             for name in names]
        )  # fmt: skip

    def _unopposed(self, names: Sequence[str]) -> str:
        draft = self.speaks.draft
        said = [f"{'任何' if name in draft.classes else ''}{self.speaks.member(name)}"
                for name in names]  # fmt: skip
        return f"{series(said)}均未投反对票"


def _item(part: Threshold) -> _Item:
    return part.measure, _bound(part.strict), part.amount, part.base


def _bound(strict: bool) -> str:
    return "超过" if strict else "至少"


def vote_words(speaks: Words, vote: Vote) -> tuple[str, str, tuple[str, ...]]:
    """Return what a vote asks for as a noun phrase, what has to hold beside it ("，但..."), and the
    sentences that follow."""
    ballots = Ballots(speaks, speaks.draft.institutions.bodies[vote.body])
    told = ballots.words(vote.rule)
    if vote.parties:
        count = speaks.count(vote.parties)
        ballots.after.append(
            speaks.final_passage("disputants", vote.parties, count, vote.abstaining)
        )
    return told, "".join(f"，{part}" for part in ballots.tail), tuple(ballots.after)
