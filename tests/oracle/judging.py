"""The evaluator before the oracle: in one scenario, what applies, what can be met, what clashes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from tests.oracle.conflicts import Oracle, choices
from tests.oracle.scenarios import Past, Scenario, Way
from treatylang.evaluate import judge
from treatylang.evaluate.application import Application, certain_applications
from treatylang.evaluate.background import violations
from treatylang.evaluate.breach import FULFILLED, outcome
from treatylang.evaluate.given import Setting
from treatylang.evaluate.region import region_of, span_of
from treatylang.evaluate.truth import NotGiven
from treatylang.evaluate.world import PastAct, World
from treatylang.model.draft import Draft

_MOST = 5
"""Of more scenarios than this, as many are judged, evenly chosen."""


def disagreements(draft: Draft, oracle: Oracle) -> Iterator[str]:
    """Yield in words what the evaluator says otherwise than the oracle."""
    scenarios = oracle.scenarios
    step = max(1, len(scenarios) // _MOST)
    for scenario in scenarios[len(scenarios) % step :: step]:
        world = as_world(draft, oracle, scenario)
        try:
            for said in _in(draft, oracle, scenario, world):
                yield f"evaluator, in {scenario}: {said}"
        except NotGiven as missing:
            yield f"evaluator, in {scenario}: {missing}"


def as_world(draft: Draft, oracle: Oracle, scenario: Scenario) -> World:
    """Write a scenario as the evaluator reads one."""
    members = {"Party", "Small"} if scenario.small else {"Party"}
    return World(
        members={"P": frozenset(members)},
        facts=frozenset((name, None) for name in scenario.facts),
        quantities={("size", "P"): scenario.size},
        events={} if scenario.event is None else {("e", None): scenario.event},
        acts=(
            *(PastAct("c", "P", None, {}, day) for day in scenario.did),
            *(_act(past) for past in scenario.past),
        ),
        breaches={(oracle.draft.label(norm), "P"): day for norm, day in scenario.breaches},
    )


def _act(past: Past) -> PastAct:
    name, number, kind, day = past
    return PastAct(name, "P", None, {"n": number, "k": kind}, day)


def _in(draft: Draft, oracle: Oracle, scenario: Scenario, world: World) -> Iterator[str]:
    broken = violations(draft, world)
    if broken:
        yield f"not possible: {broken}"
        return
    labels = [oracle.draft.label(index) for index in range(len(oracle.draft.rules))]
    said = oracle.says(scenario)
    for index, label in enumerate(labels):
        found = certain_applications(draft, world, draft.norms[label], "P")
        if bool(found) is not bool(said[index]):
            yield f"{label} {'applies' if found else 'does not apply'}"
        for one in found:
            yield from _application(draft, oracle, world, index, one, said[index])
    for size in (1, 2, 3):
        for names in combinations(range(len(labels)), size):
            members = [(labels[name], "P", None) for name in names]
            if judge.compliable(draft, world, members) is not oracle.judge.possible(
                [(name, way) for name in names for way in said[name]]
            ):
                yield f"{[labels[name] for name in names]} differ in whether they can be met"
            if size > 1 and judge.conflict(draft, world, members) is not any(
                oracle.judge.minimal(chosen) for chosen in choices(said, names)
            ):
                yield f"{[labels[name] for name in names]} differ in whether they conflict"


def _application(
    draft: Draft, oracle: Oracle, world: World, index: int, one: Application, ways: tuple[Way, ...]
) -> Iterator[str]:
    """Compare what one application is about, and what becomes of it when something is done."""
    space, rule = oracle.space, oracle.draft.rules[index]
    for way in ways:
        if (way.first, way.last) == (one.window.first, one.window.last):
            break
    else:
        yield f"{one.norm} has the time {one.window}, not {[(w.first, w.last) for w in ways]}"
        return
    marks = range(0, space.width * space.days, max(1, space.width * space.days // 12))
    for bit in marks:
        _, number, kind, day = space.point(bit)
        mine = bool(way.region >> bit & 1)
        if rule.what == "q":
            span = span_of(draft, world, one)
            if (day in span.days and number in span) is not mine:
                yield f"{one.norm} on {number} on day {day}"
        elif (_act((rule.what, number, kind, day)) in region_of(draft, world, one)) is not mine:
            yield f"{one.norm} on {rule.what} with {number} and {kind} on day {day}"
    if rule.binds and not any(item.loser == one.norm for item in draft.precedence):
        for bit in marks[1::4]:
            yield from _outcome(draft, oracle, world, index, one, way, bit)


def _outcome(
    draft: Draft, oracle: Oracle, world: World, index: int, one: Application, way: Way, bit: int
) -> Iterator[str]:
    """Do an act (or keep the quantity at a value for ever), and see whether that is a breach."""
    space, rule = oracle.space, oracle.draft.rules[index]
    _, number, kind, day = space.point(bit)
    kept: dict[tuple[str, str], tuple[tuple[int, Fraction], ...]] = {}
    done = world
    if rule.what == "q":
        kept["q", "P"] = ((0, number),)
        at = [d for d in range(space.days) if space.day(way.span, d)]
        row = 1 << (bit % space.width)
        good = at and bool(space.day(way.region, at[0]) & row) is (rule.kind == "duty")
        expected = "" if not at or good else f"breached on {at[0]}"
    else:
        act = _act((rule.what, number, kind, day))
        done = World(
            members=world.members, facts=world.facts, quantities=world.quantities,
            events=world.events, acts=(*world.acts, act), breaches=world.breaches,
        )  # fmt: skip
        inside = [past[3] for past in scenario_acts(world) if space.has(way, rule.what, past)]
        inside += [day] if way.region >> bit & 1 else []
        if rule.kind == "prohibition":
            expected = f"breached on {min(inside)}" if inside else ""
        elif inside:
            expected = FULFILLED
        else:
            expected = "" if way.last is None else f"breached on {way.last}"
    found = outcome(draft, Setting(done, kept), one)
    told = "" if found is None else found.kind
    if found is not None and found.kind != FULFILLED:
        told += f" on {found.day}"
    if told != expected:
        yield f"{one.norm} is {told or 'open'}, not {expected or 'open'}, after {number} on {day}"


def scenario_acts(world: World) -> list[Past]:
    """The acts of the world as the oracle writes them (c has no attributes)."""
    found = []
    for past in world.acts:
        number, kind = past.attributes.get("n"), past.attributes.get("k")
        if isinstance(number, Fraction) and isinstance(kind, str):
            found.append((past.act, number, kind, past.day))
    return found
