"""Resolving a draft's own tests: what is given, and what is expected."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from treatylang.model.conditions import Conditions
from treatylang.model.context import ENTRY, Context
from treatylang.model.draft import (
    Act,
    Expectation,
    ExpectBreach,
    ExpectNorm,
    ExpectVote,
    Given,
    GivenAct,
    GivenAgent,
    GivenCase,
    GivenEvent,
    GivenFact,
    GivenQuantity,
    GivenVote,
    Modality,
)
from treatylang.model.formula import ChoiceBound, Number
from treatylang.model.institutions import Institutions
from treatylang.model.references import Labels
from treatylang.syntax import ast
from treatylang.syntax.source import Place

_FIGURE = "Write a figure, with its unit."


@dataclass(slots=True)
class Scenarios:
    """Resolves the sentences of one scenario."""

    context: Context
    labels: Labels
    name: str
    institutions: Institutions
    agents: dict[str, Place] = field(default_factory=dict)
    voters: dict[str, Place] = field(default_factory=dict)
    """The States and classes that are given to vote."""
    settled: set[str] = field(default_factory=set)
    """Those of them who are not only so many of a class."""

    def given(self, declaration: ast.Declaration) -> list[Given]:
        """Resolve "given ..."; raise Refused (reported) where a part has no meaning."""
        found: list[Given] = []
        listed: list[ast.Item] = []
        for item in declaration.items:
            if self._names_voters(item):
                listed.append(item)
            elif item.kind in ("cast", "dispute"):
                found.append(self._vote(item, listed))
                listed = []
            else:
                self._without_vote(listed)
                found += self._given(item)
        self._without_vote(listed)
        return found

    # --- votes ----------------------------------------------------------------------------------

    def _names_voters(self, item: ast.Item) -> bool:
        """Whether this begins a list of those who vote: "USA and CHN vote for" is read as two."""
        if item.kind == "voters":
            return True
        if item.kind != "fact" or not item.values[0]:
            return False
        name = item.values[1]
        assert isinstance(name, ast.NameExpr)
        known = self.context.states.keys() | self.context.classes.keys()
        return name.of is None and name.name in known

    def _without_vote(self, listed: list[ast.Item]) -> None:
        for item in listed:
            raise self.context.refuse(
                "TL107", "what they do is not said", item.place,
                "Write “USA and CHN vote for”, “abstain” or “are absent”.",
            )  # fmt: skip

    def _vote(self, item: ast.Item, listed: list[ast.Item]) -> GivenVote:
        last, what = item.values
        assert isinstance(last, ast.Item)
        who = []
        for voter in (*listed, last):
            if voter.kind == "fact":
                name = voter.values[1]
                assert isinstance(name, ast.NameExpr)
                who.append(self._voter(None, ast.Word(name.name, name.place)))
            else:
                count, word = voter.values
                assert isinstance(word, ast.Word)
                who.append(self._voter(count if isinstance(count, int) else None, word))
        place = listed[0].place.to(item.place) if listed else item.place
        return GivenVote(tuple(who), str(what) if item.kind == "cast" else "dispute", place)

    def _voter(self, count: int | None, word: ast.Word) -> tuple[int | None, str]:
        name = word.text
        if name in self.context.states and count is None:
            self.context.used.add(name)
        elif name:
            name = self.context.agent_class(word)
        if count is None and name in self.settled:
            raise self.context.refuse(
                "TL107",
                f"what {name or 'the others'} do is said twice",
                word.place,
                "Say it once.",
            )
        if count is None:
            self.settled.add(name)
        self.voters[name] = word.place
        return count, name

    def _expected_vote(self, item: ast.Item) -> ExpectVote:
        carries, word, *_ = item.values
        assert isinstance(word, ast.Word)
        name = word.text
        votes = self.institutions.votes
        if name not in votes or name in self.labels.norm_ids:
            known = self.labels.norm_ids
            if name in known or any(label.endswith(f".{name}") for label in known):
                clause = self.labels.find(word)
                found = [d.vote for d in self.institutions.decisions if d.clause == clause]
                name = found[0] if found else name
        if name in self.institutions.procedures:
            raise self.context.refuse(
                "TL107", f"“{name}” is a procedure: which of its stages is meant is not said",
                word.place, "Name the vote of a stage.",
            )  # fmt: skip
        if name not in votes:
            raise self.context.undefined("a vote", word.text, word.place, votes)
        body = self.institutions.bodies[votes[name].body]
        for voter, place in self.voters.items():
            if voter and not body.of(voter):
                raise self.context.refuse(
                    "TL107", f"{voter} has no seat in {body.name}, which takes this vote", place,
                    "Name members of that body.",
                )  # fmt: skip
        return ExpectVote(name, bool(carries), item.place)

    # --- what is given --------------------------------------------------------------------------

    def _given(self, item: ast.Item) -> list[Given]:
        values = item.values
        match item.kind, values:
            case "agent", (ast.Word() as name_of_class, ast.Word() as name):
                class_name = self.context.agent_class(name_of_class)
                if name.text in self.agents or self.context.kind_of(name.text):
                    raise self.context.refuse(
                        "TL102",
                        f"the name “{name.text}” is taken",
                        name.place,
                        "Give each agent of a scenario a name of its own.",
                    )
                self.agents[name.text] = name.place
                return [GivenAgent(name.text, (class_name,), item.place)]
            case "member", (ast.Word() as name, ast.Word() as name_of_class):
                class_name = self.context.agent_class(name_of_class)
                return [GivenAgent(self._agent(name), (class_name,), item.place)]
            case "not_member", _:
                raise self.context.refuse(
                    "TL107",
                    "what an agent is not need not be given",
                    item.place,
                    "An agent is of no class that is not given or follows from its figures.",
                )
            case "act", (ast.Word() as agent, ast.Item() as did, *rest):
                day = rest[0] if rest else None
                return [self._act(agent, did, day, item.place)]
            case "event", (ast.NameExpr() as event, ast.MomentExpr() as moment):
                if event.name not in self.context.events:
                    raise self.context.undefined(
                        "an event", event.name, event.place, self.context.events
                    )
                self.context.used.add(event.name)
                of = self._holder(event, self.context.events[event.name].of)
                return [GivenEvent(event.name, of, self._day(moment), item.place)]
            case "fact", (bool() as holds, ast.NameExpr() as fact):
                if fact.name not in self.context.facts:
                    raise self.context.undefined(
                        "a fact", fact.name, fact.place, self.context.facts
                    )
                self.context.used.add(fact.name)
                of = self._holder(fact, self.context.facts[fact.name].of)
                return [GivenFact(fact.name, of, holds, item.place)]
            case "value", (ast.NameExpr() as name_expr, value, *rest):
                return [self._value(name_expr, value, rest[0] if rest else None, item.place)]
        raise self.context.refuse("TL107", "this cannot be given", item.place)

    def _act(self, agent: ast.Word, did: ast.Item, moment: object, place: Place) -> GivenAct:
        deed, *rest = did.values
        assert isinstance(deed, ast.Deed)
        conditions = Conditions(self.context, self.labels, self.name)
        act, accepting = conditions.act(deed.act, deed.target)
        other = next((value for value in rest if isinstance(value, ast.Word)), None)
        attributes: dict[str, Fraction | str] = {}
        for bound in rest:
            if isinstance(bound, ast.Item):
                name, value = bound.values
                assert isinstance(name, ast.Word)
                attributes[name.text] = self._attribute(act, name, value, bound.place)
        by, to = self._agent(agent), self._agent(other) if other else None
        if other and act.other is None:
            raise self.context.refuse(
                "TL105",
                f"“{act.name}” has no other side",
                other.place,
                "Leave out to whom, or declare the act “by Party to Party”.",
            )
        if accepting:
            if to is None:
                raise self.context.refuse("TL107", "from whom is not said", place)
            by, to = to, by
        day = self._day(moment) if isinstance(moment, ast.MomentExpr) else 0
        return GivenAct(by, act.name, to, attributes, day, place)

    def _attribute(self, act: Act, name: ast.Word, value: object, place: Place) -> Fraction | str:
        if isinstance(value, ast.Word):
            value = ast.NameExpr(value.text, None, value.place)
        expr = ast.as_expr(value)
        conditions = Conditions(self.context, self.labels, self.name)
        left = ast.NameExpr(name.text, None, name.place)
        (bound,) = conditions.bounds(act, [ast.Comparison(left, "=", expr, place)])
        if isinstance(bound, ChoiceBound):
            return bound.option
        if not isinstance(bound.term, Number):
            raise self.context.refuse("TL105", "a number should stand here", expr.place, _FIGURE)
        return bound.term.value

    def _value(
        self, name: ast.NameExpr, value: object, moment: object, place: Place
    ) -> GivenQuantity | GivenCase:
        act, _, attribute = name.name.rpartition(".")
        if act in self.context.acts:
            found, _ = self.context.act(ast.Word(act, name.place))
            word = ast.Word(attribute, name.place)
            given = self._attribute(found, word, value, place)
            return GivenCase(act, attribute, given, place)
        quantity = self.context.quantities.get(name.name)
        if quantity is None:
            known = self.context.quantities
            raise self.context.undefined("a quantity", name.name, name.place, known)
        self.context.used.add(quantity.name)
        if not isinstance(value, ast.NumberExpr):
            raise self.context.refuse("TL105", "a number should stand here", place, _FIGURE)
        conditions = Conditions(self.context, self.labels, self.name)
        term, unit = conditions.term(value)
        conditions.same_unit(quantity.unit, unit, place)
        assert isinstance(term, Number)
        day = self._day(moment) if isinstance(moment, ast.MomentExpr) else None
        of = self._holder(name, quantity.of)
        return GivenQuantity(quantity.name, of, term.value, place, day)

    def _holder(self, expr: ast.NameExpr, of_class: str | None) -> str | None:
        if of_class is None:
            return None
        if expr.of is None or expr.of.kind != "name":
            if len(self.agents) == 1:
                return next(iter(self.agents))
            raise self.context.refuse(
                "TL107", f"whose “{expr.name}” is meant is not said", expr.place, "Add “of P”."
            )
        return self._agent(ast.Word(expr.of.name, expr.of.place))

    def _agent(self, word: ast.Word) -> str:
        if word.text in self.context.states:
            self.context.used.add(word.text)
            return word.text
        if word.text in self.context.organs:
            self.context.used.add(word.text)
            return word.text
        if word.text not in self.agents:
            known = [*self.agents, *self.context.states, *self.context.organs]
            raise self.context.undefined("somebody in this scenario", word.text, word.place, known)
        return word.text

    def _day(self, moment: ast.MomentExpr) -> int | date:
        if isinstance(moment.anchor, int | date) and moment.after is None:
            return moment.anchor
        if isinstance(moment.anchor, ast.NameExpr) and moment.anchor.name == ENTRY:
            return 0
        raise self.context.refuse(
            "TL107", "a scenario's days are given as “day 10” or as dates", moment.place
        )

    def expected(self, declaration: ast.Declaration) -> list[Expectation]:
        """Resolve "expect ..."."""
        return [self._expected(item) for item in declaration.items]

    def _expected(self, item: ast.Item) -> Expectation:
        if item.kind == "vote":
            return self._expected_vote(item)
        agent, moment = item.values[-2:]
        who = self._agent(agent) if isinstance(agent, ast.Word) else None
        day = self._day(moment) if isinstance(moment, ast.MomentExpr) else None
        if item.kind == "breach":
            negated, norm, *_ = item.values
            norms = self.labels.norms(norm) if isinstance(norm, ast.Word) else []
            if isinstance(norm, ast.Word) and not norms:
                raise self.context.refuse(
                    "TL105", f"“{norm.text}” is text only: nobody can breach it", norm.place
                )
            return ExpectBreach(bool(negated), tuple(norms), who, day, item.place)
        negated, modality, deed, *_ = item.values
        assert isinstance(deed, ast.Deed)
        conditions = Conditions(self.context, self.labels, self.name)
        act, _ = conditions.act(deed.act, deed.target)
        name = deed.act.text if deed.target is None else act.name
        return ExpectNorm(bool(negated), Modality(modality), name, who, day, item.place)
