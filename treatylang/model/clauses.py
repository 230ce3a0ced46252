"""Resolving norms: who is bound to what, when, unless what, and what prevails over what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from treatylang.model.conditions import Conditions
from treatylang.model.context import Context
from treatylang.model.draft import (
    Condition,
    Content,
    DoAct,
    HasCompetence,
    Keep,
    Modality,
    Norm,
    Precedence,
    PrecedenceKind,
    Reference,
)
from treatylang.model.formula import BEARER, OTHER, Agent, And, Formula, IsMember, Op, Party
from treatylang.model.powers import implied
from treatylang.model.references import Labels
from treatylang.model.windows import Trigger, Windows, triggers
from treatylang.syntax import ast

_PRECEDENCE = {
    "notwithstanding": PrecedenceKind.NOTWITHSTANDING,
    "subject to": PrecedenceKind.SUBJECT_TO,
}


@dataclass(slots=True)
class Clauses:
    """Resolves the norms of a draft, collecting precedence and references on the way."""

    context: Context
    labels: Labels
    precedence: list[Precedence] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    def norm(self, sentence: ast.NormSentence, norm_id: str, clause: str, article: str) -> Norm:
        """Resolve one norm; raise Refused (reported) where a part has no meaning."""
        sentence = self._from_whom(sentence)
        bearer = self.context.agent_class(sentence.subject.name)
        own_act = sentence.content.act.text if isinstance(sentence.content, ast.DoContent) else ""
        own_act = self.context.accepting.get(own_act, own_act)
        conditions = Conditions(self.context, self.labels, norm_id, article, own_act, bearer)
        positive, negative = self._conditions(sentence, conditions)
        trigger = self._trigger(positive)
        windows = Windows(conditions, trigger)
        carve_outs = self._heads(sentence, norm_id, clause, article)
        modality, content = self._content(sentence, conditions)
        if isinstance(content, DoAct):
            self._can_be_done(content, sentence, positive)
        return Norm(
            id=norm_id,
            clause=clause,
            modality=modality,
            bearer=bearer,
            determiner=sentence.subject.determiner,
            content=content,
            conditions=tuple(positive),
            exceptions=tuple(negative),
            window=(
                *windows.window(sentence.windows),
                *(
                    limit
                    for part in positive
                    for limit in implied(
                        self.context.powers, modality, isinstance(content, DoAct), part.formula
                    )
                ),
            ),
            trigger=trigger[0] if len(trigger) == 1 else None,
            carve_outs=tuple(carve_outs),
            place=sentence.place,
        )

    def _can_be_done(
        self, content: DoAct, sentence: ast.NormSentence, positive: list[Condition]
    ) -> None:
        """Refuse a norm on an act that its bearer, or whom it names on the other side, is never
        among those to do."""
        act = self.context.acts[content.act]
        if act.name in self.context.powers:
            return
        own, across = (act.other, act.actor) if content.accepting else (act.actor, act.other)
        said = [part.formula for part in positive]
        sides = [(sentence.subject.name, own, BEARER, said)]
        given = sentence.content.to if isinstance(sentence.content, ast.DoContent) else None
        whom = given or sentence.counterpart
        if whom is not None and content.other is not None and whom.name.text:
            sides.append((whom.name, across, OTHER, list(content.other.where)))
        for word, wanted, who, formulas in sides:
            kinds = {word.text, *(name for item in formulas for name in _classes_of(who, item))}
            if wanted and not any(self.context.may_be(kind, wanted) for kind in kinds):
                raise self.context.refuse(
                    "TL105",
                    f"“{word.text}” has no part in “{act.name}”, which is declared for “{wanted}”",
                    word.place,
                    f"Name a “{wanted}” here, or declare the act for a class that holds both.",
                )

    def _from_whom(self, sentence: ast.NormSentence) -> ast.NormSentence:
        """Read "from NOR" as the other side of an act, where NOR is no event but an agent."""
        agents = self.context.states | self.context.organs | self.context.classes
        windows, found = [], [side for side in (sentence.counterpart,) if side is not None]
        for window in sentence.windows:
            name = window.moment.anchor if window.moment and window.form == "from" else None
            if isinstance(name, ast.NameExpr) and name.of is None and name.name in agents:
                word = ast.Word(name.name, name.place)
                found.append(ast.PartyExpr("", word, None, window.place))
            else:
                windows.append(window)
        sides = [*found, *self._addressees(sentence)]
        if len(sides) > 1:
            raise self.context.refuse(
                "TL107",
                "an act has one other side",
                found[-1].place,
                "Write a clause for each.",
            )
        counterpart = found[0] if found else None
        return replace(sentence, windows=tuple(windows), counterpart=counterpart)

    def _addressees(self, sentence: ast.NormSentence) -> list[ast.PartyExpr]:
        content = sentence.content
        return [content.to] if isinstance(content, ast.DoContent) and content.to else []

    def _conditions(
        self, sentence: ast.NormSentence, conditions: Conditions
    ) -> tuple[list[Condition], list[Condition]]:
        positive: list[Condition] = []
        negative: list[Condition] = []
        that = sentence.subject.that
        if that is not None:
            positive.append(Condition("that", conditions.formula(that), that.place))
        for part in sentence.conditions:
            found = Condition(part.word, conditions.formula(part.expr), part.place, part.leading)
            (negative if part.word == "unless" else positive).append(found)
        return positive, negative

    def _trigger(self, positive: list[Condition]) -> list[Trigger]:
        """What "thereafter" counts from: what the subject or the head of the sentence tells of,
        otherwise what its other conditions do."""
        first = [part for part in positive if part.word == "that" or part.leading]
        for group in (first, positive):
            found = [trigger for part in group for trigger in triggers(part.formula)]
            if found:
                return found
        return []

    def _content(
        self, sentence: ast.NormSentence, conditions: Conditions
    ) -> tuple[Modality, Content]:
        content = sentence.content
        if isinstance(content, ast.CompetenceContent):
            returns = conditions.formula(sentence.returning) if sentence.returning else None
            matter = self.context.matter(content.matter)
            return Modality.COMPETENCE, HasCompetence(matter, content.kind, returns, content.place)
        if sentence.returning is not None:
            raise self.context.refuse(
                "TL107", "only a competence can return", sentence.returning.place
            )
        modality = self._modality(sentence)
        if isinstance(content, ast.KeepContent):
            return modality, self._keep(content, sentence, conditions)
        return modality, self._do(content, sentence, conditions)

    def _modality(self, sentence: ast.NormSentence) -> Modality:
        modal, no = sentence.modal, sentence.subject.determiner == "no"
        base = {
            "shall": Modality.DUTY,
            "must": Modality.DUTY,
            "shall not": Modality.PROHIBITION,
            "must not": Modality.PROHIBITION,
            "may": Modality.PERMISSION,
            "may not": Modality.PROHIBITION,
            "need not": Modality.EXEMPTION,
        }[modal]
        if not no:
            return base
        if modal in ("shall", "must", "may"):
            return Modality.PROHIBITION
        raise self.context.refuse(
            "TL107",
            f"“no ... {modal}” denies twice",
            sentence.subject.place,
            "Write “each ... shall”, or “no ... shall”.",
        )

    def _keep(
        self, content: ast.KeepContent, sentence: ast.NormSentence, conditions: Conditions
    ) -> Keep:
        name = content.quantity
        quantity = self.context.quantities.get(name.text)
        if quantity is None:
            known = self.context.quantities
            raise self.context.undefined("a quantity", name.text, name.place, known)
        if not quantity.controlled:
            raise self.context.refuse(
                "TL105",
                f"“{name.text}” is a quantity of the world, which nobody can keep at anything",
                name.place,
                "Declare it “controlled quantity”.",
            )
        if sentence.counterpart:
            raise self.context.refuse(
                "TL105", "a quantity has no other side", sentence.counterpart.place
            )
        self.context.used.add(quantity.name)
        bounds = []
        for op, expr in content.bounds:
            term, unit = conditions.term(expr)
            conditions.same_unit(quantity.unit, unit, expr.place)
            conditions.no_controlled(term, expr.place)
            bounds.append((Op(op), term))
        return Keep(quantity.name, tuple(bounds), content.place)

    def _do(
        self, content: ast.DoContent, sentence: ast.NormSentence, conditions: Conditions
    ) -> DoAct:
        act, accepting = conditions.act(content.act, content.target)
        expr = content.to or sentence.counterpart
        other: Party | None = None
        if expr is not None:
            if act.other is None:
                raise self.context.refuse(
                    "TL105",
                    f"“{act.name}” has no other side",
                    expr.place,
                    "Declare it “by Party to Party”.",
                )
            other = conditions.party(expr)
        bounds = conditions.bounds(act, content.bounds)
        return DoAct(act.name, bounds, other, accepting, content.place)

    def _heads(
        self, sentence: ast.NormSentence, norm_id: str, clause: str, article: str
    ) -> list[str]:
        """Enter precedence and references; return the carve-outs."""
        carve_outs: list[str] = []
        for head in sentence.heads:
            for target in head.targets:
                found = self.labels.find(target, article)
                norms = [norm for norm in self.labels.norms(target, article) if norm != norm_id]
                self.references.append(Reference(clause, found, head.word, head.place))
                if head.word == "except as provided in":
                    carve_outs += norms
                kind = _PRECEDENCE.get(head.word)
                for norm in norms if kind else ():
                    winner, loser = (
                        (norm_id, norm)
                        if kind is PrecedenceKind.NOTWITHSTANDING
                        else (norm, norm_id)
                    )
                    assert kind
                    self.precedence.append(Precedence(winner, loser, kind, head.place, found))
        return carve_outs


def _classes_of(who: Agent, formula: Formula) -> Iterator[str]:
    """Yield the classes that the agent is in where the formula holds."""
    match formula:
        case IsMember(agent, name) if agent == who:
            yield name
        case And(parts):
            for part in parts:
                yield from _classes_of(who, part)
