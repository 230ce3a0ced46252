"""Voting rules in words, to stand after "by": "an affirmative vote of nine members"."""

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
from treatylang.prose.lists import series
from treatylang.prose.numbers import cardinal, number, share
from treatylang.prose.voice import Voice, agent_name, class_name

_HALF = Share(Fraction(1, 2))
_BASES = {
    Base.MEMBERS: "", Base.PRESENT: " present", Base.VOTING: " present and voting",
}  # fmt: skip


@dataclass(slots=True)
class Ballots:
    """Tells rules of one body. ``ratifying``: States ratify or accept, and do not vote.

    ``after`` collects the sentences that a rule needs beside its words.
    """

    voice: Voice
    body: Body
    ratifying: bool = False
    after: list[str] = field(default_factory=list)

    # --- members --------------------------------------------------------------------------------

    def members(self, name: str | None = None, plural: bool = True) -> str:
        """Return what a member (of a class) of this body is called."""
        if name is not None:
            return class_name(self.voice.draft, name, plural)
        if self.body.name in self.voice.draft.classes:
            return class_name(self.voice.draft, self.body.name, plural)
        if self.body.name.startswith("signatories"):
            return "signatories" if plural else "signatory"
        return "members" if plural else "member"

    def _out_of(self, name: str | None) -> str:
        """Return "of the thirteen " where the number of those who may ratify is stated."""
        if not self.body.name.startswith("signatories"):
            return ""
        return f"of the {cardinal(len(self.body.of(name)))} "

    # --- rules ----------------------------------------------------------------------------------

    def words(self, rule: Requirement) -> str:
        """Return a rule as a noun phrase."""
        if isinstance(rule, AnyOf) and isinstance(rule.parts[-1], FewOpposed):
            *rest, minority = rule.parts
            assert isinstance(minority, FewOpposed)
            needed = self._amount(minority.measure, minority.amount, "")
            self.after.append(
                f"A blocking minority shall comprise at least {needed}, failing which the majority "
                "shall be deemed attained."
            )
            whole = rest[0] if len(rest) == 1 else AnyOf(tuple(rest), rule.place)
            return self.words(whole)
        if isinstance(rule, AnyOf):
            return f"either {series([self._alone(part) for part in rule.parts], 'or')}"
        return self._all(rule.parts if isinstance(rule, AllOf) else (rule,))

    def _alone(self, rule: Requirement) -> str:
        told = self.words(rule)
        return f"both {told}" if isinstance(rule, AllOf) and " and " in told else told

    def _all(self, parts: Sequence[Requirement]) -> str:
        """Tell what all has to hold: amounts, then whose consent, then on what condition."""
        main: list[str] = []
        consents: list[str] = []
        provisos: list[str] = []
        account: list[str] = []
        for part in parts:
            match part:
                case Threshold(Amounts() as measure, amount, strict, base, _):
                    account.append(self._compared(measure, amount, strict, base))
                case Consent(names, False, _):
                    consents.append(self._consent(names))
                case Consent(names, True, _):
                    nobody = f"no {self.members(names[0], plural=False)} votes against"
                    if any(name not in self.voice.draft.classes for name in names):
                        named = [agent_name(self.voice.draft, name) for name in names]
                        verb = "votes" if len(named) == 1 else "vote"
                        nobody = f"{series(named, 'nor')} {verb} against"
                        nobody = f"neither {nobody}" if len(named) > 1 else (
                            f"{named[0]} does not vote against"
                        )  # fmt: skip
                    provisos.append(nobody)
                case Quorum(measure, amount, strict, _):
                    present = self._compared(measure, amount, strict, Base.MEMBERS)
                    provisos.append(f"{present} take part in the vote")
                case Threshold(measure, amount, strict, base, _):
                    told = self._compared(measure, amount, strict, base)
                    whole = amount == Share(Fraction(1))
                    if isinstance(measure, Heads) and (whole or not main):
                        told = self._cast(part, told)
                    main.append(told)
                case Consensus():
                    main.append("consensus")
                case _:
                    main.append(self._alone(part))
        return self._joined(main, account, consents, provisos)

    def _joined(
        self, main: list[str], account: list[str], consents: list[str], provisos: list[str]
    ) -> str:
        if account and main:
            told = f"{_apart(main)}, accounting for {series(account)}"
        elif account:
            told = f"{self.members()} accounting for {series(account)}"
        else:
            told = _apart(main)
        if consents and told:
            told = f"{told}, including {series(consents)}"
        elif consents:
            told = series(consents)
        if provisos:
            told = f"{told}, provided that {series([provisos[0], *map(_that, provisos[1:])])}"
        return told

    def _cast(self, part: Threshold, told: str) -> str:
        """Say that members vote: "an affirmative vote of at least nine members"."""
        if self.ratifying or (part.strict and part.amount == _HALF):
            return told
        if part.amount == Share(Fraction(1)):
            return f"the affirmative votes of {told}"
        return f"an affirmative vote of {told}"

    def _compared(self, measure: Measure, amount: Amount, strict: bool, base: Base) -> str:
        """Return "at least two thirds of the members present", "a majority of the members"."""
        if strict and amount == _HALF and isinstance(measure, Heads) and not self.ratifying:
            return f"a majority of the {self.members(measure.of)}{_BASES[base]}"
        if amount == Share(Fraction(1)) and isinstance(measure, Heads):
            return f"all {self.members(measure.of)}{_BASES[base]}"
        word = "more than" if strict else "at least"
        return f"{word} {self._amount(measure, amount, _BASES[base])}"

    def _amount(self, measure: Measure, amount: Amount, base: str) -> str:
        if isinstance(amount, Greater | Lesser):
            which = "greater" if isinstance(amount, Greater) else "lesser"
            parts = [self._amount(measure, part, base) for part in amount.amounts]
            return f"{series(parts, 'or')}, whichever is the {which}"
        if isinstance(amount, Count):
            count = amount.value
            words = cardinal(int(count)) if count.denominator == 1 else number(count)
            return self._counted(measure, words, count == 1, base)
        return f"{share(amount.value)} of {self._whole(measure, base)}"

    def _counted(self, measure: Measure, count: str, one: bool, base: str) -> str:
        match measure:
            case Heads(of):
                out_of = self._out_of(of)
                return f"{count} {out_of}{self.members(of, plural=not one or bool(out_of))}{base}"
            case Votes(weights, of):
                phrase = self.voice.draft.institutions.weights[weights].phrase
                whose = f" of the {self.members(of)}" if of else ""
                if phrase.endswith("votes"):
                    return f"{count} {phrase}{whose}"
                return f"{count} votes in terms of {phrase}{whose}"
            case Amounts(quantity, of):
                whose = f" of the {self.members(of)}" if of else ""
                return f"{count} in terms of {self.voice.draft.quantities[quantity].phrase}{whose}"

    def _whole(self, measure: Measure, base: str) -> str:
        match measure:
            case Heads(of):
                return f"the {self.members(of)}{base}"
            case Votes(weights, of):
                phrase = self.voice.draft.institutions.weights[weights].phrase
                whose = f" of the {self.members(of)}{base}" if of or base else ""
                return f"the {phrase}{whose}"
            case Amounts(quantity, of):
                phrase = self.voice.draft.quantities[quantity].phrase
                return f"the {phrase} of the {self.members(of)}{base}"

    def _consent(self, names: tuple[str, ...]) -> str:
        draft = self.voice.draft
        whole = [name for name in names if name in draft.classes]
        told = [f"all {class_name(draft, name, plural=True)}" for name in whole]
        told += [agent_name(draft, name) for name in names if name not in whole]
        if self.ratifying:
            return series(told)
        if whole and len(told) == 1:
            return f"the concurring votes of {told[0]}"
        return f"the {'votes' if len(told) > 1 else 'vote'} of {series(told)}"


def _apart(parts: Sequence[str]) -> str:
    """Join what all has to hold; a choice within it is set off by commas."""
    if len(parts) > 1 and any(part.startswith("either ") for part in parts):
        return ", and ".join(sorted(parts, key=lambda part: part.startswith("either ")))
    return series(parts)


def _that(words: str) -> str:
    return f"that {words}"


def vote_words(voice: Voice, vote: Vote) -> tuple[str, tuple[str, ...]]:
    """Return what a vote asks for, to stand after "by", and the sentences that follow."""
    ballots = Ballots(voice, voice.draft.institutions.bodies[vote.body])
    told = ballots.words(vote.rule)
    if vote.parties:
        manner = "abstain from voting" if vote.abstaining else "take no part in the vote"
        one = vote.parties == 1
        who = "a party" if one else f"the {cardinal(vote.parties)} parties"
        ballots.after.append(f"In a dispute, {who} to it shall {manner}.")
    return told, tuple(ballots.after)
