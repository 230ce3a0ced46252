"""The scenario of a question: its variables, and how formulas about them are written.

Shares nothing with the evaluator, which judges it. Agents are symbols: "P" and "Q" for arbitrary
ones, or the name of a declared State or organ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from checker import text
from checker.calendar import Calendar
from checker.text import FALSE, TRUE, conj, disj, negation
from treatylang.model.draft import Act, Attribute, Draft, Norm
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
    And,
    Bound,
    BreachDay,
    Breached,
    CaseAttribute,
    CaseChoice,
    ChoiceBound,
    Compare,
    Did,
    EventDay,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Moment,
    Not,
    Number,
    NumberBound,
    Op,
    Or,
    Party,
    QuantityOf,
    RecordDay,
    Scaled,
    Sum,
    Term,
    Truth,
)

ENTRY = "entry_into_force"

Key = tuple[str, ...]
"""What a variable means: ("member", agent, class), ("fact", name, agent), ("quantity", name,
agent), ("happened", event, agent), ("day", event, agent), ("breached", norm, agent),
("breach day", norm, agent), ("done", record), ("record day", record), ("record", record,
attribute), ("case", act, attribute), ("entry",). An agent of "" is the world."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Who stands for the bearer and for the other side.

    ``across`` is who is on the other side of the act in question, for a norm that does not say.
    """

    bearer: str
    other: str = ""
    across: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A past act that the scenario may have: ``name`` is unique in the scene."""

    name: str
    act: str
    by: str
    to: str


@dataclass(slots=True)
class Scene:
    """Collects the variables of one question while its formulas are written."""

    draft: Draft
    names: dict[str, tuple[str, Key]] = field(default_factory=dict)
    """Each constant with its sort and its meaning."""
    records: dict[str, Record] = field(default_factory=dict)
    agents: set[str] = field(default_factory=set)
    calendar: Calendar = field(default_factory=Calendar)
    as_of: str = ""
    """A day: formulas are then read as matters stand on it, without what happens only later."""
    about: set[str] = field(default_factory=set)
    """The norms that were written in it."""

    # --- variables -------------------------------------------------------------------------

    def variable(self, sort: str, *key: str) -> str:
        """Return the constant with this meaning."""
        name = f"|{' / '.join(key)}|"
        self.names[name] = (sort, key)
        return name

    def member(self, agent: str, name: str) -> str:
        """The agent is in the class, is the organ, or is the State, of this name."""
        self.agents.add(agent)
        singles = self.draft.states.keys() | {
            organ.name for organ in self.draft.organs.values() if organ.of_each is None
        }
        if agent == name and name not in self.draft.classes:
            return TRUE
        if agent in singles and name in singles:
            return FALSE
        return self.variable("Bool", "member", agent, name)

    def happened(self, event: str, agent: str) -> str:
        return TRUE if event == ENTRY else self.variable("Bool", "happened", event, agent)

    def event_day(self, event: str, agent: str) -> str:
        return "0" if event == ENTRY else self.variable("Int", "day", event, agent)

    def breached(self, norm: str, agent: str) -> str:
        return self.variable("Bool", "breached", norm, agent)

    def breach_day(self, norm: str, agent: str) -> str:
        return self.variable("Int", "breach day", norm, agent)

    def by_then(self, day: str) -> str:
        """What has this day has happened by the day as of which formulas are read."""
        return f"(<= {day} {self.as_of})" if self.as_of else TRUE

    def entry_date(self) -> str:
        """The date of day 0 as a count of days of the calendar."""
        for instrument in self.draft.instruments.values():
            if instrument.in_force_on is not None:
                return str(instrument.in_force_on.toordinal())
        return self.variable("Int", "entry")

    def attribute(self, attribute: Attribute, *key: str) -> str:
        sort = "Int" if attribute.options or attribute.whole else "Real"
        return self.variable(sort, *key)

    # --- agents --------------------------------------------------------------------------------

    def agent(self, agent: Agent, roles: Roles) -> str:
        """Return the symbol that a formula's agent means."""
        symbol = {BEARER: roles.bearer, OTHER: roles.other or f"{roles.bearer}'s partner"}.get(
            agent, agent.name
        )
        self.agents.add(symbol)
        return symbol

    def whose(self, of: Agent | None, roles: Roles) -> str:
        return "" if of is None else self.agent(of, roles)

    def same(self, one: str, other: str) -> str:
        """Whether two symbols are the same agent: distinct, unless one names a State."""
        if one == other:
            return TRUE
        named = self.draft.states.keys() | self.draft.organs.keys()
        if other in named:
            return self.member(one, other)
        return self.member(other, one) if one in named else FALSE

    # --- past acts --------------------------------------------------------------------------------

    def record(self, did: Did, roles: Roles, tag: str) -> Record:
        """Enter the past act that a positive mention is about."""
        name = f"{did.record}{tag} by {roles.bearer}"
        if name not in self.records:
            agent = self.agent(did.agent, roles)
            other = ""
            if self.draft.acts[did.act].other is not None:
                # The other side is the norm's own where the norm has one, somebody else otherwise.
                across = roles.bearer if agent == roles.other else roles.other
                other = across or f"{agent}'s partner"
                self.agents.add(other)
            by, to = (other, agent) if did.accepting else (agent, other)
            self.records[name] = Record(name, did.act, by, to)
        return self.records[name]

    def done(self, record: Record) -> str:
        return self.variable("Bool", "done", record.name)

    def record_day(self, record: Record) -> str:
        return self.variable("Int", "record day", record.name)

    def matches(self, did: Did, roles: Roles, record: Record) -> str:
        """Whether the past act is one that the mention describes."""
        if record.act != did.act:
            return FALSE
        agent = self.agent(did.agent, roles)
        own, other = (record.to, record.by) if did.accepting else (record.by, record.to)
        act = self.draft.acts[did.act]
        values = {
            name: self.attribute(attribute, "record", record.name, name)
            for name, attribute in act.attributes.items()
            if any(bound.attribute == name for bound in did.bounds)
        }
        parts = [self.done(record), self.same(own, agent)]
        if self.as_of:
            parts.append(self.by_then(self.record_day(record)))
        parts += [self.bound(act, bound, values, roles) for bound in did.bounds]
        if did.other is not None:
            parts.append(self.described(did.other, other, roles))
        if did.kind:
            parts.append(self.member(agent, did.kind))
        return conj(parts)

    def described(self, party: Party, agent: str, roles: Roles) -> str:
        """Whether the agent on the other side is as described."""
        where = [
            self.formula(part, Roles(roles.bearer, agent), positive=None) for part in party.where
        ]
        return conj([self.member(agent, party.name) if party.name else TRUE, *where])

    def bound(self, act: Act, bound: Bound, values: Mapping[str, str], roles: Roles) -> str:
        """One bound on the attributes of an instance, whose values are given as terms."""
        attribute = act.attributes[bound.attribute]
        value = values[bound.attribute]
        if isinstance(bound, ChoiceBound):
            equal = f"(= {value} {attribute.options.index(bound.option)})"
            return equal if bound.equal else negation(equal)
        assert isinstance(bound, NumberBound)
        left = f"(to_real {value})" if attribute.whole else value
        return comparison(left, bound.op, self.term(bound.term, roles))

    # --- formulas --------------------------------------------------------------------------------

    def formula(
        self, formula: Formula, roles: Roles, *, positive: bool | None = True, tag: str = ""
    ) -> str:
        """Write a condition. A positive mention of a past act is about a record of its own
        (``tag`` tells apart several uses of one norm); a negative one is about every record. With
        None, every mention is about every record."""
        match formula:
            case Truth(value):
                return TRUE if value else FALSE
            case FactHolds(name, of):
                return self.variable("Bool", "fact", name, self.whose(of, roles))
            case Compare(left, op, right):
                return comparison(self.term(left, roles), op, self.term(right, roles))
            case CaseChoice(act, attribute, option):
                declared = self.draft.acts[act].attributes[attribute]
                chosen = self.attribute(declared, "case", act, attribute)
                return f"(= {chosen} {declared.options.index(option)})"
            case IsMember(agent, name):
                return self.member(self.agent(agent, roles), name)
            case Did():
                if positive:
                    return self.matches(formula, roles, self.record(formula, roles, tag))
                return disj(self.matches(formula, roles, r) for r in self.sorted_records())
            case Breached(norm, agent):
                who = self.agent(agent, roles)
                if not self.as_of:
                    return self.breached(norm, who)
                return conj([self.breached(norm, who), self.by_then(self.breach_day(norm, who))])
            case Happened(event, of):
                whose = self.whose(of, roles)
                if not self.as_of:
                    return self.happened(event, whose)
                day = self.event_day(event, whose)
                return conj([self.happened(event, whose), self.by_then(day)])
            case Not(part):
                turned = None if positive is None else not positive
                return negation(self.formula(part, roles, positive=turned, tag=tag))
            case And(parts):
                return conj(self.formula(p, roles, positive=positive, tag=tag) for p in parts)
            case Or(parts):
                return disj(self.formula(p, roles, positive=positive, tag=tag) for p in parts)

    def sorted_records(self) -> Iterator[Record]:
        return iter([self.records[name] for name in sorted(self.records)])

    def term(self, term: Term, roles: Roles) -> str:
        """Write a number, as a term of sort Real in base units."""
        match term:
            case Number(value, _):
                return text.real(value)
            case QuantityOf(name, of, _):
                whole = self.draft.quantities[name].whole
                sort = "Int" if whole else "Real"
                found = self.variable(sort, "quantity", name, self.whose(of, roles))
                return f"(to_real {found})" if whole else found
            case CaseAttribute(act, attribute, _):
                declared = self.draft.acts[act].attributes[attribute]
                found = self.attribute(declared, "case", act, attribute)
                return f"(to_real {found})" if declared.whole else found
            case Sum(terms):
                return f"(+ {' '.join(self.term(part, roles) for part in terms)})"
            case Scaled(factor, inner):
                return f"(* {text.real(factor)} {self.term(inner, roles)})"

    # --- time ------------------------------------------------------------------------------------

    def anchor(self, moment: Moment, roles: Roles, tag: str) -> tuple[str, str]:
        """Return whether the moment's anchor has happened, and its day."""
        exists, day = self._anchor(moment, roles, tag)
        if self.as_of and not isinstance(moment.anchor, date):
            exists = conj([exists, self.by_then(day)])
        return exists, day

    def _anchor(self, moment: Moment, roles: Roles, tag: str) -> tuple[str, str]:
        match moment.anchor:
            case date() as day:
                return TRUE, f"(- {day.toordinal()} {self.entry_date()})"
            case EventDay(event, of):
                agent = self.whose(of, roles)
                return self.happened(event, agent), self.event_day(event, agent)
            case RecordDay(record):
                found = self.records[f"{record}{tag} by {roles.bearer}"]
                return self.done(found), self.record_day(found)
            case BreachDay(norm, who):
                agent = self.agent(who, roles)
                return self.breached(norm, agent), self.breach_day(norm, agent)

    def moment(self, moment: Moment, roles: Roles, tag: str) -> tuple[str, str]:
        """Return whether the moment exists, and its day."""
        exists, day = self.anchor(moment, roles, tag)
        offset = moment.offset
        if offset.unit == "day" or offset.count == 0:
            return exists, text.plus(day, offset.count)
        if isinstance(moment.anchor, date):
            ordinal: str = str(moment.anchor.toordinal())
        else:
            entry = self.entry_date()
            ordinal = f"(+ {entry} {day})" if day != "0" else entry
        moved = self.calendar.months_after(ordinal, offset.count, self.draft.rounding)
        return exists, f"(- {moved} {self.entry_date()})"


def comparison(left: str, op: Op, right: str) -> str:
    """Compare two terms of sort Real."""
    if op is Op.NE:
        return f"(not (= {left} {right}))"
    return f"({op.value} {left} {right})"


def acts_in(formula: Formula) -> Iterator[Did]:
    """Yield every mention of a past act."""
    match formula:
        case Did():
            yield formula
        case Not(part):
            yield from acts_in(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from acts_in(part)


def positive_acts(norm: Norm, *, denied: bool = False) -> list[Did]:
    """Return the past acts that a norm's application rests on, in order (``denied``: those that
    its not applying rests on)."""

    def walk(formula: Formula, positive: bool) -> Iterator[Did]:
        match formula:
            case Did() if positive:
                yield formula
            case Not(part):
                yield from walk(part, not positive)
            case And(parts) | Or(parts):
                for part in parts:
                    yield from walk(part, positive)

    found = [did for part in norm.conditions for did in walk(part.formula, not denied)]
    return found + [did for part in norm.exceptions for did in walk(part.formula, denied)]
