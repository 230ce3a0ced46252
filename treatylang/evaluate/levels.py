"""Subsidiarity in one scenario: how far effects reach, which level suffices, which is needed."""

from __future__ import annotations

from collections.abc import Iterable

from treatylang.evaluate.truth import (
    TRUE,
    NotGiven,
    Reader,
    Verdict,
    all_of,
    any_of,
    unknown,
)
from treatylang.evaluate.world import Roles, World
from treatylang.model.draft import Draft, Matter
from treatylang.model.formula import Formula

NOBODY = Roles()


def reach(draft: Draft, world: World, matter: Matter, roles: Roles = NOBODY) -> str:
    """Return the lowest level that contains the effects; raise NotGiven where it is unknown.

    A matter that does not say how far its effects reach in this case leaves it unknown.
    """
    for level, condition in matter.reaches:
        found = _read(draft, world, roles, condition)
        if found.value is None:
            raise NotGiven(found.missing)
        if found.value:
            return level
    raise NotGiven({f"the reach of {matter.name}"})


def suffices(
    draft: Draft, world: World, matter: Matter, level: str, roles: Roles = NOBODY
) -> bool | None:
    """Tell whether units of the level can achieve the objective; None where it is unknown.

    A level above one that suffices, suffices; the highest does unless the matter says when. Where
    the matter says nothing of what is achieved, it is unknown for all others.
    """
    return _suffices(draft, world, matter, level, roles).value


def needed(
    draft: Draft, world: World, matter: Matter, profile: str = "", roles: Roles = NOBODY
) -> str | None:
    """Return the lowest level that passes the profile's test of necessity.

    None where no level does, and for the profile "us", which has no such test. NotGiven is raised
    where a missing value leaves it open.
    """
    if profile == "us":
        return None
    for level in draft.levels:
        found = _passes(draft, world, matter, level, profile, roles)
        if found.value is None:
            raise NotGiven(found.missing)
        if found.value:
            return level
    return None


def passes(
    draft: Draft,
    world: World,
    matter: Matter,
    level: str,
    profile: str = "",
    roles: Roles = NOBODY,
) -> bool | None:
    """Tell whether the level, or one below it, passes the profile's test of necessity.

    None where it is unknown. This can be known where the lowest such level is not.
    """
    return _passes(draft, world, matter, level, profile, roles).value


def _passes(
    draft: Draft, world: World, matter: Matter, level: str, profile: str, roles: Roles
) -> Verdict:
    enough = _suffices(draft, world, matter, level, roles)
    contains = _contains(draft, world, matter, level, roles)
    if profile == "eu":
        # To go up takes both insufficiency below and effects beyond: either lacking, it stays.
        return any_of((contains, enough))
    if profile == "swiss":
        if matter.uniform is None or level == draft.levels[-1]:
            return enough
        return all_of((enough, _read(draft, world, roles, matter.uniform).negated))
    return all_of((contains, enough))


def _contains(draft: Draft, world: World, matter: Matter, level: str, roles: Roles) -> Verdict:
    """Tell whether the effects stay within the level's territory: in the highest, all do."""
    if level == draft.levels[-1]:
        return TRUE
    rank = draft.levels.index(level)
    contains = unknown(f"the reach of {matter.name}")
    for reached, condition in reversed(matter.reaches):
        # The first branch whose condition holds decides: build the choice from the last one up.
        found = _read(draft, world, roles, condition)
        inside = Verdict(draft.levels.index(reached) <= rank)
        # The third way settles what does not depend on which branch holds.
        ways = ((found, inside), (found.negated, contains), (inside, contains))
        contains = any_of(map(all_of, ways))
    return contains


def _suffices(draft: Draft, world: World, matter: Matter, level: str, roles: Roles) -> Verdict:
    rank = draft.levels.index(level)
    stated = [name for name, _ in matter.achieved]
    if level == draft.levels[-1] and level not in stated:
        return TRUE
    if not matter.achieved:
        return unknown(f"what the {level} level can achieve for {matter.name}")
    below: Iterable[Formula | None] = (
        condition for name, condition in matter.achieved if draft.levels.index(name) <= rank
    )
    return any_of(_read(draft, world, roles, condition) for condition in below)


def _read(draft: Draft, world: World, roles: Roles, condition: Formula | None) -> Verdict:
    return TRUE if condition is None else Reader(draft, world, roles, {}).read(condition)
