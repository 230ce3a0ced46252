"""Which norms apply to whom in a scenario, in which ways, and on which days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from treatylang.evaluate.calendar import Days, window_days
from treatylang.evaluate.powers import Exercised, exercised, touches
from treatylang.evaluate.truth import TRUE, NotGiven, Reader, Verdict, all_of, any_of
from treatylang.evaluate.world import Binding, PastAct, Roles, World
from treatylang.model.draft import DoAct, Draft, Keep, Modality, Norm
from treatylang.model.formula import (
    OTHER,
    And,
    BreachDay,
    Breached,
    Compare,
    Did,
    EventDay,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Limit,
    Not,
    NumberBound,
    Or,
    QuantityOf,
    Scaled,
    Sum,
    Term,
)


@dataclass(frozen=True, slots=True)
class Application:
    """One way in which a norm applies to an agent.

    ``binding`` has the past act that each of its triggers is about; ``carved`` the applications
    whose instances of the same act are outside this one. Where ``missing`` names values that the
    scenario does not give, the norm may or may not apply.
    """

    norm: str
    bearer: str
    other: str | None
    binding: Binding
    window: Days
    carved: tuple[Application, ...] = ()
    missing: frozenset[str] = frozenset()

    @property
    def roles(self) -> Roles:
        return Roles(self.bearer, self.other)


_ABOUT_EVERY_INSTANCE = (Modality.PROHIBITION, Modality.PERMISSION)
"""Norms from which single instances can be carved out; from the others, whole scenarios are."""


def dyadic(norm: Norm) -> bool:
    """Tell whether the norm is about a pair: it says who the other side is, or speaks of it."""
    content = norm.content
    terms: list[Term] = []
    if isinstance(content, DoAct):
        if content.other is not None:
            return True
        terms = [bound.term for bound in content.bounds if isinstance(bound, NumberBound)]
    elif isinstance(content, Keep):
        terms = [term for _, term in content.bounds]
    parts = (part.formula for part in (*norm.conditions, *norm.exceptions))
    return (
        any(map(_term_of_other, terms))
        or any(map(_speaks_of_other, parts))
        or any(map(_counts_from_other, norm.window))
    )


def others_for(world: World, norm: Norm, bearer: str) -> tuple[str | None, ...]:
    """Return the agents that can stand on the norm's other side; only None where it has none."""
    if not dyadic(norm):
        return (None,)
    return tuple(agent for agent in world.agents if agent != bearer)


def applications(
    draft: Draft,
    world: World,
    norm: Norm,
    bearer: str,
    other: str | None = None,
    *,
    despite_breach: bool = False,
    on: int | None = None,
) -> list[Application]:
    """Return each way in which the norm applies, or may apply, to the bearer (and the other side).

    A norm that the bearer has breached no longer applies to it; ``despite_breach`` sets this
    aside, to ask whether the breach has its grounds (``on`` a day, on which the norm is in force).
    """
    search = _Search(draft, world, despite_breach, in_force_on=on)
    return list(search.of(norm, bearer, other, frozenset()))


def powers_exercised(draft: Draft, world: World) -> Exercised:
    """Return the powers that took effect through the acts of the scenario."""
    if not any(past.act in draft.powers for past in world.acts):
        return Exercised()

    def able(then: World, past: PastAct) -> Verdict:
        return any_of(_allowing(draft, then, past))

    return exercised(draft, world, able)


def _allowing(draft: Draft, then: World, past: PastAct) -> Iterator[Verdict]:
    """Tell of each norm that may let the agent exercise the power on that day. Of a duty that is
    done too late the lateness is a breach, and no want of power."""
    search = _Search(draft, then, True, forced=False)
    for norm in draft.norms.values():
        if not isinstance(norm.content, DoAct) or norm.content.act != past.act:
            continue
        if norm.modality not in (Modality.PERMISSION, Modality.DUTY):
            continue
        for other in others_for(then, norm, past.by):
            for one in search.of(norm, past.by, other, frozenset()):
                late = norm.modality is Modality.DUTY and past.day >= one.window.first
                if late or past.day in one.window:
                    yield Verdict(None, one.missing) if one.missing else TRUE


def certain_applications(
    draft: Draft, world: World, norm: Norm, bearer: str, other: str | None = None
) -> list[Application]:
    """Return each way in which the norm applies; raise NotGiven where that is unknown."""
    found = applications(draft, world, norm, bearer, other)
    missing = frozenset[str]().union(*(application.missing for application in found))
    if missing:
        raise NotGiven(missing)
    return found


@dataclass(frozen=True, slots=True)
class _Search:
    draft: Draft
    world: World
    despite_breach: bool
    in_force_on: int | None = None
    """A day on which the norm is to be in force; otherwise a duty is on its last day."""
    forced: bool = True
    """Whether what is not in force does not apply."""

    def of(
        self, norm: Norm, bearer: str, other: str | None, above: frozenset[str]
    ) -> Iterator[Application]:
        """Yield the applications; ``above`` are the norms that this one is carved out of (what is
        carved out of a norm stays so after its breach)."""
        if not above and not self.despite_breach and (norm.id, bearer) in self.world.breaches:
            return
        for binding in self._bindings(norm, Roles(bearer, other)):
            reader = Reader(self.draft, self.world, Roles(bearer, other), binding)
            verdict = _met(reader, norm, bearer, other)
            if verdict.value is False:
                continue
            window = window_days(self.draft, self.world, norm.window, Roles(bearer, other), binding)
            # A window that is over before the entry into force binds nobody (VCLT Art. 28).
            if window is None or (window.last is not None and window.last < 0):
                continue
            found = Application(norm.id, bearer, other, binding, window, missing=verdict.missing)
            if self.forced and self.draft.powers:
                in_force = self._in_force(norm, found)
                if in_force is None:
                    continue
                found = in_force
            carved = self._without_carve_outs(norm, found, above | {norm.id})
            if carved is not None:
                yield carved

    def _in_force(self, norm: Norm, found: Application) -> Application | None:
        """Leave out the days on which the norm is not in force; None where it is then of no
        effect. What a duty requires is required if it is in force on the last day for it, and can
        be done before."""
        done = powers_exercised(self.draft, self.world)
        if not _presupposed(self.draft, norm, done, found.window):
            return None
        pauses = done.pauses(norm.id)
        at_stake = (
            done.missing
            if any(norm.id in p.norms for p in self.draft.powers.values())
            else frozenset[str]()
        )
        window = found.window
        if timed(norm):
            window = replace(window, but=(*window.but, *pauses))
        elif any(_reaches(days, window.last, self.in_force_on) for days in pauses):
            return None
        return replace(found, window=window, missing=found.missing | at_stake)

    def _bindings(self, norm: Norm, roles: Roles) -> Iterator[dict[str, PastAct]]:
        """Yield every choice of a past act for each trigger; one that none matches stays open."""
        triggers = list(_triggers(part.formula for part in norm.conditions))
        reader = Reader(self.draft, self.world, roles, {})
        choices: list[list[tuple[str, PastAct] | None]] = []
        for did in triggers:
            matching: list[tuple[str, PastAct] | None] = [
                (did.record, past)
                for past in self.world.acts
                if reader.matches(did, past).value is not False
            ]
            choices.append(matching or [None])
        for chosen in product(*choices):
            yield dict(pair for pair in chosen if pair is not None)

    def _without_carve_outs(
        self, norm: Norm, found: Application, above: frozenset[str]
    ) -> Application | None:
        """Take out what the carve-outs cover: some instances, or the whole application."""
        carved: list[Application] = []
        missing = found.missing
        for name in norm.carve_outs:
            if name in above:
                continue
            outside = self.draft.norms[name]
            same = _same_act(norm, outside) and norm.modality in _ABOUT_EVERY_INSTANCE
            if same:
                applying = self._on_the_same_event(norm, outside, found, above)
            else:
                applying = self._for(outside, [found.bearer], found.other, above)
            for one in applying:
                if one.missing:
                    missing |= one.missing
                elif same:
                    carved.append(one)
                else:
                    return None
        return Application(
            found.norm, found.bearer, found.other, found.binding, found.window,
            tuple(carved), missing,
        )  # fmt: skip

    def _on_the_same_event(
        self, norm: Norm, outside: Norm, found: Application, above: frozenset[str]
    ) -> list[Application]:
        """Return the applications of a norm on the same act, whichever side it addresses."""
        if _accepting(norm) is _accepting(outside):
            return self._for(outside, [found.bearer], found.other, above)
        bearers = [found.other] if found.other else list(self.world.agents)
        return self._for(outside, bearers, found.bearer, above)

    def _for(
        self, norm: Norm, bearers: Iterable[str], other: str | None, above: frozenset[str]
    ) -> list[Application]:
        found: list[Application] = []
        for bearer in bearers:
            known = dyadic(norm) and other is not None
            others = (other,) if known else others_for(self.world, norm, bearer)
            for across in others:
                found.extend(self.of(norm, bearer, across, above))
        return found


def timed(norm: Norm) -> bool:
    """Tell whether the norm says something of every day by itself: a duty to act, which is one for
    the whole of its time, and a competence do not."""
    return norm.modality is not Modality.COMPETENCE and not (
        norm.modality is Modality.DUTY and isinstance(norm.content, DoAct)
    )


def _reaches(pause: Days, last: int | None, on: int | None) -> bool:
    """Tell whether the norm is not in force on the last day (or on the day asked for)."""
    day = last if on is None else on
    return pause.last is None if day is None else day in pause


def _presupposed(draft: Draft, norm: Norm, done: Exercised, window: Days) -> bool:
    """Tell whether what the norm speaks of resuming has been suspended in time."""
    content = norm.content
    power = draft.powers.get(content.act) if isinstance(content, DoAct) else None
    if power is None or power.verb != "resume":
        return True
    return any(
        other.verb == "suspend"
        and touches(power, other)
        and not (window.last is not None and day > window.last)
        for other, day in done.powers
    )


def _met(reader: Reader, norm: Norm, bearer: str, other: str | None) -> Verdict:
    """Tell whether bearer, other side, conditions and exceptions are as the norm says."""

    def parts() -> Iterator[Verdict]:
        yield reader.member(bearer, norm.bearer)
        if isinstance(norm.content, DoAct) and norm.content.other is not None:
            yield reader.described(norm.content.other, other)
        for condition in norm.conditions:
            yield reader.read(condition.formula)
        for exception in norm.exceptions:
            yield reader.read(exception.formula).negated

    return all_of(parts())


def _accepting(norm: Norm) -> bool:
    return isinstance(norm.content, DoAct) and norm.content.accepting


def _same_act(norm: Norm, other: Norm) -> bool:
    return (
        isinstance(norm.content, DoAct)
        and isinstance(other.content, DoAct)
        and norm.content.act == other.content.act
    )


def _triggers(formulas: Iterable[Formula], positive: bool = True) -> Iterator[Did]:
    """Yield the acts that the formulas say were done."""
    for formula in formulas:
        match formula:
            case Did() if positive:
                yield formula
            case Not(part):
                yield from _triggers((part,), not positive)
            case And(parts) | Or(parts):
                yield from _triggers(parts, positive)


def _speaks_of_other(formula: Formula) -> bool:
    """Tell whether the formula is about the norm's other side (a Did's own other side apart)."""
    match formula:
        case Not(part):
            return _speaks_of_other(part)
        case And(parts) | Or(parts):
            return any(map(_speaks_of_other, parts))
        case FactHolds(_, agent) | Happened(_, agent):
            return agent == OTHER
        case IsMember(agent) | Breached(_, agent) | Did(agent):
            return agent == OTHER
        case Compare(left, _, right):
            return _term_of_other(left) or _term_of_other(right)
        case _:
            return False


def _counts_from_other(limit: Limit) -> bool:
    anchors = [moment.anchor for moment in (limit.earliest, limit.latest) if moment is not None]
    return any(
        (isinstance(anchor, EventDay) and anchor.of == OTHER)
        or (isinstance(anchor, BreachDay) and anchor.agent == OTHER)
        for anchor in anchors
    )


def _term_of_other(term: Term) -> bool:
    match term:
        case QuantityOf(_, of):
            return of == OTHER
        case Scaled(_, part):
            return _term_of_other(part)
        case Sum(parts):
            return any(map(_term_of_other, parts))
        case _:
            return False
