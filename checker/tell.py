"""Telling a scenario in sentences: what is so, what happened, and when."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from treatylang import prose
from treatylang.evaluate.truth import Reader
from treatylang.evaluate.world import Roles, World
from treatylang.model.draft import Draft
from treatylang.model.formula import Agent, FactHolds
from treatylang.prose import sentence_case


def scenario(draft: Draft, world: World, relevant: Collection[str] | None = None) -> str:
    """Return the scenario in sentences.

    ``relevant`` are the names (classes, quantities, facts, events, acts) worth telling; None
    tells everything.
    """
    told = [sentence_case(words) for words in _told(draft, world, relevant)]
    return " ".join(dict.fromkeys(told))


def _told(draft: Draft, world: World, relevant: Collection[str] | None) -> Iterator[str]:
    def wanted(name: str) -> bool:
        return relevant is None or name in relevant

    if relevant is not None and "entry" in relevant and world.entry is not None:
        yield f"entry into force is on {prose.calendar(world.entry)}"
    for agent in sorted(world.members):
        yield from _agent(draft, world, agent, wanted)
    for fact, of in sorted(world.facts, key=str):
        if wanted(fact):
            yield _fact(draft, fact, of)
    for (quantity, of), value in sorted(world.quantities.items(), key=str):
        if of is None and wanted(quantity):
            yield prose.quantity_is(draft, quantity, None, value)
    for (act, attribute), case in sorted(world.case.items()):
        yield prose.attribute_is(draft, act, attribute, case)
    events = sorted(world.events.items(), key=lambda item: (item[1], str(item[0])))
    for (event, of), day in events:
        if wanted(event):
            yield prose.event_happens(draft, event, of, day)
    for past in sorted(world.acts, key=lambda item: (item.day, item.act, item.by)):
        yield prose.past_act(draft, past.act, past.by, past.attributes, past.day, past.to)
    for (norm, agent), day in sorted(world.breaches.items(), key=lambda item: (item[1], item[0])):
        yield f"{agent} is in breach of {draft.where(draft.norms[norm].clause)} on day {day}"


def _agent(draft: Draft, world: World, agent: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    holdings = [
        prose.quantity_is(draft, quantity, of, value)
        for (quantity, of), value in sorted(world.quantities.items(), key=str)
        if of == agent and wanted(quantity)
    ]
    classes = [name for name in _classes(draft, world, agent) if wanted(name)]
    given = [name for name in classes if draft.classes[name].where is None]
    defined = [name for name in classes if draft.classes[name].where is not None]
    parents = {draft.classes[name].parent for name in given}
    for name in given:
        if name not in parents:
            yield prose.membership(draft, agent, name)
    yield from holdings
    for name in defined:
        yield f"{prose.membership(draft, agent, name)}, by definition"


def _classes(draft: Draft, world: World, agent: str) -> list[str]:
    reader = Reader(draft, world, Roles(agent), {})
    return [
        name
        for name in draft.classes
        if agent not in draft.organs and reader.member(agent, name).value is True
    ]


def _fact(draft: Draft, fact: str, of: str | None) -> str:
    return prose.formula(draft, FactHolds(fact, Agent(of) if of else None))
