"""The world that a draft's scenario describes: closed, apart from quantities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from treatylang.evaluate.calendar import day_of
from treatylang.evaluate.world import PastAct, Roles, World
from treatylang.model.draft import (
    Draft,
    GivenAct,
    GivenAgent,
    GivenCase,
    GivenEvent,
    GivenFact,
    GivenQuantity,
    Scenario,
)
from treatylang.model.formula import Compare, FactHolds, Number, Op, QuantityOf, conjuncts

History = tuple[tuple[int, Fraction], ...]
"""The values of a quantity, each with the day from which it has it, in order."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A scenario's world, and the values at which controlled quantities are kept over time."""

    world: World
    kept: Mapping[tuple[str, str], History]


def setting_of(draft: Draft, scenario: Scenario) -> Setting:
    """Build the world of a scenario; raise NoDate for a date where day 0 has none.

    What is not given does not hold or did not happen, but a quantity not given is unknown. Of a
    controlled quantity that changes, conditions see no value, since it has no single one.
    """
    entry = next((i.in_force_on for i in draft.instruments.values() if i.in_force_on), None)
    members = _members(draft, scenario)
    named = World(members=members)

    def who(name: str) -> str:
        return name if name in members else named.named(name)

    def whose(name: str | None) -> str | None:
        return None if name is None else who(name)

    def day(moment: int | date) -> int:
        return day_of(entry, moment) if isinstance(moment, date) else moment

    facts, values = _settled(draft, named)
    events: dict[tuple[str, str | None], int] = {}
    acts: list[PastAct] = []
    case: dict[tuple[str, str], Fraction | str] = {}
    history: dict[tuple[str, str | None], dict[int, Fraction]] = {}
    for given in scenario.given:
        match given:
            case GivenAct():
                by, to = who(given.agent), whose(given.other)
                acts.append(PastAct(given.act, by, to, given.attributes, day(given.day)))
            case GivenEvent(event, of, moment):
                events[event, whose(of)] = day(moment)
            case GivenFact(name, of, True):
                facts.add((name, whose(of)))
            case GivenFact(name, of):
                facts.discard((name, whose(of)))
            case GivenQuantity(name, of, value):
                start = 0 if given.day is None else day(given.day)
                history.setdefault((name, whose(of)), {})[start] = value
            case GivenCase(act, attribute, found):
                case[act, attribute] = found
            case GivenAgent():
                pass
    for key, steps in history.items():
        values.pop(key, None)
        if len(set(steps.values())) == 1:
            values[key] = next(iter(steps.values()))
    kept = {
        (name, of): tuple(sorted(steps.items()))
        for (name, of), steps in history.items()
        if of is not None and draft.quantities[name].controlled
    }
    world = World(entry, members, frozenset(facts), values, events, tuple(acts), {}, case)
    return Setting(world, kept)


def _members(draft: Draft, scenario: Scenario) -> dict[str, frozenset[str]]:
    """Return who the agents are: those given, and the States and organs that are named."""
    members: dict[str, frozenset[str]] = {}
    for given in scenario.given:
        if isinstance(given, GivenAgent):
            own = {given.name} & (draft.states.keys() | draft.organs.keys())
            names = members.get(given.name, frozenset())
            members[given.name] = names | own | frozenset(given.classes)
    held = frozenset[str]().union(*members.values())
    for name in _named(scenario):
        if name not in members and name not in held:
            members[name] = frozenset({name} & (draft.states.keys() | draft.organs.keys()))
    return members


def _named(scenario: Scenario) -> Iterator[str]:
    for given in scenario.given:
        match given:
            case GivenAct():
                yield given.agent
                if given.other is not None:
                    yield given.other
            case GivenEvent(_, of) | GivenFact(_, of) | GivenQuantity(_, of):
                if of is not None:
                    yield of


# --- what the draft itself settles of its named States ----------------------------------------


def _settled(
    draft: Draft, world: World
) -> tuple[set[tuple[str, str | None]], dict[tuple[str, str | None], Fraction]]:
    """Return the facts and values that the draft's assumptions fix outright."""
    facts: set[tuple[str, str | None]] = set()
    values: dict[tuple[str, str | None], Fraction] = {}
    for assumption in draft.assumptions:
        if assumption.about is None and assumption.formula is not None:
            for part in conjuncts(assumption.formula):
                match part:
                    case FactHolds(name, of):
                        facts.add((name, None if of is None else world.agent(of, Roles())))
                    case Compare(QuantityOf(name, of), Op.EQ, Number(value)):
                        holder = None if of is None else world.agent(of, Roles())
                        values[name, holder] = value
    return facts, values
