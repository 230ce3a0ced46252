"""One concrete scenario: who is what, what holds, what happened and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from treatylang.model.draft import Draft
from treatylang.model.formula import BEARER, OTHER, Agent

ENTRY = "entry_into_force"
"""The event that is day 0 of every scenario."""


@dataclass(frozen=True, slots=True)
class PastAct:
    """An act that took place: by whom, to whom, how and on which day."""

    act: str
    by: str
    to: str | None
    attributes: Mapping[str, Fraction | str]
    day: int


Binding = Mapping[str, PastAct]
"""The past act that each record (``Did.record``) is about."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Whom a formula means by its bearer and by the other side."""

    bearer: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class World:
    """A scenario. Facts, events and acts that it does not list do not hold; quantities that it
    does not list are unknown. Numbers stand in base units. What is so of a named State or organ
    is listed under the agent that is it, and under its own name only where no agent is."""

    entry: date | None = None
    """The calendar date of day 0."""
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Each agent with the classes, organs and States that it is given to be."""
    facts: frozenset[tuple[str, str | None]] = frozenset()
    quantities: Mapping[tuple[str, str | None], Fraction] = field(default_factory=dict)
    events: Mapping[tuple[str, str | None], int] = field(default_factory=dict)
    acts: tuple[PastAct, ...] = ()
    breaches: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """The day of each breach, by norm and agent."""
    case: Mapping[tuple[str, str], Fraction | str] = field(default_factory=dict)
    """The attributes of the act at issue, by act and attribute."""

    @property
    def agents(self) -> tuple[str, ...]:
        """Every agent that the scenario speaks of, sorted."""
        acting = {side for past in self.acts for side in (past.by, past.to) if side is not None}
        return tuple(sorted({*self.members, *acting}))

    def named(self, name: str) -> str:
        """Return the agent that is this State or organ; it stands for itself where none is."""
        holders = sorted(agent for agent, names in self.members.items() if name in names)
        return holders[0] if holders else name

    def agent(self, agent: Agent, roles: Roles) -> str | None:
        """Return whom a formula's agent means; None where the role is not filled."""
        if agent == BEARER:
            return roles.bearer
        if agent == OTHER:
            return roles.other
        return self.named(agent.name)

    def until(self, day: int) -> World:
        """Return the scenario as it is on the day: without what happens only later."""
        return replace(
            self,
            events={key: at for key, at in self.events.items() if at <= day},
            acts=tuple(past for past in self.acts if past.day <= day),
            breaches={key: at for key, at in self.breaches.items() if at <= day},
        )

    def event_day(self, event: str, of: str | None) -> int | None:
        """Return the day of the event; None where it never happens."""
        return 0 if event == ENTRY else self.events.get((event, of))


def given_names(draft: Draft, world: World, agent: str) -> frozenset[str]:
    """Return what the agent is given to be, with the classes that this implies."""
    names = set(world.members.get(agent, ()))
    if agent in draft.states or agent in draft.organs:
        names.add(agent)
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        implied: tuple[str, ...] = ()
        if name in draft.states:
            implied = draft.states[name].classes
        elif name in draft.classes:
            parent = draft.classes[name].parent
            implied = () if parent is None else (parent,)
        waiting.extend(above for above in implied if above not in names)
        names.update(implied)
    return frozenset(names)
