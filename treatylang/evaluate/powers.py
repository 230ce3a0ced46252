"""Which powers were exercised, and on which days the clauses that they reach are not in force.

An act that suspends, resumes or terminates takes effect where a norm permits or requires the agent
to do it on that day, as matters then stand; otherwise nothing follows from it. Only what has been
suspended is resumed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby

from treatylang.evaluate.calendar import Days
from treatylang.evaluate.truth import Verdict
from treatylang.evaluate.world import PastAct, World
from treatylang.model.draft import Draft, Power

Able = Callable[[World, PastAct], Verdict]
"""Whether a norm lets the agent do the act, in the world as it is on that day."""


@dataclass(frozen=True, slots=True)
class Exercised:
    """The powers that took effect, with their days, in order; ``missing`` names values without
    which it is not known whether others did."""

    powers: tuple[tuple[Power, int], ...] = ()
    missing: frozenset[str] = frozenset()

    @property
    def events(self) -> dict[tuple[str, str | None], int]:
        """The first day of each event that is the exercise of a power."""
        return {(power.event, None): day for power, day in reversed(self.powers)}

    def pauses(self, norm: str) -> tuple[Days, ...]:
        """Return the days on which the norm is not in force: after its suspension and before it
        is resumed, and after its termination. One that applies only after the termination is then
        in force on none."""
        over = [(power, day) for power, day in self.powers if norm in power.norms]
        resumed = [day for power, day in over if power.verb == "resume"]
        found = []
        for power, day in over:
            if power.verb == "terminate":
                found.append(Days(0 if norm in power.following else day + 1))
            elif power.verb == "suspend":
                end = min((other - 1 for other in resumed if other >= day), default=None)
                if end is None or end > day:
                    found.append(Days(day + 1, end))
        return tuple(found)


def exercised(draft: Draft, world: World, able: Able) -> Exercised:
    """Find out, day by day, which acts took effect; what the world says of it is set aside."""
    events = {power.event for power in draft.powers.values()}
    known = replace(
        world, events={key: day for key, day in world.events.items() if key[0] not in events}
    )
    acts = sorted((past for past in world.acts if past.act in draft.powers), key=_day)
    found = Exercised()
    for day, group in groupby(acts, key=_day):
        waiting = list(group)
        while waiting:
            then = replace(known, events={**known.events, **found.events}).until(day)
            verdicts = [(past, _effect(draft, found, then, past, able)) for past in waiting]
            done = [past for past, verdict in verdicts if verdict.value]
            if not done:
                missing = frozenset[str]().union(*(verdict.missing for _, verdict in verdicts))
                found = replace(found, missing=found.missing | missing)
                break
            now = tuple((draft.powers[past.act], day) for past in done)
            found = replace(found, powers=(*found.powers, *now))
            waiting = [past for past in waiting if past not in done]
    return found


def _day(past: PastAct) -> int:
    return past.day


def _effect(draft: Draft, found: Exercised, then: World, past: PastAct, able: Able) -> Verdict:
    power = draft.powers[past.act]
    if power.verb == "resume" and not any(
        other.verb == "suspend" and touches(power, other) for other, _ in found.powers
    ):
        return Verdict(False)
    return able(then, past)


def touches(power: Power, other: Power) -> bool:
    """Tell whether two powers are about some clause in common."""
    return power.target == other.target or bool(set(power.norms) & set(other.norms))
