"""Voting rules in Arabic, to stand after "ب": "بأغلبية ثلثي الأعضاء الحاضرين والمصوتين"."""

from __future__ import annotations

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
from treatylang.prose.ar.nouns import GEN, NOM, Counted, Noun, fixed, joined, series
from treatylang.prose.ar.words import Words
from treatylang.prose.tally import tally, without_minority

_HALF, _WHOLE = Share(Fraction(1, 2)), Share(Fraction(1))
_BASES = {Base.MEMBERS: "", Base.PRESENT: " الحاضرين", Base.VOTING: " الحاضرين والمصوتين"}
VOTE = Counted.of("صوت صوتا صوتان صوتين أصوات")
_ONE = Counted.of("عضو عضوا عضوان عضوين أعضاء")
_SIGNATORY = Counted.of("دولة دولة دولتان دولتين دول", True)
MEMBER = Noun(lambda case: "العضو", lambda case: "عضو")
MEMBERS = Noun(lambda case: "الأعضاء", lambda case: "أعضاء", plural=True)
_SIGNATORIES = fixed("الدول الموقعة", True, True)


@dataclass(slots=True)
class Ballots:
    """Tells rules of one body as nouns; ``by`` puts "ب" before each. ``ratifying``: States ratify
    or accept, and do not vote. ``after`` collects the sentences that a rule needs beside its words.
    """

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
        if self.body.name.startswith("signatories"):
            return _SIGNATORIES if plural else fixed("دولة موقعة", True)
        return MEMBERS if plural else MEMBER

    def words(self, rule: Requirement) -> str:
        rule, minority = without_minority(rule)
        if minority is not None:
            self.after.append(self._minority(minority))
        if isinstance(rule, AnyOf):
            return series([f"إما {self.words(part)}" for part in rule.parts])
        return self._all(rule)

    def _minority(self, item: FewOpposed) -> str:
        needed = self._amount(item.measure, item.amount, Base.MEMBERS)
        speaks = self.speaks
        return speaks.finished(speaks.final_passage("minority", needed))

    def _all(self, rule: Requirement) -> str:
        parts = tally(rule)
        told = series([self._by(self._carried(part)) for part in parts.main])
        if parts.choices:
            told = "، و".join(filter(None, [told, *map(self.words, parts.choices)]))
        if parts.accounts:
            account = [self._account(part) for part in parts.accounts]
            weighed = any(isinstance(getattr(p, "measure", None), Votes) for p in parts.main)
            who = "من أعضاء يمثلون" if weighed else "ممن يمثلون"
            told = f"{told or self._by(self._cast(self.members()))} {who} {series(account)}"
        if parts.consents:
            whom = [self._every(name) for part in parts.consents for name in part.members]
            if told:
                among = "بينهم" if self.ratifying else "بينها أصوات"
                told = f"{told}، على أن يكون من {among} {series(whom)}"
            else:
                told = self._by(series(whom) if self.ratifying else f"أصوات {series(whom)}")
        provisos = [self._unopposed(part) for part in parts.unopposed]
        for part in parts.quorums:
            present = self._bounded(part.measure, part.amount, part.strict, Base.MEMBERS)
            provisos.append(f"أن يشارك في التصويت {present}")
        if provisos:
            told = f"{told}، شريطة {series(provisos)}"
        return told

    def _by(self, words: str) -> str:
        return joined("ب", words, definite=False) if self.by else words

    def _cast(self, who: Noun) -> str:
        return who.said(NOM) if self.ratifying else f"أصوات {who.said(GEN)}"

    def _every(self, name: str) -> str:
        is_class = name in self.speaks.draft.classes
        noun = self.speaks.member(name, plural=is_class)
        return f"جميع {noun.said(GEN)}" if is_class else noun.said(GEN)

    def _carried(self, part: Threshold | Consensus) -> str:
        """Return who has to be in favour."""
        if isinstance(part, Consensus):
            return "توافق الآراء"
        measure, amount, strict, base = part.measure, part.amount, part.strict, part.base
        if isinstance(measure, Heads) and amount == _WHOLE:
            everybody = f"جميع {self._whole(measure, base)}"
            return everybody if self.ratifying else f"أصوات {everybody}"
        if isinstance(amount, Share) and amount.value >= _HALF.value and not self.ratifying:
            whole = self._whole(measure, base)
            if amount == _HALF and strict:
                return f"أغلبية {whole}"
            if amount != _HALF:
                return f"أغلبية {self._majority(amount.value, strict)} {whole}"
        bounded = self._bounded(measure, amount, strict, base)
        return bounded if self.ratifying or isinstance(measure, Votes) else f"أصوات {bounded}"

    def _majority(self, value: Fraction, strict: bool) -> str:
        share = self.speaks.portion(value).said(GEN)
        if value.denominator in (3, 4) and not strict:
            return share
        return f"{'تتجاوز' if strict else 'لا تقل عن'} {share}"

    def _bounded(self, measure: Measure, amount: Amount, strict: bool, base: Base) -> str:
        return f"{'أكثر من' if strict else 'ما لا يقل عن'} {self._amount(measure, amount, base)}"

    def _account(self, part: Threshold) -> str:
        return self._bounded(part.measure, part.amount, part.strict, part.base)

    def _whole(self, measure: Measure, base: Base) -> str:
        """Return of what a share is: "الأعضاء الحاضرين"."""
        match measure:
            case Heads(of):
                return f"{self.members(of).said(GEN)}{_BASES[base]}"
            case Votes(weights, of):
                whose = ""
                if of or base is not Base.MEMBERS:
                    whose = f" المخصصة {joined('ل', self.members(of).said(GEN))}{_BASES[base]}"
                return f"{self.speaks.named(weights).said(GEN)}{whose}"
            case Amounts(quantity, of):
                noun = self.speaks.named(quantity)
                return noun.held(self.members(of).said(GEN)).said(GEN)

    def _amount(self, measure: Measure, amount: Amount, base: Base) -> str:
        if isinstance(amount, Greater | Lesser):
            which = "أكبر" if isinstance(amount, Greater) else "أقل"
            parts = [self._amount(measure, part, base) for part in amount.amounts]
            return f"{series(parts, 'أو')}، أيهما {which}"
        if isinstance(amount, Count):
            return self._counted(measure, amount.value, base)
        return f"{self.speaks.portion(amount.value).said(GEN)} {self._whole(measure, base)}"

    def _counted(self, measure: Measure, value: Fraction, base: Base) -> str:
        speaks = self.speaks
        match measure:
            case Heads(of):
                if self.body.name.startswith("signatories"):
                    size = len(self.body.of(of))
                    said = speaks.counting(value, _SIGNATORY).said(GEN)
                    return f"{said} من الدول الموقعة البالغ عددها {size}"
                there = _BASES[base].replace(" ال", " من ال", 1) if base is not Base.MEMBERS else ""
                return f"{self.several(value, of).said(GEN)}{there}"
            case Votes(weights, of):
                noun = speaks.named(weights)
                said = speaks.counting(value, VOTE).said(GEN)
                if noun.said(NOM) != "الأصوات":
                    said = f"{said} من {noun.said(GEN)}"
                return f"{said} من أصوات {self.members(of).said(GEN)}" if of else said
            case Amounts():
                return f"{speaks.number(value)} من {self._whole(measure, base)}"

    def several(self, value: Fraction, name: str | None) -> Noun:
        """Return so many members (of a class) of this body."""
        draft = self.speaks.draft
        named = name or (self.body.name if self.body.name in draft.classes else "")
        if named:
            return self.speaks.counting(
                value, self.speaks.things(self.speaks.entry("class", named))
            )
        return self.speaks.counting(value, _ONE)

    def _unopposed(self, part: Consent) -> str:
        draft = self.speaks.draft
        each = []
        for name in part.members:
            noun = self.speaks.member(name)
            who = f"أي {noun.bare(GEN)}" if name in draft.classes else str(noun)
            each.append(f"ألا {noun.agreed('يصوت', 'تصوت')} {who} ضد القرار")
        return series(each)


def telling(speaks: Words, body: Body, how: str, after: list[str]) -> Ballots:
    """Return what tells rules of a body, "by" which a decision is made, what is "needed", or whose
    "consent" it takes."""
    return Ballots(speaks, body, how == "consent", how == "by", after)
