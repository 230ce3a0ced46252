"""Powers in a scene: whether what suspends, resumes or terminates has taken effect.

Each such event happens at most once in a scene: where an act of the scene brings it about, and
wherever one can.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.roles import FIRST, SECOND, is_single
from checker.scene import Record, Roles, Scene
from checker.text import conj, disj, implies
from checker.use import Use, touching
from treatylang.evaluate.application import dyadic
from treatylang.model.draft import DoAct, Modality, Norm, Power
from treatylang.model.formula import BEARER, Did


def taken_effect(scene: Scene, power: Power) -> str:
    """The event has happened only where an act in the scene brings it about on its day."""
    happened, day = scene.happened(power.event, ""), scene.event_day(power.event, "")
    for norm in _granting(scene, power):
        for agent in _performers(scene, norm):
            did = Did(BEARER, power.act, (), f"{norm.id}#exercise")
            scene.record(did, Roles(agent), "")
    ways = []
    for record in scene.sorted_records():
        if record.act == power.act:
            same = f"(= {day} {scene.record_day(record)})"
            ways.append(conj([scene.done(record), same, _able(scene, power, record)]))
    return implies(happened, disj(ways))


def takes_effect(scene: Scene, record: Record) -> str:
    """Where the agent can exercise the power, its act does so."""
    power = scene.draft.powers[record.act]
    happened, day = scene.happened(power.event, ""), scene.event_day(power.event, "")
    done = conj([scene.done(record), _able(scene, power, record)])
    return implies(done, conj([happened, f"(= {day} {scene.record_day(record)})"]))


def _granting(scene: Scene, power: Power) -> Iterator[Norm]:
    """The norms that let somebody exercise the power."""
    for norm in scene.draft.norms.values():
        content = norm.content
        about = isinstance(content, DoAct) and content.act == power.act
        if about and norm.modality in (Modality.PERMISSION, Modality.DUTY):
            yield norm


def _performers(scene: Scene, norm: Norm) -> list[str]:
    if is_single(scene.draft, norm.bearer):
        return [norm.bearer]
    return _known(scene)


def _known(scene: Scene) -> list[str]:
    """The agents of the scene: two at least, whoever they are."""
    return sorted({FIRST, SECOND, *(a for a in scene.agents if not a.endswith("'s partner"))})


def _able(scene: Scene, power: Power, record: Record) -> str:
    """Some norm lets the agent do it on that day, as matters then stand; what is resumed has been
    suspended."""
    day = scene.record_day(record)
    ways = []
    for norm in _granting(scene, power):
        others = [a for a in _known(scene) if a != record.by] if dyadic(norm) else [""]
        for other in others:
            then = replace(scene, as_of=day)
            ways.append(Use(then, norm, Roles(record.by, other)).possible_on(day))
    able = disj(ways)
    if power.verb != "resume":
        return able
    suspended = [
        conj([scene.happened(p.event, ""), f"(<= {scene.event_day(p.event, '')} {day})"])
        for p in touching(scene.draft, power)
    ]
    return conj([able, disj(suspended)])
