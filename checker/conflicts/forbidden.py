"""Duties whose every instance is forbidden, by one prohibition or by several together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.ask import ask
from checker.bounds import partly_uncovered
from checker.conflicts.desk import Conflict, Desk, Wanted, of, picked
from checker.quantify import forall
from checker.question import Question, Status
from checker.roles import companies
from checker.scene import Scene
from checker.text import TRUE, conj, disj, implies
from checker.use import Instance, Use, domain
from treatylang.model.draft import DoAct, Modality, Norm


def pairs(desk: Desk, norms: Sequence[Norm], wanted: Wanted) -> Iterator[Conflict]:
    """Yield each duty that a prohibition of the same act leaves nothing."""
    prohibitions = of(norms, Modality.PROHIBITION)
    for duty in _duties(desk, norms):
        desk.look(len(prohibitions))
        for prohibition in prohibitions:
            if (
                desk.box(duty).may_be_inside(desk.box(prohibition))
                and desk.may_meet(duty, prohibition)
                and wanted(duty, prohibition)
            ):
                found = _covered(desk, duty, [prohibition], "TL201")
                if found is not None:
                    yield found


def unions(desk: Desk, norms: Sequence[Norm]) -> Iterator[Conflict]:
    """Yield the sets of several prohibitions that only together leave a duty nothing."""
    prohibitions = of(norms, Modality.PROHIBITION)
    for duty in _duties(desk, norms):
        desk.look(len(prohibitions))
        rest = [p for p in prohibitions if desk.may_meet(duty, p)]
        rest = [p for p in rest if not desk.knows((duty.id, p.id))]
        for company in companies(desk.draft, [duty, *rest]):
            if duty in company and len(company) > 2:
                yield from _union(desk, duty, [norm for norm in company if norm is not duty])


def _duties(desk: Desk, norms: Sequence[Norm]) -> list[Norm]:
    return [norm for norm in of(norms, Modality.DUTY) if desk.about in ("", norm.id)]


def _union(desk: Desk, duty: Norm, prohibitions: list[Norm]) -> Iterator[Conflict]:
    assert isinstance(duty.content, DoAct)
    attributes = desk.draft.acts[duty.content.act].attributes
    whole = frozenset(name for name, item in attributes.items() if item.whole)
    desk.look(len(prohibitions) ** 2)
    if partly_uncovered(desk.box(duty), [desk.box(p) for p in prohibitions], whole):
        return
    by_id = {p.id: p for p in prohibitions}

    def covers(chosen: frozenset[str]) -> Status:
        if not chosen:
            return Status.UNSAT
        some = picked(by_id, chosen)
        made = desk.uses([duty, *some])
        assert made is not None
        return desk.status(_covering(*made, duty, some, together=False))

    what = "whether a duty and several prohibitions conflict"
    for chosen in desk.minimal(list(by_id), covers, what, (duty.id,)):
        found = _covered(desk, duty, picked(by_id, chosen), "TL206")
        if found is not None:
            yield found


def _covered(desk: Desk, duty: Norm, prohibitions: Sequence[Norm], kind: str) -> Conflict | None:
    """The duty's instances all fall under the prohibitions, which all apply."""
    return desk.conflict(
        [duty, *prohibitions],
        lambda scene, uses: _covering(scene, uses, duty, prohibitions, together=True),
        kind,
        "whether a duty and prohibitions conflict",
    )


def _covering(
    scene: Scene,
    uses: dict[str, Use],
    duty: Norm,
    prohibitions: Sequence[Norm],
    *,
    together: bool,
) -> Question:
    """Every instance that would do is forbidden. ``together``: and all of them apply; otherwise
    only those that apply forbid."""
    assert isinstance(duty.content, DoAct)
    act = duty.content.act
    own, some = Instance("any"), Instance("one")
    bound, limits = domain(scene, act, own)
    free, free_limits = domain(scene, act, some)
    use = uses[duty.id]
    forbidden = []
    assertions = [use.applies(), use.region(some), free_limits]
    for prohibition in prohibitions:
        other = uses[prohibition.id]
        applies = other.applies()
        if together:
            assertions.append(applies)
            applies = TRUE
        forbidden.append(conj([applies, other.region(own)]))
    assertions.append(forall(bound, implies(conj([limits, use.region(own)]), disj(forbidden))))
    return ask(scene, assertions, free)
