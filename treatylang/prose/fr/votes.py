"""Voting rules in French, to stand after a preposition: "à la majorité des membres"."""

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
from treatylang.prose.fr.nouns import Noun, cardinal, series
from treatylang.prose.fr.words import Words

_HALF, _WHOLE = Share(Fraction(1, 2)), Share(Fraction(1))
_BASES = {Base.MEMBERS: "", Base.PRESENT: " présents", Base.VOTING: " présents et votants"}


@dataclass(slots=True)
class Ballots:
    """Tells rules of one body. ``ratifying``: States ratify or accept, and do not vote.

    Every rule is told as nouns ("la majorité des membres et un vote affirmatif de ..."), each with
    its preposition where ``by`` ("à la majorité ..., par un vote affirmatif ..."). ``after``
    collects the sentences that a rule needs beside its words.
    """

    speaks: Words
    body: Body
    ratifying: bool = False
    by: bool = False
    after: list[str] = field(default_factory=list)

    def members(self, name: str | None = None) -> Noun:
        """Return the members (of a class) of this body as a noun in the plural."""
        draft = self.speaks.draft
        if name is not None:
            return self.speaks.member(name, plural=True)
        if self.body.name in draft.classes:
            return self.speaks.member(self.body.name, plural=True)
        word = "signataires" if self.body.name.startswith("signatories") else "membres"
        return Noun(word, plural=True)

    def words(self, rule: Requirement) -> str:
        if isinstance(rule, AnyOf) and isinstance(rule.parts[-1], FewOpposed):
            *rest, minority = rule.parts
            assert isinstance(minority, FewOpposed)
            needed = self._amount(minority.measure, minority.amount, "")
            self.after.append(self.speaks.final_passage("minority", needed))
            return self.words(rest[0] if len(rest) == 1 else AnyOf(tuple(rest), rule.place))
        if isinstance(rule, AnyOf):
            return ", ".join(f"soit {self._alone(part)}" for part in rule.parts)
        return self._all(rule.parts if isinstance(rule, AllOf) else (rule,))

    def _alone(self, rule: Requirement) -> str:
        told = self.words(rule)
        both = isinstance(rule, AllOf) and len(rule.parts) > 1
        return f"à la fois {told}" if both else told

    def _all(self, parts: Sequence[Requirement]) -> str:
        main: list[str] = []
        choices: list[str] = []
        account: list[str] = []
        consents: list[str] = []
        provisos: list[str] = []
        for part in parts:
            match part:
                case Threshold(Amounts() as measure, amount, strict, base, _):
                    account.append(self._compared(measure, amount, strict, base))
                case Threshold(measure, amount, strict, base, _):
                    told = self._compared(measure, amount, strict, base)
                    main.append(self._cast(part, told))
                case Consent(names, False, _):
                    consents.append(self._consent(names))
                case Consent(names, True, _):
                    provisos.append(self._unopposed(names))
                case Quorum(measure, amount, strict, _):
                    present = self._compared(measure, amount, strict, Base.MEMBERS)
                    provisos.append(f"{present} prennent part au vote")
                case Consensus():
                    main.append("consensus")
                case AnyOf():
                    choices.append(self._alone(part))
                case _:
                    choices.append(self._alone(part))
        told = self._joined(main)
        if choices:
            told = ", et ".join([part for part in (told, *choices) if part])
        if account:
            who = told or self._prefixed([self.members().un])[0]
            told = f"{who} représentant {series(account)}"
        if consents:
            told = f"{told}, dont {series(consents)}" if told else self._joined(consents)
        if provisos:
            said = " et que ".join(provisos)
            told = f"{told}, sous réserve que {said}".replace("que au", "qu’au")
        return told

    def _joined(self, parts: Sequence[str]) -> str:
        return series(self._prefixed(parts))

    def _prefixed(self, parts: Sequence[str]) -> list[str]:
        """Put the preposition before each noun; before States that ratify, only before the first,
        and none before a choice that has its own."""
        if not self.by:
            return list(parts)
        said = []
        for at, part in enumerate(parts):
            if part.startswith(("soit ", "à la fois ")) or (self.ratifying and at):
                said.append(part)
            else:
                said.append(f"{'à' if part.startswith('la majorité') else 'par'} {part}")
        return said

    def _compared(self, measure: Measure, amount: Amount, strict: bool, base: Base) -> str:
        """Return "la majorité des deux tiers des membres présents", "au moins sept voix"."""
        there = ""
        if isinstance(measure, Heads):
            members = self.members(measure.of)
            there = self._present(members, base)
            if amount == _WHOLE:
                return f"{'toutes' if members.feminine else 'tous'} {members.le}{there}"
        if isinstance(amount, Share) and not self.ratifying and not isinstance(measure, Amounts):
            whole = self._whole(measure, there)
            if strict and amount == _HALF:
                return f"la majorité {whole}"
            if amount.value > _HALF.value:
                return f"la majorité {self._majority(amount.value, strict)} {whole}"
        return self._bounded(strict, self._amount(measure, amount, there))

    def _majority(self, value: Fraction, strict: bool) -> str:
        share = self.speaks.share(value)
        if share.startswith("les ") and not strict:
            return f"des {share.removeprefix('les ')}"  # the idiom says "at least"
        return _de(self._bounded(strict, share))

    def _bounded(self, strict: bool, said: str) -> str:
        if not strict:
            return f"au moins {said}"
        for head, fused in (("les ", "plus des "), ("le ", "plus du "), ("un", "plus d’un")):
            if said.startswith(head):
                return fused + said[len(head) :]
        return f"plus de {said}"

    def _cast(self, part: Threshold, told: str) -> str:
        """Say that members vote: "un vote affirmatif d’au moins neuf membres"."""
        alone = self.ratifying or not isinstance(part.measure, Heads)
        if alone or told.startswith("la majorité"):
            return told
        return f"un vote affirmatif {_de(told)}"

    def _present(self, members: Noun, base: Base) -> str:
        if base is Base.MEMBERS:
            return ""
        said = members.agreed("présent")
        return f" {said} et {members.agreed('votant')}" if base is Base.VOTING else f" {said}"

    def _amount(self, measure: Measure, amount: Amount, base: str) -> str:
        if isinstance(amount, Greater | Lesser):
            which = "élevé" if isinstance(amount, Greater) else "faible"
            parts = [self._amount(measure, part, base) for part in amount.amounts]
            return f"{series(parts, 'ou')}, le nombre le plus {which} étant retenu"
        if isinstance(amount, Count):
            return self._counted(measure, amount.value, base)
        return f"{self.speaks.share(amount.value)} {self._whole(measure, base)}"

    def _number(self, value: Fraction, feminine: bool) -> str:
        whole = value.denominator == 1
        return self.speaks.count(int(value), feminine) if whole else self.speaks.number(value)

    def _counted(self, measure: Measure, value: Fraction, base: str) -> str:
        match measure:
            case Heads(of):
                members = self.members(of)
                count = self._number(value, members.feminine)
                if self.body.name.startswith("signatories"):
                    whole = cardinal(len(self.body.of(of))) or str(len(self.body.of(of)))
                    return f"{count} des {whole} {members.words}{base}"
                return f"{count} {self._one(members, of, value)}{base}"
            case Votes(weights, of):
                noun = self.speaks.named(weights)
                whose = f" {self.members(of).du}" if of else ""
                count = self._number(value, noun.feminine)
                if noun.words.startswith("voix"):
                    return f"{count} {noun.words}{whose}"
                return f"{self._number(value, True)} voix au titre {noun.du}{whose}"
            case Amounts(quantity, of):
                whose = f" {self.members(of).du}" if of else ""
                return (
                    f"{self._number(value, False)} au titre {self.speaks.named(quantity).du}{whose}"
                )

    def _one(self, members: Noun, of: str | None, value: Fraction) -> str:
        if value != 1:
            return members.words
        name = of or (self.body.name if self.body.name in self.speaks.draft.classes else "")
        return self.speaks.member(name).words if name else members.words.removesuffix("s")

    def _whole(self, measure: Measure, base: str) -> str:
        match measure:
            case Heads(of):
                return f"{self.members(of).du}{base}"
            case Votes(weights, of):
                whose = f" {self.members(of).du}{base}" if of or base else ""
                return f"{self.speaks.named(weights).du}{whose}"
            case Amounts(quantity, of):
                return f"{self.speaks.named(quantity).du} {self.members(of).du}{base}"

    def _consent(self, names: Sequence[str]) -> str:
        draft = self.speaks.draft
        told = [
            f"{'toutes' if noun.feminine else 'tous'} {noun.le}"
            for name in names
            if name in draft.classes
            for noun in [self.speaks.member(name, plural=True)]
        ]
        alone = [self.speaks.member(name) for name in names if name not in draft.classes]
        if self.ratifying:
            return series([*told, *(noun.le for noun in alone)])
        whose = [*(f"de {words}" for words in told), *(noun.du for noun in alone)]
        return f"{'les votes' if len(whose) > 1 or told else 'le vote'} {series(whose)}"

    def _unopposed(self, names: Sequence[str]) -> str:
        draft = self.speaks.draft
        if all(name in draft.classes for name in names):
            noun = self.speaks.member(names[0])
            none = "aucune" if noun.feminine else "aucun"
            return f"{none} {noun.words} ne vote contre"
        named = [self.speaks.member(name) for name in names]
        if len(named) == 1:
            return f"{named[0].le} ne {'votent' if named[0].plural else 'vote'} pas contre"
        return f"ni {' ni '.join(noun.le for noun in named)} ne votent contre"


def _de(words: str) -> str:
    return f"d’{words}" if words[:1] in "aeiou" else f"de {words}"


def vote_words(speaks: Words, vote: Vote, by: bool = True) -> tuple[str, tuple[str, ...]]:
    """Return what a vote asks for, with its prepositions where ``by``, and what follows it."""
    ballots = Ballots(speaks, speaks.draft.institutions.bodies[vote.body], by=by)
    told = ballots.words(vote.rule)
    if vote.parties:
        who = cardinal(vote.parties) or str(vote.parties)
        ballots.after.append(speaks.final_passage("disputants", vote.parties, who, vote.abstaining))
    return told, tuple(ballots.after)
