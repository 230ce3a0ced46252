"""Permissions that meet a prohibition, or a bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.ask import ask
from checker.conflicts.bounds import can_be_kept
from checker.conflicts.desk import Conflict, Desk, Wanted, of
from checker.question import Question
from checker.scene import Scene
from checker.text import TRUE, conj, negation
from checker.use import Instance, Use, domain, value_domain
from treatylang.model.draft import DoAct, Keep, Modality, Norm


def pairs(desk: Desk, norms: Sequence[Norm], wanted: Wanted) -> Iterator[Conflict]:
    """Yield each permission of something that another norm forbids."""
    forbidding = [norm for norm in norms if _forbids(norm)]
    for permission in of(norms, Modality.PERMISSION):
        if desk.about not in ("", permission.id):
            continue
        desk.look(len(forbidding))
        for other in forbidding:
            if wanted(permission, other):
                found = _pair(desk, permission, other)
                if found is not None:
                    yield found


def _pair(desk: Desk, permission: Norm, other: Norm) -> Conflict | None:
    on_act = isinstance(permission.content, DoAct)
    if on_act and desk.box(permission).disjoint(desk.box(other)):
        return None

    def question(scene: Scene, uses: dict[str, Use]) -> Question:
        some = Instance("one")
        right, against = uses[permission.id], uses[other.id]
        allowed, limits, names = _allowed(scene, right, some)
        parts = [right.applies(), against.applies(), allowed, limits, _forbidden(against, some)]
        if isinstance(other.content, Keep):
            parts.append(can_be_kept(against))
        return ask(scene, parts, names)

    what = "whether a permission and a prohibition conflict"
    return desk.conflict([permission, other], question, "TL203", what)


def _allowed(scene: Scene, use: Use, some: Instance) -> tuple[str, str, list[tuple[str, str]]]:
    content = use.norm.content
    if isinstance(content, DoAct):
        names, limits = domain(scene, content.act, some)
        return use.region(some), limits, names
    assert isinstance(content, Keep)
    names = [(some.day, "Int"), *value_domain(scene, content.quantity, some)]
    return use.region(some), TRUE, names


def _forbids(norm: Norm) -> bool:
    if norm.modality is Modality.PROHIBITION:
        return True
    return norm.modality is Modality.DUTY and isinstance(norm.content, Keep)


def _forbidden(use: Use, some: Instance) -> str:
    """The instance is forbidden: in a prohibition's region, or outside a kept bound."""
    if isinstance(use.norm.content, Keep) and use.norm.modality is Modality.DUTY:
        return conj([use.window(some.day), negation(use.values(some))])
    return use.region(some)
