"""Voting rules in Russian: "большинством в две трети голосов членов, участвующих в голосовании"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
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
    FewOpposed,
    Greater,
    Heads,
    Lesser,
    Measure,
    Requirement,
    Share,
    Threshold,
    Votes,
)
from treatylang.prose.ru.nouns import ACC, GEN, INS, NOM, Noun, adjective, fixed, series
from treatylang.prose.ru.words import STATE, Words
from treatylang.prose.tally import tally, without_minority

_HALF, _WHOLE = Share(Fraction(1, 2)), Share(Fraction(1))
MEMBER = fixed("член члена члену члена членом члене")
MEMBERS = replace(fixed("члены членов членам членов членами членах", plural=True), animate=True)
SIGNATORIES = fixed(
    "государства государств государствам государства государствами государствах", "neuter", True
).called("подписавший")
VOTE = fixed("голос голоса голосу голос голосом голосе")
VOTES = fixed("голоса голосов голосам голоса голосами голосах", plural=True)
_MAJORITY = fixed(
    "большинство большинства большинству большинство большинством большинстве", "neuter"
)
_CONSENSUS = fixed("консенсус консенсуса консенсусу консенсус консенсусом консенсусе")


@dataclass(slots=True)
class Ballots:
    """Tells rules of one body in a ``case``: in the instrumental a decision is made so, in the
    nominative so much is needed. ``ratifying``: States ratify or accept, and do not vote.
    ``after`` collects the sentences that a rule needs beside its words."""

    speaks: Words
    body: Body
    ratifying: bool = False
    case: str = NOM
    after: list[str] = field(default_factory=list)

    def members(self, name: str | None = None, plural: bool = True) -> Noun:
        """Return the members (of a class) of this body as a noun; or one of them."""
        draft = self.speaks.draft
        named = name or (self.body.name if self.body.name in draft.classes else "")
        if named:
            return self.speaks.member(named, plural=plural)
        if self.body.name.startswith("signatories"):
            return SIGNATORIES if plural else STATE.called("подписавший")
        return MEMBERS if plural else MEMBER

    def words(self, rule: Requirement) -> str:
        rule, minority = without_minority(rule)
        if minority is not None:
            self.after.append(self._minority(minority))
        if isinstance(rule, AnyOf):
            return ", ".join(f"либо {self.words(part)}" for part in rule.parts)
        return self._all(rule)

    def _minority(self, item: FewOpposed) -> str:
        needed = f"не менее {self._amount(item.measure, item.amount, Base.MEMBERS, GEN)}"
        speaks = self.speaks
        return speaks.finished(speaks.final_passage("minority", needed))

    def _all(self, rule: Requirement) -> str:
        parts = tally(rule)
        told = series([self._carried(part) for part in parts.main])
        if parts.choices:
            told = ", а также ".join(filter(None, [told, *map(self.words, parts.choices)]))
        if parts.accounts:
            account = [self._account(part) for part in parts.accounts]
            told = f"{told or self._cast(self.members())}, на долю которых приходится "
            told += series(account)
        if parts.consents:
            every = [name for part in parts.consents for name in part.members]
            whom = [self._every(name) for name in every]
            if told:
                said = [noun.said(ACC if self.ratifying else GEN) for noun in whom]
                votes = "" if self.ratifying else f"{VOTES.said(ACC)} "
                told = f"{told}, включая {votes}{series(said)}"
            else:
                told = series([self._cast(noun) for noun in whom])
        provisos = [self._unopposed(part) for part in parts.unopposed]
        for part in parts.quorums:
            present = self._bounded(part.measure, part.amount, part.strict, Base.MEMBERS, NOM)
            provisos.append(f"в голосовании участвуют {present}")
        if provisos:
            told = f"{told}, при условии, что {' и что '.join(provisos)}"
        return told

    def _cast(self, who: Noun) -> str:
        """Return whose votes it takes: "голосами всех постоянных членов"; of those who ratify,
        themselves."""
        return who.said(NOM) if self.ratifying else f"{VOTES.said(self.case)} {who.said(GEN)}"

    def _every(self, name: str) -> Noun:
        is_class = name in self.speaks.draft.classes
        noun = self.speaks.member(name, plural=is_class)
        return noun.called("весь") if is_class else noun

    def _carried(self, part: Threshold | Consensus) -> str:
        """Return who has to be in favour, in the case asked for."""
        if isinstance(part, Consensus):
            return _CONSENSUS.said(self.case)
        measure, amount, strict, base = part.measure, part.amount, part.strict, part.base
        if isinstance(measure, Heads) and amount == _WHOLE:
            return self._cast(self._present(measure.of, base).called("весь"))
        if isinstance(amount, Share) and amount.value >= _HALF.value and not self.ratifying:
            whole = self._whole(measure, base)
            if amount == _HALF and strict:
                return f"{_MAJORITY.said(self.case)} {whole}"
            if amount != _HALF:
                return f"{_MAJORITY.said(self.case)} {self._majority(amount.value, strict)} {whole}"
        if isinstance(measure, Votes) or self.ratifying:
            return self._bounded(measure, amount, strict, base, self.case)
        return f"{VOTES.said(self.case)} {self._bounded(measure, amount, strict, base, NOM)}"

    def _majority(self, value: Fraction, strict: bool) -> str:
        share = self.speaks.portion(value)
        if value.denominator in (3, 4) and not strict:
            return f"в {share.said(ACC)}"
        return f"{'более' if strict else 'не менее'} {share.said(GEN)}"

    def _bounded(
        self, measure: Measure, amount: Amount, strict: bool, base: Base, case: str
    ) -> str:
        words = "более" if strict else "не менее"
        if case == NOM:
            return f"{words} {self._amount(measure, amount, base, GEN)}"
        return f"{words} чем {self._amount(measure, amount, base, case)}"

    def _account(self, part: Threshold) -> str:
        return self._bounded(part.measure, part.amount, part.strict, part.base, NOM)

    def _present(self, name: str | None, base: Base) -> Noun:
        members = self.members(name)
        if base is Base.VOTING:

            def said(case: str) -> str:
                there, voting = (
                    adjective(word, members, case) for word in ("присутствующий", "участвующий")
                )
                return f"{there} и {voting} в голосовании {members.said(case)}"

            return replace(members, said=said)
        return members.called("присутствующий") if base is Base.PRESENT else members

    def _whole(self, measure: Measure, base: Base) -> str:
        """Return of what a share is: "голосов членов"."""
        match measure:
            case Heads(of):
                return f"{VOTES.said(GEN)} {self._present(of, base).said(GEN)}"
            case Votes(weights, of):
                there = self._present(of, base).said(GEN)
                whose = f" {there}" if of or base is not Base.MEMBERS else ""
                return f"{self.speaks.named(weights).said(GEN)}{whose}"
            case Amounts(quantity, of):
                noun = self.speaks.named(quantity)
                return f"{noun.said(GEN)} {self._present(of, base).said(GEN)}"

    def _amount(self, measure: Measure, amount: Amount, base: Base, case: str) -> str:
        if isinstance(amount, Greater | Lesser):
            which = "больше" if isinstance(amount, Greater) else "меньше"
            parts = [self._amount(measure, part, base, case) for part in amount.amounts]
            return f"{series(parts, 'или')}, в зависимости от того, какое число {which}"
        if isinstance(amount, Count):
            return self._counted(measure, amount.value, base, case)
        whole = self._whole(measure, base)
        if isinstance(measure, Heads):
            whole = self._present(measure.of, base).said(GEN)
        return f"{self.speaks.portion(amount.value).said(case)} {whole}"

    def _counted(self, measure: Measure, value: Fraction, base: Base, case: str) -> str:
        speaks = self.speaks
        match measure:
            case Heads(of):
                one, many = self.members(of, plural=False), self._present(of, base)
                if self.body.name.startswith("signatories"):
                    size = Fraction(len(self.body.of(of)))
                    whole = f"{speaks.count(size, one, GEN)} {many.said(GEN)}"
                    return f"{speaks.count(value, one, case)} из {whole}"
                return speaks.counting(value, one, many).said(case)
            case Votes(weights, of):
                noun = speaks.named(weights)
                said = speaks.counting(value, VOTE, VOTES).said(case)
                if str(noun) != str(VOTES):
                    said = f"{said} из числа {noun.said(GEN)}"
                return f"{said} {self.members(of).said(GEN)}" if of else said
            case Amounts(quantity, of):
                noun = speaks.named(quantity)
                return f"{speaks.number(value)} {noun.said(GEN)} {self.members(of).said(GEN)}"

    def _unopposed(self, part: Consent) -> str:
        speaks = self.speaks
        if all(name in speaks.draft.classes for name in part.members):
            none: Sequence[Noun] = [speaks.member(n).called("ни один") for n in part.members]
            return " и что ".join(f"{noun} не голосует против" for noun in none)
        named = [speaks.member(name) for name in part.members]
        if len(named) == 1:
            return f"{named[0]} не {named[0].verb('голосует', 'голосуют')} против"
        return f"ни {', ни '.join(map(str, named))} не голосуют против"


def telling(speaks: Words, body: Body, how: str, after: list[str]) -> Ballots:
    """Return what tells rules of a body, "by" which a decision is made, what is "needed", or whose
    "consent" it takes."""
    return Ballots(speaks, body, how == "consent", INS if how == "by" else NOM, after)
