"""The truth of a formula in a scenario: true, false, or unknown for want of a value (Kleene).

Whatever is unknown comes with the names of the values that were missing, and only with those that
mattered: a conjunction with a false part is false whatever else is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from treatylang.evaluate.world import Binding, PastAct, Roles, World, given_names
from treatylang.model.draft import Draft
from treatylang.model.formula import (
    BEARER,
    Agent,
    And,
    Bound,
    Breached,
    CaseAttribute,
    CaseChoice,
    ChoiceBound,
    Compare,
    Did,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Not,
    Number,
    Op,
    Or,
    Party,
    QuantityOf,
    Scaled,
    Sum,
    Term,
    Truth,
)


class NotGiven(Exception):
    """A question has no answer because the scenario lacks the values in ``names``."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        super().__init__("; ".join(f"{name} is not given" for name in sorted(self.names)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """A truth value with what was missing (nothing, where the value is known)."""

    value: bool | None
    missing: frozenset[str] = frozenset()

    @property
    def negated(self) -> Verdict:
        return self if self.value is None else Verdict(not self.value)


TRUE = Verdict(True)
FALSE = Verdict(False)


def unknown(*names: str) -> Verdict:
    return Verdict(None, frozenset(names))


def all_of(parts: Iterable[Verdict]) -> Verdict:
    """Return the conjunction; it reads no further than the first false part."""
    missing: frozenset[str] = frozenset()
    for part in parts:
        if part.value is False:
            return FALSE
        missing |= part.missing
    return Verdict(None, missing) if missing else TRUE


def any_of(parts: Iterable[Verdict]) -> Verdict:
    """Return the disjunction."""
    return all_of(part.negated for part in parts).negated


def compare(left: Fraction, op: Op, right: Fraction) -> bool:
    """Compare two exact numbers."""
    match op:
        case Op.LT:
            return left < right
        case Op.LE:
            return left <= right
        case Op.EQ:
            return left == right
        case Op.NE:
            return left != right
        case Op.GE:
            return left >= right
        case Op.GT:
            return left > right


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads formulas and terms of a draft in one scenario, for given roles and records."""

    draft: Draft
    world: World
    roles: Roles
    binding: Binding

    def read(self, formula: Formula) -> Verdict:
        """Return the truth of the formula."""
        match formula:
            case Truth(value):
                return Verdict(value)
            case And(parts):
                return all_of(map(self.read, parts))
            case Or(parts):
                return any_of(map(self.read, parts))
            case Not(part):
                return self.read(part).negated
            case Compare(left, op, right):
                return self._compare(left, op, right)
            case CaseChoice(act, attribute, option):
                given = self.world.case.get((act, attribute))
                return unknown(f"{act}.{attribute}") if given is None else Verdict(given == option)
            case Did():
                return self._did(formula)
            case FactHolds() | IsMember() | Breached() | Happened():
                return self._atom(formula)

    def _atom(self, formula: FactHolds | IsMember | Breached | Happened) -> Verdict:
        match formula:
            case FactHolds(name, of):
                agent = self._agent(of)
                return _unfilled(of) if of and not agent else self._listed(name, agent)
            case IsMember(role, name):
                agent = self._agent(role)
                return _unfilled(role) if agent is None else self.member(agent, name)
            case Breached(norm, role):
                agent = self._agent(role)
                if agent is None:
                    return _unfilled(role)
                return Verdict((norm, agent) in self.world.breaches)
            case Happened(event, of):
                agent = self._agent(of)
                if of and not agent:
                    return _unfilled(of)
                return Verdict(self.world.event_day(event, agent) is not None)

    def _listed(self, fact: str, agent: str | None) -> Verdict:
        return Verdict((fact, agent) in self.world.facts)

    def _agent(self, agent: Agent | None) -> str | None:
        return None if agent is None else self.world.agent(agent, self.roles)

    def _compare(self, left: Term, op: Op, right: Term) -> Verdict:
        first, lacking = self.number(left)
        second, lacking_too = self.number(right)
        if first is None or second is None:
            return Verdict(None, lacking | lacking_too)
        return Verdict(compare(first, op, second))

    def number(self, term: Term) -> tuple[Fraction | None, frozenset[str]]:
        """Return the value of the term and what was missing for it."""
        match term:
            case Number(constant):
                return constant, frozenset()
            case QuantityOf(name, of):
                agent = self._agent(of)
                found = self.world.quantities.get((name, agent))
                whose = f" of {agent or of.name}" if of else ""
                return found, frozenset() if found is not None else frozenset({name + whose})
            case CaseAttribute(act, attribute):
                given = self.world.case.get((act, attribute))
                if isinstance(given, Fraction):
                    return given, frozenset()
                return None, frozenset({f"{act}.{attribute}"})
            case Scaled(factor, part):
                scaled, missing = self.number(part)
                return None if scaled is None else factor * scaled, missing
            case Sum(parts):
                read = [self.number(part) for part in parts]
                missing = frozenset[str]().union(*(lacking for _, lacking in read))
                known = [value for value, _ in read if value is not None]
                return None if missing else sum(known, Fraction(0)), missing

    def member(self, agent: str, name: str) -> Verdict:
        """Tell whether the agent is in the class, is the organ, or is the State, of this name.

        What is given decides a defined class only where its definition leaves the matter open.
        """
        given = name in given_names(self.draft, self.world, agent)
        defined = self.draft.classes.get(name)
        if defined is None or defined.where is None:
            return Verdict(given)
        inner = Reader(self.draft, self.world, Roles(agent), {})
        parent = TRUE if defined.parent is None else self.member(agent, defined.parent)
        found = all_of((parent, inner.read(defined.where)))
        return TRUE if found.value is None and given else found

    def described(self, party: Party | None, agent: str | None) -> Verdict:
        """Tell whether the agent on the other side of an act is as the party must be."""
        if party is None:
            return TRUE
        if agent is None:
            return Verdict(not party.name and not party.where)
        inner = Reader(self.draft, self.world, Roles(self.roles.bearer, agent), self.binding)
        named = self.member(agent, party.name) if party.name else TRUE
        return all_of((named, *map(inner.read, party.where)))

    def matches(self, did: Did, past: PastAct) -> Verdict:
        """Tell whether the past act is one that the formula is about."""
        own, across = (past.to, past.by) if did.accepting else (past.by, past.to)
        agent = self._agent(did.agent)
        if agent is None:
            return _unfilled(did.agent)
        if did.act != past.act or own != agent:
            return FALSE
        inner = self
        if did.other is not None:
            inner = Reader(self.draft, self.world, Roles(self.roles.bearer, across), self.binding)
        bounds = (inner._bound(bound, past) for bound in did.bounds)
        kind = self.member(agent, did.kind) if did.kind else TRUE
        return all_of((kind, self.described(did.other, across), *bounds))

    def _did(self, did: Did) -> Verdict:
        if did.record in self.binding:
            return self.matches(did, self.binding[did.record])
        return any_of(self.matches(did, past) for past in self.world.acts)

    def _bound(self, bound: Bound, past: PastAct) -> Verdict:
        actual = past.attributes.get(bound.attribute)
        if actual is None:
            return unknown(f"{bound.attribute} of {past.act} by {past.by} on day {past.day}")
        if isinstance(bound, ChoiceBound):
            return Verdict((actual == bound.option) is bound.equal)
        limit, missing = self.number(bound.term)
        if limit is None:
            return Verdict(None, missing)
        return Verdict(isinstance(actual, Fraction) and compare(actual, bound.op, limit))


def _unfilled(role: Agent) -> Verdict:
    return unknown("the bearer" if role == BEARER else "the other side")


def holds(
    draft: Draft,
    world: World,
    formula: Formula,
    roles: Roles,
    binding: Binding,
    missing: set[str] | None = None,
) -> bool | None:
    """Return the truth of the formula; what made it unknown is added to ``missing``."""
    verdict = Reader(draft, world, roles, binding).read(formula)
    if missing is not None:
        missing |= verdict.missing
    return verdict.value


def value(
    draft: Draft,
    world: World,
    term: Term,
    roles: Roles,
    binding: Binding,
    missing: set[str] | None = None,
) -> Fraction | None:
    """Return the term's value; what made it unknown is added to ``missing``."""
    number, lacking = Reader(draft, world, roles, binding).number(term)
    if missing is not None:
        missing |= lacking
    return number


def member(
    draft: Draft, world: World, agent: str, name: str, missing: set[str] | None = None
) -> bool | None:
    """Tell whether the agent is in the class, is the organ, or is the State, of this name."""
    verdict = Reader(draft, world, Roles(agent), {}).member(agent, name)
    if missing is not None:
        missing |= verdict.missing
    return verdict.value
