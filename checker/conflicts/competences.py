"""Two exclusive competences over one matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.ask import ask
from checker.background import prepare
from checker.conflicts.desk import Conflict, Desk, Wanted
from checker.question import Status
from checker.roles import holders
from checker.scene import Scene
from checker.text import TRUE, negation
from checker.use import Instance, Use
from treatylang.model.draft import HasCompetence, Norm


def pairs(desk: Desk, norms: Sequence[Norm], wanted: Wanted) -> Iterator[Conflict]:
    """Yield each two holders of exclusive competence over the matter in one scenario."""
    exclusive = [norm for norm in norms if _is_exclusive(norm)]
    for index, one in enumerate(exclusive):
        desk.look(len(exclusive) - index)
        for other in exclusive[index + 1 :]:
            if one.bearer != other.bearer and wanted(one, other):
                found = _pair(desk, one, other)
                if found is not None:
                    yield found


def _is_exclusive(norm: Norm) -> bool:
    return isinstance(norm.content, HasCompetence) and norm.content.kind == "exclusive"


def _pair(desk: Desk, one: Norm, other: Norm) -> Conflict | None:
    desk.go_on()
    scene = Scene(desk.draft)
    roles = holders(desk.draft, one, other)
    uses = [Use(scene, one, roles[one.id]), Use(scene, other, roles[other.id])]
    prepare(scene, uses)
    some = Instance("moment")
    together = [use.window(some.day) for use in uses] + [f"(>= {some.day} 0)"]
    parts = [part for use in uses for part in (use.applies(), not_returned(use))]
    question = ask(scene, [*parts, *together], [(some.day, "Int")])
    ids = (one.id, other.id)
    if desk.ask(question, ids, "whether competences conflict") is not Status.SAT:
        return None
    return Conflict(ids, "TL205", scene, question, roles)


def not_returned(use: Use) -> str:
    """The competence has not gone back to the level below."""
    content = use.norm.content
    if not isinstance(content, HasCompetence) or content.returns is None:
        return TRUE
    return negation(use.scene.formula(content.returns, use.roles, positive=None))
