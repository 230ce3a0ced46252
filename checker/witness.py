"""Witnesses: from a model of a question to a small, concrete scenario, and its replay.

A model is made small by preferences: nothing happens that need not, and numbers are those that
the draft itself speaks of. The scenario is then judged by the evaluator, which shares no code with
the encoding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from checker.question import Answer, Question, Value
from checker.scene import Scene
from treatylang.evaluate.world import PastAct, World

_FIRST_DAY = date(2027, 1, 1)
"""The date of a scenario's day 0 where nothing in the draft settles it."""

_REAL = re.compile(r"(?<![\w.])\d+\.0(?![\w.])")


def preferences(scene: Scene, question: Question) -> list[str]:
    """Return wishes for a small scenario, the most wanted first."""
    wishes: list[tuple[int, str]] = []
    numbers = sorted({Fraction(text) for text in _REAL.findall(question.script)})[:12]
    asked = dict(question.names)
    for name, (sort, key) in sorted(scene.names.items()):
        if name not in asked:
            continue
        if sort == "Bool":
            wishes.append((_WEIGHT.get(key[0], 3), f"(not {name})"))
        elif key[0] in ("day", "record day", "breach day"):
            wishes += [(5, f"(<= {name} {days})") for days in (400, 60, 10)]
        elif key[0] == "entry":
            start, end = _FIRST_DAY.toordinal(), date(2030, 1, 1).toordinal()
            soon = f"(and (<= {start} {name}) (<= {name} {end}))"
            wishes += [(6, f"(= {name} {start})"), (6, soon)]
        elif sort == "Int":
            wishes.append((7, f"(= {name} 0)"))
        else:
            wishes += [(7, f"(>= {name} 0.0)")]
            nice = [0, *numbers, *(2 * number for number in numbers)]
            wishes += [(8, f"(= {name} {number}.0)") for number in nice]
    return [wish for _, wish in sorted(wishes, key=lambda item: item[0])]


_WEIGHT = {"breached": 0, "done": 1, "happened": 1, "fact": 2, "member": 3}


def world(scene: Scene, answer: Answer) -> World:
    """Return the concrete scenario that a model describes."""
    model = answer.model or {}
    values: dict[tuple[str, ...], Value] = {
        key: model[name] for name, (_, key) in scene.names.items() if name in model
    }
    draft = scene.draft
    members: dict[str, set[str]] = {
        agent: {agent} if agent in draft.states or agent in draft.organs else set()
        for agent in scene.agents
        if agent
    }
    facts, quantities, events = set(), {}, {}
    breaches, case = {}, {}
    entry = next(
        (i.in_force_on for i in draft.instruments.values() if i.in_force_on is not None), None
    )
    for key, value in sorted(values.items()):
        kind, first, *rest = (*key, "")
        second = rest[0] if rest else ""
        match kind:
            case "member" if value:
                members[first].add(second)
            case "fact" if value:
                facts.add((first, second or None))
            case "quantity":
                quantities[first, second or None] = Fraction(value)
            case "happened" if value:
                events[first, second or None] = int(values.get(("day", first, second), 0))
            case "breached" if value:
                breaches[first, second] = int(values.get(("breach day", first, second), 0))
            case "case":
                case[first, second] = _attribute(scene, first, second, value)
            case "entry":
                entry = date.fromordinal(int(value))
    acts = [
        _past_act(scene, name, values)
        for name in sorted(scene.records)
        if values.get(("done", name))
    ]
    return World(
        entry=entry or _FIRST_DAY,
        members={agent: frozenset(names) for agent, names in sorted(members.items())},
        facts=frozenset(facts),
        quantities=quantities,
        events=events,
        acts=_distinct(acts),
        breaches=breaches,
        case=case,
    )


def _distinct(acts: Iterable[PastAct]) -> tuple[PastAct, ...]:
    found: list[PastAct] = []
    for act in acts:
        if act not in found:
            found.append(act)
    return tuple(found)


def _past_act(scene: Scene, name: str, values: dict[tuple[str, ...], Value]) -> PastAct:
    record = scene.records[name]
    attributes = {
        key[2]: _attribute(scene, record.act, key[2], value)
        for key, value in sorted(values.items())
        if key[0] == "record" and key[1] == name
    }
    day = int(values.get(("record day", name), 0))
    return PastAct(record.act, record.by, record.to or None, attributes, day)


def _attribute(scene: Scene, act: str, name: str, value: Value) -> Fraction | str:
    declared = scene.draft.acts[act].attributes[name]
    return declared.options[int(value)] if declared.options else Fraction(value)


def as_data(world: World) -> dict[str, object]:
    """Return a scenario as plain data: JSON types only, exact numbers as text, in a fixed order."""

    def of(name: str, agent: str | None) -> str:
        return f"{name} of {agent}" if agent else name

    return {
        "entry_into_force": world.entry.isoformat() if world.entry else None,
        "agents": {agent: sorted(names) for agent, names in sorted(world.members.items())},
        "facts": sorted(of(*fact) for fact in world.facts),
        "quantities": {of(*key): str(v) for key, v in sorted(world.quantities.items(), key=str)},
        "events": {of(*key): day for key, day in sorted(world.events.items(), key=str)},
        "acts": [
            {
                "act": act.act,
                "by": act.by,
                "to": act.to,
                "day": act.day,
                "attributes": {name: str(v) for name, v in sorted(act.attributes.items())},
            }
            for act in world.acts
        ],
        "breaches": {of(*key): day for key, day in sorted(world.breaches.items())},
        "at_issue": {".".join(key): str(v) for key, v in sorted(world.case.items())},
    }
