"""Whether a scenario is a possible one: what of the background it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from treatylang.evaluate.application import (
    Application,
    applications,
    others_for,
    powers_exercised,
)
from treatylang.evaluate.calendar import window_days
from treatylang.evaluate.judge import excluding
from treatylang.evaluate.region import region_of
from treatylang.evaluate.truth import NotGiven, Reader
from treatylang.evaluate.world import ENTRY, PastAct, Roles, World, given_names
from treatylang.model.draft import Assumption, DoAct, Draft, Keep, Modality
from treatylang.model.formula import EventDay


def violations(draft: Draft, world: World) -> list[str]:
    """Return in words what of the background the scenario breaks; nothing where it is possible.

    An assumption that is unknown for want of a value is not broken.
    """
    return [
        *_assumptions(draft, world),
        *_memberships(draft, world),
        *_days(world),
        *_numbers(draft, world),
        *_acts(draft, world),
        *_breaches(draft, world),
        *_powers(draft, world),
    ]


# --- assumptions and definitions ------------------------------------------------------------------


def _assumptions(draft: Draft, world: World) -> Iterator[str]:
    for assumption in draft.assumptions:
        for agent in _about(draft, world, assumption.about):
            whose = f" for {agent}" if agent else ""
            if _broken(draft, world, assumption, Roles(agent)):
                yield f"{assumption.label} does not hold{whose}"


def _about(draft: Draft, world: World, name: str | None) -> Iterator[str | None]:
    if name is None:
        yield None
        return
    for agent in world.agents:
        if Reader(draft, world, Roles(agent), {}).member(agent, name).value:
            yield agent


def _broken(draft: Draft, world: World, assumption: Assumption, roles: Roles) -> bool:
    reader = Reader(draft, world, roles, {})
    if assumption.formula is not None and reader.read(assumption.formula).value is False:
        return True
    if assumption.event is None:
        return False
    day = _event_day(world, assumption.event, roles)
    if assumption.then is not None:
        # Days are the finest measure: two events of one day may stand in either order.
        after = _event_day(world, assumption.then, roles)
        return after is not None and (day is None or day > after)
    window = window_days(draft, world, assumption.window, roles, {})
    return window is not None and (day is None or day not in window)


def _event_day(world: World, event: EventDay, roles: Roles) -> int | None:
    return world.event_day(event.event, None if event.of is None else world.agent(event.of, roles))


def _memberships(draft: Draft, world: World) -> Iterator[str]:
    names = {agent: given_names(draft, world, agent) for agent in world.agents}
    for agent, given in names.items():
        reader = Reader(draft, world, Roles(agent), {})
        for name in sorted(given):
            if reader.member(agent, name).value is False:
                yield f"{agent} is given as {name}, and is not by its definition"
        states = sorted(given & draft.states.keys())
        if len(states) > 1:
            yield f"{agent} is more than one State: {', '.join(states)}"
    single = {organ.name for organ in draft.organs.values() if organ.of_each is None}
    for name in sorted(single | draft.states.keys()):
        holders = [agent for agent, given in names.items() if name in given]
        if len(holders) > 1:
            yield f"{name} is more than one agent: {', '.join(holders)}"


# --- days and numbers -----------------------------------------------------------------------------


def _days(world: World) -> Iterator[str]:
    for (event, of), day in world.events.items():
        whose = f" of {of}" if of else ""
        if event == ENTRY and day != 0:
            yield f"{ENTRY} is day 0, not day {day}"
        elif day < 0:
            yield f"{event}{whose} happened on day {day}, before the entry into force"
    for past in world.acts:
        if past.day < 0:
            yield f"{past.act} by {past.by} is on day {past.day}, before the entry into force"


def _numbers(draft: Draft, world: World) -> Iterator[str]:
    for (name, of), value in world.quantities.items():
        if draft.quantities[name].whole and value.denominator != 1:
            yield f"{name}{f' of {of}' if of else ''} is not a whole number: {value}"
    cases = [(act, name, value) for (act, name), value in world.case.items()]
    done = [
        (past.act, name, value) for past in world.acts for name, value in past.attributes.items()
    ]
    for act, name, found in (*cases, *done):
        attribute = draft.acts[act].attributes[name]
        if isinstance(found, str):
            if found not in attribute.options:
                yield f"{name} of {act} has no option {found}"
        elif attribute.options:
            yield f"{name} of {act} is one of its options, not {found}"
        elif attribute.whole and found.denominator != 1:
            yield f"{name} of {act} is not a whole number: {found}"


# --- acts and breaches ----------------------------------------------------------------------------


def _acts(draft: Draft, world: World) -> Iterator[str]:
    for first, second in combinations(world.acts, 2):
        same_agents = (first.by, first.to) == (second.by, second.to)
        if first.act == second.act and draft.acts[first.act].once and same_agents:
            yield f"{first.act} by {first.by} is done once, and took place twice"
        together = first.by == second.by and first.day == second.day
        if together and excluding(draft, first.act, second.act):
            yield f"{first.by} did {first.act} and {second.act} on one day; they exclude each other"


def _powers(draft: Draft, world: World) -> Iterator[str]:
    """What the exercise of a power brings about happens on its day, and not otherwise."""
    events = powers_exercised(draft, world).events
    for power in draft.powers.values():
        right, told = (days.get((power.event, None)) for days in (events, world.events))
        if right != told:
            day = "never" if right is None else f"on day {right}"
            yield f"the {power.event} takes effect {day}"


def _breaches(draft: Draft, world: World) -> Iterator[str]:
    for (name, agent), day in world.breaches.items():
        norm = draft.norms[name]
        found = [
            one
            for other in others_for(world, norm, agent)
            for one in applications(draft, world, norm, agent, other, despite_breach=True, on=day)
        ]
        if not any(_grounded(draft, world, one, day) for one in found):
            yield f"the breach of {name} by {agent} on day {day} has no grounds"


def _grounded(draft: Draft, world: World, application: Application, day: int) -> bool:
    """Tell whether the norm, applied so, could have been breached on the day."""
    norm = draft.norms[application.norm]
    window = application.window
    match norm.modality, norm.content:
        case Modality.DUTY, DoAct():
            missed = not _done(draft, world, application)
            return missed and window.last in (None, day) and day >= window.first
        case Modality.PROHIBITION, DoAct():
            return any(past.day == day for past in _done(draft, world, application))
        case Modality.DUTY | Modality.PROHIBITION, Keep():
            return day in window
        case _:
            return False


def _done(draft: Draft, world: World, application: Application) -> list[PastAct]:
    """Return the past acts in the application's region; of unknown ones, it takes that they are
    not, since what is unknown gives no grounds against a scenario."""
    try:
        region = region_of(draft, world, application)
    except NotGiven:
        return []
    return [past for past in world.acts if past in region]
