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

    Every rule is told as a noun with its article ("la majorité des membres"), which "par" may
    precede. ``after`` collects the sentences that a rule needs beside its words.
    """

    speaks: Words
    body: Body
    ratifying: bool = False
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
        return f"à la fois {told}" if isinstance(rule, AllOf) and " et " in told else told

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
                    main.append(self._cast(part, told, first=not main))
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
                    main.append(self._alone(part))
        told = series(main)
        if choices:
            told = ", et ".join([part for part in (told, *choices) if part])
        if account:
            who = told or self.members().un
            told = f"{who} représentant {series(account)}"
        if consents:
            told = f"{told}, dont {series(consents)}" if told else series(consents)
        if provisos:
            said = " et que ".join(provisos)
            told = f"{told}, sous réserve que {said}".replace("que au", "qu’au")
        return told

    def _cast(self, part: Threshold, told: str, first: bool) -> str:
        """Say that members vote: "le vote affirmatif d’au moins neuf membres"."""
        if self.ratifying or not isinstance(part.measure, Heads):
            return told
        if part.strict and part.amount == _HALF:
            return told
        if part.amount == _WHOLE:
            return f"le vote affirmatif de {told}"
        return (
            f"le vote affirmatif {'de' if told[0] not in 'aeiou' else 'd’'}{told}".replace(
                "affirmatif de", "affirmatif de ", 1
            ).replace("de  ", "de ")
            if told[0] not in "aeiou"
            else f"le vote affirmatif d’{told}"
        )

    def _compared(self, measure: Measure, amount: Amount, strict: bool, base: Base) -> str:
        if isinstance(measure, Heads):
            members = self.members(measure.of)
            there = self._present(members, base)
            if strict and amount == _HALF and not self.ratifying:
                return f"la majorité {members.du}{there}"
            if amount == _WHOLE:
                return f"{'toutes' if members.feminine else 'tous'} {members.le}{there}"
        word = "plus de" if strict else "au moins"
        said = self._amount(measure, amount, _BASES[base])
        if strict:
            return (
                f"{word} {said}".replace("plus de un ", "plus d’un ")
                .replace("plus de les ", "plus des ")
                .replace("plus de le ", "plus du ")
            )
        return f"{word} {said}"

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


def vote_words(speaks: Words, vote: Vote) -> tuple[str, tuple[str, ...]]:
    """Return what a vote asks for, and the sentences that follow."""
    ballots = Ballots(speaks, speaks.draft.institutions.bodies[vote.body])
    told = ballots.words(vote.rule)
    if vote.parties:
        who = cardinal(vote.parties) or str(vote.parties)
        ballots.after.append(speaks.final_passage("disputants", vote.parties, who, vote.abstaining))
    return told, tuple(ballots.after)
