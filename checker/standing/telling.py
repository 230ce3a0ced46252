"""Words and scenarios that the findings on single norms share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from checker.question import Question
from checker.run import Run
from checker.scene import Scene
from checker.tell import scenario
from checker.use import Use
from treatylang import prose
from treatylang.evaluate.world import World
from treatylang.model.draft import Draft
from treatylang.model.formula import Agent
from treatylang.prose.voice import Voice
from treatylang.syntax.source import Place


def quoted(draft: Draft, place: Place) -> str:
    """Return the words of the draft at a place, on one line, in quotation marks."""
    words = draft.sources[place.path][place.start : place.end]
    return f"“{' '.join(words.split())}”"


def called(run: Run, agent: str) -> str:
    """Return an agent as a sentence calls it."""
    return Voice(run.draft).subject(Agent(agent))


def spoken_of(scene: Scene, question: Question) -> frozenset[str]:
    """What the question turns on: a scenario tells of nothing else."""
    asked = {name for name, _ in question.names}
    names: set[str] = set()
    for name, (_, key) in scene.names.items():
        if name in asked:
            names.update(key[1:])
    return frozenset(names)


def witness(run: Run, scene: Scene, question: Question) -> World | None:
    """Return a scenario of the question, with a value for each quantity that the norms name: one
    on which the answer does not turn has dropped out of the question."""
    found = run.witness(scene, question)
    if found is None:
        return None
    named = [(key[1], key[2] or None) for _, key in scene.names.values() if key[0] == "quantity"]
    quantities = dict.fromkeys(named, Fraction(0)) | dict(found.quantities)
    return replace(found, quantities=quantities)


def story(
    run: Run, scene: Scene, question: Question, world: World, uses: Iterable[Use], ending: str
) -> str:
    """Tell a scenario, what the norms ask in it, and how it ends."""
    told = [scenario(run.draft, world, spoken_of(scene, question))]
    if any(key == ("entry",) for _, key in scene.names.values()) and world.entry is not None:
        told.append(f"The entry into force is on {prose.calendar(world.entry)}.")
    for use in uses:
        names = {"@bearer": use.roles.bearer}
        if use.roles.other:
            names["@other"] = use.roles.other
        asks = prose.norm_in_force(run.draft, use.norm.id, names)
        told.append(f"By {run.where(use.norm.id)}, {asks}.")
    return " ".join([*told, prose.sentence_case(ending)]).strip()
