"""Resolving entry into force, withdrawal, amendment and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from treatylang.model.bodies import Bodies
from treatylang.model.context import ANY_STATE, Context
from treatylang.model.formula import Duration
from treatylang.model.institutions import (
    AllOf,
    Amendment,
    Base,
    Body,
    Count,
    Decision,
    EntryIntoForce,
    Heads,
    Procedure,
    Requirement,
    Threshold,
    Withdrawal,
)
from treatylang.model.procedures import Procedures
from treatylang.model.references import Labels
from treatylang.model.voting import Reading, Rules, is_name
from treatylang.syntax import ast


@dataclass(slots=True)
class FinalClauses:
    """Resolves the clauses that say when something comes about, in the order of the draft."""

    context: Context
    labels: Labels
    bodies: Bodies
    rules: Rules
    procedures: dict[str, Procedure]
    times: Procedures
    entries: list[EntryIntoForce] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    amendments: list[Amendment] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    """Clauses that have no meaning, and treaties of whose entry into force such a one speaks."""

    def read(self, sentence: ast.FinalSentence, clause: str, article: str, treaty: str) -> None:
        """Resolve one sentence; raise Refused (reported) where it has no meaning."""
        match sentence:
            case ast.EntrySentence():
                self.entries.append(self._entry(sentence, clause, treaty))
            case ast.WithdrawalSentence():
                self.withdrawals.append(self._withdrawal(sentence, clause))
            case ast.AmendmentSentence():
                self.amendments.append(self._amendment(sentence, clause, article, treaty))
            case ast.DecisionSentence():
                self.decisions.append(self._decision(sentence, clause))

    # --- entry into force -----------------------------------------------------------------------

    def _entry(self, sentence: ast.EntrySentence, clause: str, treaty: str) -> EntryIntoForce:
        name = treaty
        if sentence.treaty is not None:
            name = sentence.treaty.text
            if name not in self.labels.instruments:
                known = self.labels.instruments
                raise self.context.undefined("a treaty", name, sentence.treaty.place, known)
        if any(entry.instrument == name for entry in self.entries):
            raise self.context.refuse(
                "TL102", "when this treaty enters into force is said twice", sentence.place,
                "Delete one of the two.",
            )  # fmt: skip
        self.lost.add(name)  # until it is understood
        body = self._ratifying(sentence, name)
        parts: list[Requirement] = []
        if sentence.counted is not None:
            count = Fraction(int(sentence.counted.text))
            of = self.bodies.counted(body, sentence.by) if sentence.by is not None else None
            at = sentence.counted.place
            parts.append(Threshold(Heads(of), Count(count), False, Base.MEMBERS, at))
        if sentence.rule is not None:
            reading = Reading(self.rules, body, ratifying=True)
            parts.append(reading.requirement(sentence.rule.parts))
            if reading.parties:
                raise self.context.refuse(
                    "TL114", "nobody is party to a dispute here", sentence.rule.place
                )
        rule = parts[0] if len(parts) == 1 else AllOf(tuple(parts), sentence.place)
        after = Duration(0)
        if sentence.after is not None:
            after = self.times.duration(sentence.after)
        if sentence.nth is not None:
            count_of_days = int(sentence.nth.text)
            after = Duration(count_of_days, "day", (count_of_days, "day"))
        self.lost.discard(name)
        return EntryIntoForce(
            name, body.name, rule, after, clause, sentence.place,
            sentence.nth is not None, sentence.not_before,
        )  # fmt: skip

    def _ratifying(self, sentence: ast.EntrySentence, treaty: str) -> Body:
        """Return those who may ratify: so many as the clause says, the members of the class that
        it counts, or all declared States."""
        parts = sentence.rule.parts if sentence.rule else ()
        for amount in _amounts(parts):
            if amount.total is not None:
                assert amount.thing is not None and amount.thing.name is not None
                noun = amount.thing.name
                group = self.bodies.noun(noun) or None
                named = [word.text for part in parts for word in part.words]
                total = int(amount.total.text)
                return self.bodies.out_of(
                    f"signatories of {treaty}", total, group, named, amount.place
                )
        if sentence.by is not None:
            return self.bodies.of_class(self.bodies.agent_class(sentence.by), sentence.by.place)
        return self._those_of(parts, None, sentence)

    def _those_of(
        self, parts: tuple[ast.RulePart, ...], usual: Body | None, sentence: ast.FinalSentence
    ) -> Body:
        """Return the body that a rule without one is about: that of the one class whose heads it
        counts, else the ``usual`` one, else all declared States."""
        names = self._classes(parts)
        classes = {found for found in names.values() if found}
        if usual is not None and (not classes or all(usual.of(name) for name in classes)):
            return usual
        if len(classes) == 1:
            word, name = next((word, found) for word, found in names.items() if found)
            return self._composed_of(name) or self.bodies.of_class(name, word.place)
        if not self.context.states:
            raise self.context.refuse(
                "TL114", "who may ratify is not said: no State is declared", sentence.place,
                "Write how many there are: “at least 9 of 13 signatories”.",
            )  # fmt: skip
        return self.bodies.of_class(ANY_STATE, sentence.place)

    def _composed_of(self, name: str) -> Body | None:
        """Return the organ of whose seats all are the class's, where no State is declared to be
        one: its members are meant (of several organs, where they have the same)."""
        if any(self.bodies.is_declared(state, name) for state in self.context.states):
            return None
        organs = [
            organ
            for organ, seats in self.bodies.seats.items()
            if {self.bodies.noun(word) for _, word in seats} == {name}
        ]
        at = self.context.classes[name].place
        found = [self.bodies.body(ast.Word(organ, at)) for organ in organs]
        return found[0] if len({body.seats for body in found}) == 1 else None

    def _classes(self, parts: tuple[ast.RulePart, ...]) -> dict[ast.Word, str]:
        """Return the words for what a rule counts, with the class that each means, or ""."""
        return {
            amount.thing.name: self.bodies.noun(amount.thing.name)
            for amount in _amounts(parts)
            if amount.thing is not None and amount.thing.kind == "name" and amount.thing.name
        }

    # --- the others -----------------------------------------------------------------------------

    def _withdrawal(self, sentence: ast.WithdrawalSentence, clause: str) -> Withdrawal:
        subject = sentence.subject
        who = self.context.agent_class(subject.name)
        if subject.that is not None or subject.determiner == "no":
            raise self.context.refuse(
                "TL107", "who may withdraw is a class of States, or one State", subject.place,
                "Write “A Party may withdraw on 12 months’ notice.”",
            )  # fmt: skip
        return Withdrawal(who, self.times.duration(sentence.notice), clause, sentence.place)

    def _amendment(
        self, sentence: ast.AmendmentSentence, clause: str, article: str, treaty: str
    ) -> Amendment:
        targets = tuple(self.labels.find(word, article) for word in sentence.targets)
        for target in targets:
            if target in self.labels.instruments:
                raise self.context.refuse(
                    "TL105", f"“{target}” is a whole treaty", sentence.targets[0].place,
                    "Leave it out: what is said of no provision is said of the treaty.",
                )  # fmt: skip
        vote, accepted, body = None, None, ""
        usual: Body | None = None
        if sentence.adopted is not None:
            by = self.bodies.body(sentence.by) if sentence.by else None
            vote, body = self._decided(sentence.adopted, by, clause, sentence)
            usual = self.bodies.found[body]
        if sentence.accepted is not None:
            those = self._those_of(sentence.accepted.parts, usual, sentence)
            body = those.name
            accepted = Reading(self.rules, those).requirement(sentence.accepted.parts)
        after = self.times.duration(sentence.after) if sentence.after else Duration(0)
        return Amendment(
            targets, vote, accepted, body, sentence.all, sentence.never, clause, sentence.place,
            after, treaty,
        )  # fmt: skip

    def _decision(self, sentence: ast.DecisionSentence, clause: str) -> Decision:
        body = self.bodies.body(sentence.organ)
        vote, _ = self._decided(sentence.rule, body, clause, sentence)
        subject = ""
        if sentence.on is not None:
            subject = sentence.on.text
            known = self.context.acts.keys() | self.context.matters.keys()
            if not sentence.on.quoted:
                if subject not in known:
                    raise self.context.undefined(
                        "an act or a matter", subject, sentence.on.place, known
                    )
                self.context.used.add(subject)
        return Decision(body.name, subject, vote, clause, sentence.place, sentence.may)

    def _decided(
        self,
        rule: ast.RuleExpr,
        body: Body | None,
        clause: str,
        sentence: ast.FinalSentence,
    ) -> tuple[str, str]:
        """Return the vote or the procedure that a clause names or spells out, and whose it is."""
        only = rule.parts[0]
        if is_name(rule) and only.words[0].text in self.procedures:
            procedure = self.procedures[only.words[0].text]
            if body is not None and procedure.body != body.name:
                raise self.context.refuse(
                    "TL114",
                    f"“{procedure.name}” is a procedure of {procedure.body}, not of {body.name}",
                    only.place, f"Name a vote of {body.name}.",
                )  # fmt: skip
            return procedure.name, procedure.body
        if body is None and not (is_name(rule) and only.words[0].text not in self.context.states):
            seats = self.bodies.seats
            at = ast.Word(next(iter(seats), ""), rule.place)
            usual = self.bodies.body(at) if len(seats) == 1 else None
            if usual is None and not any(self._classes(rule.parts).values()):
                raise self.context.refuse(
                    "TL114", "whose vote this is, is not said", rule.place,
                    "Write “is adopted by the Council by ...”, or count a class.",
                )  # fmt: skip
            body = self._those_of(rule.parts, usual, sentence)
        name = self.rules.decided_by(rule, body, clause)
        return name, self.rules.votes[name].body


def _amounts(parts: tuple[ast.RulePart, ...]) -> Iterator[ast.AmountExpr]:
    """Yield every amount of a rule, however deep."""
    for part in parts:
        if part.amount is not None:
            yield part.amount
            yield from part.amount.parts
        yield from _amounts(part.parts)
