"""Voting rules in Spanish: "por mayoría de dos tercios de los miembros presentes y votantes"."""

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
from treatylang.prose.es.nouns import DE, POR, Noun, cardinal, fixed, fused, series
from treatylang.prose.es.words import Words
from treatylang.prose.tally import tally, without_minority

_HALF, _WHOLE = Share(Fraction(1, 2)), Share(Fraction(1))
_BASES = {Base.MEMBERS: "", Base.PRESENT: "presentes", Base.VOTING: "presentes y votantes"}
VOTE, VOTES = Noun("voto"), Noun("votos", plural=True)


@dataclass(slots=True)
class Ballots:
    """Tells rules of one body: ``by`` them decisions are made ("por mayoría de ..."), or they are
    what is needed. ``ratifying``: States ratify or accept, and do not vote. ``after`` collects the
    sentences that a rule needs beside its words."""

    speaks: Words
    body: Body
    ratifying: bool = False
    by: bool = False
    after: list[str] = field(default_factory=list)

    def members(self, name: str | None = None, plural: bool = True) -> Noun:
        """Return the members (of a class) of this body as a noun; or one of them."""
        draft = self.speaks.draft
        named = name or (self.body.name if self.body.name in draft.classes else "")
        if named:
            return self.speaks.member(named, plural=plural)
        word = "signatario" if self.body.name.startswith("signatories") else "miembro"
        return Noun(f"{word}s" if plural else word, plural=plural)

    def words(self, rule: Requirement) -> str:
        rule, minority = without_minority(rule)
        if minority is not None:
            self.after.append(self._minority(minority))
        if isinstance(rule, AnyOf):
            return series([self._alone(part) for part in rule.parts], "o")
        return self._all(rule)

    def _alone(self, rule: Requirement) -> str:
        told = self.words(rule)
        return f"a la vez {told}" if len(tally(rule).main) > 1 else told

    def _minority(self, item: FewOpposed) -> str:
        needed = self._amount(item.measure, item.amount, Base.MEMBERS)
        said = self.speaks.final_passage("minority", f"al menos {needed}")
        return self.speaks.capital(said)

    def _all(self, rule: Requirement) -> str:
        found = tally(rule)
        told = series([self._carried(part) for part in found.main])
        if found.choices:
            told = ", y ".join([*([told] if told else []), *map(self._alone, found.choices)])
        if found.accounts:
            who = told or self._prefixed(fixed(f"varios {self.members().words}"), True)
            account = series([self._bounded(p.measure, p.amount, p.strict, p.base)
                              for p in found.accounts])  # fmt: skip
            told = f"{who}, que representen {account}"
        consents = [noun for part in found.consents for noun in map(self._every, part.members)]
        if consents and told:
            whose = series([noun.said(DE) for noun in consents])
            votes = whose if self.ratifying else f"de los votos {whose}"
            told = f"{told}, con inclusión {votes}"
        elif consents:
            told = self._consenting(consents)
        provisos = [self._unopposed(part) for part in found.unopposed]
        for part in found.quorums:
            present = self._bounded(part.measure, part.amount, part.strict, Base.MEMBERS)
            provisos.append(f"participen en la votación {present}")
        return f"{told}, siempre que {series(provisos)}" if provisos else told

    def _every(self, name: str) -> Noun:
        is_class = name in self.speaks.draft.classes
        noun = self.speaks.member(name, plural=is_class)
        return noun.called("todos") if is_class else noun

    def _consenting(self, who: Sequence[Noun]) -> str:
        if self.ratifying:
            return series([str(noun) for noun in who])
        one = len(who) == 1 and not who[0].plural
        votes = Noun("voto" if one else "votos", plural=not one)
        agreed = votes.tailed(votes.agreed("afirmativo"))
        return self._prefixed(agreed.tailed(series([noun.said(DE) for noun in who])))

    def _prefixed(self, noun: Noun, bare: bool = False) -> str:
        """Put "por" before what a decision is made by, where it is."""
        said = noun.called() if bare else noun
        return said.said(POR) if self.by else str(noun)

    def _carried(self, part: Threshold | Consensus) -> str:
        """Return what has to be in favour."""
        if isinstance(part, Consensus):
            return self._prefixed(Noun("consenso"), bare=True)
        measure, amount, strict, base = part.measure, part.amount, part.strict, part.base
        if isinstance(measure, Heads) and amount == _WHOLE:
            every = self._present(measure.of, base).called("todos")
            return self._consenting([every])
        share = isinstance(amount, Share) and not self.ratifying
        if share and isinstance(amount, Share) and amount.value >= _HALF.value:
            whole = self._whole(measure, base)
            majority = Noun("mayoría", feminine=True)
            if amount == _HALF and strict:
                return self._prefixed(majority.tailed(whole), bare=True)
            if amount != _HALF:
                size = self._majority(amount.value, strict)
                return self._prefixed(majority.tailed(f"{size} {whole}"), bare=True)
        said = self._bounded(measure, amount, strict, base)
        if self.ratifying:
            return said
        if isinstance(measure, Votes):
            return fused(POR if self.by else "", said)
        return self._prefixed(Noun(f"voto afirmativo {fused(DE, said)}"))

    def _majority(self, value: Fraction, strict: bool) -> str:
        share = self.speaks.portion(value)
        if value.denominator in (3, 4) and not strict:
            return share.said(DE)
        return f"de {'más' if strict else 'al menos'} {share.said(DE) if strict else share}"

    def _bounded(self, measure: Measure, amount: Amount, strict: bool, base: Base) -> str:
        said = self._amount(measure, amount, base)
        return f"más {fused(DE, said)}" if strict else f"al menos {said}"

    def _present(self, name: str | None, base: Base) -> Noun:
        members = self.members(name)
        return members.tailed(_BASES[base]) if _BASES[base] else members

    def _whole(self, measure: Measure, base: Base) -> str:
        """Return of what a share is: "de los miembros presentes"."""
        match measure:
            case Heads(of):
                return self._present(of, base).said(DE)
            case Votes(weights, of):
                noun = self.speaks.named(weights)
                if of or base is not Base.MEMBERS:
                    noun = noun.tailed(self._present(of, base).said(DE))
                return noun.said(DE)
            case Amounts(quantity, of):
                noun = self.speaks.named(quantity)
                return noun.tailed(self._present(of, base).said(DE)).said(DE)

    def _amount(self, measure: Measure, amount: Amount, base: Base) -> str:
        if isinstance(amount, Greater | Lesser):
            which = "mayor" if isinstance(amount, Greater) else "menor"
            parts = [self._amount(measure, part, base) for part in amount.amounts]
            return f"{series(parts, 'o')}, según cuál sea el número {which}"
        if isinstance(amount, Count):
            return str(self._counted(measure, amount.value, base))
        return f"{self.speaks.portion(amount.value)} {self._whole(measure, base)}"

    def _counted(self, measure: Measure, value: Fraction, base: Base) -> Noun:
        speaks = self.speaks
        match measure:
            case Heads(of):
                one, many = self.members(of, plural=False), self._present(of, base)
                if self.body.name.startswith("signatories"):
                    size = len(self.body.of(of))
                    whole = many.called("el")
                    words = f"{cardinal(size, many.feminine) or size} {whole.words}"
                    count = speaks.count(value, one.feminine)
                    return fixed(f"{count} de {'las' if many.feminine else 'los'} {words}")
                return speaks.counting(value, one, many)
            case Votes(weights, of):
                noun = speaks.named(weights)
                said = speaks.counting(value, VOTE, VOTES)
                if noun.words != VOTES.words:
                    said = said.tailed(f"del total {noun.said(DE)}")
                return said.tailed(self.members(of).said(DE)) if of else said
            case Amounts(quantity, of):
                noun = speaks.named(quantity)
                number = fixed(speaks.number(value))
                return number.tailed(f"{noun.said(DE)} {self.members(of).said(DE)}")

    def _unopposed(self, part: Consent) -> str:
        speaks = self.speaks
        if all(name in speaks.draft.classes for name in part.members):
            none = [speaks.member(name).called("ninguno") for name in part.members]
            return series([f"{noun} vote en contra" for noun in none])
        named = [speaks.member(name) for name in part.members]
        if len(named) == 1:
            return f"{named[0]} no {named[0].verb('vote', 'voten')} en contra"
        return f"ni {' ni '.join(map(str, named))} voten en contra"
