"""Duties on acts that are done once, or that exclude one another, with what forbids."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.ask import ask
from checker.conflicts.desk import Conflict, Desk, Wanted, of, picked
from checker.quantify import exists, forall
from checker.question import Question, Status
from checker.roles import companies
from checker.scene import Scene
from checker.text import FALSE, TRUE, conj, implies, negation
from checker.use import Instance, Use, domain
from treatylang.model.draft import DoAct, Draft, Modality, Norm

_WHAT = "whether duties conflict"


def linked_acts(draft: Draft) -> list[list[str]]:
    """Return groups of acts whose duties can get in each other's way."""
    groups: list[set[str]] = []
    for act in draft.acts.values():
        linked = {act.name, *act.excludes} if act.excludes else set()
        if act.once:
            linked.add(act.name)
        if not linked:
            continue
        touching = [group for group in groups if group & linked]
        for group in touching:
            groups.remove(group)
            linked |= group
        groups.append(linked)
    return [sorted(group) for group in groups]


def linked_norms(draft: Draft, acts: Mapping[str, Sequence[Norm]]) -> Iterator[list[Norm]]:
    """Yield the norms on each such group, in the order of the draft."""
    order = {name: index for index, name in enumerate(draft.norms)}
    for group in linked_acts(draft):
        norms = [norm for act in group for norm in acts.get(act, ())]
        if len(of(norms, Modality.DUTY)) > 1:
            yield sorted(norms, key=lambda norm: order[norm.id])


def pairs(desk: Desk, norms: Sequence[Norm], wanted: Wanted) -> Iterator[Conflict]:
    """Yield each two duties that cannot both be met."""
    for company in _companies(desk, norms):
        if _go_together(desk, company):
            continue
        duties = of(company, Modality.DUTY)
        for index, one in enumerate(duties):
            desk.look(len(duties) - index)
            for other in duties[index + 1 :]:
                if wanted(one, other) and not desk.knows((one.id, other.id)):
                    found = _found(desk, [one, other])
                    if found is not None:
                        yield found


def larger(desk: Desk, norms: Sequence[Norm]) -> Iterator[Conflict]:
    """Yield the larger minimal sets of norms, two duties among them at least, that do not go
    together."""
    for company in _companies(desk, norms):
        if _go_together(desk, company):
            continue
        by_id = {norm.id: norm for norm in company}

        def clash(chosen: frozenset[str], by_id: dict[str, Norm] = by_id) -> Status:
            some = picked(by_id, chosen)
            return _together_status(desk, some) if len(some) > 2 else Status.UNSAT

        for chosen in desk.minimal(list(by_id), clash, _WHAT):
            found = _found(desk, picked(by_id, chosen))
            if found is not None:
                yield found


def _companies(desk: Desk, norms: Sequence[Norm]) -> Iterable[list[Norm]]:
    return companies(desk.draft, of(norms, Modality.DUTY, Modality.PROHIBITION))


def _go_together(desk: Desk, norms: Sequence[Norm]) -> bool:
    """Whether no two or more of the duties get in each other's way, whatever applies."""
    return not desk.knows(norm.id for norm in norms) and (
        _together_status(desk, norms) is Status.UNSAT
    )


def _together_status(desk: Desk, norms: Sequence[Norm]) -> Status:
    duties = of(norms, Modality.DUTY)
    if len(duties) < 2:
        return Status.UNSAT
    desk.look(len(duties) * len(norms))
    made = desk.uses(norms)
    assert made is not None
    return desk.status(together(desk, *made, norms, all_apply=False))


def _found(desk: Desk, norms: Sequence[Norm]) -> Conflict | None:
    return desk.conflict(
        norms,
        lambda scene, uses: together(desk, scene, uses, norms, all_apply=True),
        "TL202" if len(norms) == 2 else "TL206",
        _WHAT,
    )


def together(
    desk: Desk,
    scene: Scene,
    uses: dict[str, Use],
    norms: Sequence[Norm],
    *,
    all_apply: bool,
    spared: tuple[Norm, Norm] | None = None,
) -> Question:
    """Return the question whether no choice of instances complies with all the norms.

    ``all_apply``: they all apply; otherwise those do that apply and can be met by themselves.
    ``spared``: an exemption and a duty that is not to be met by what the exemption frees from;
    some choice then complies with all the others.
    """
    draft = desk.draft
    duties = of(norms, Modality.DUTY)
    applies = {n.id: uses[n.id].applies() for n in norms}
    given = dict.fromkeys(applies, TRUE) if all_apply else dict(applies)
    bound: list[tuple[str, str]] = []
    free: list[tuple[str, str]] = []
    alone: list[str] = list(applies.values()) if all_apply else []
    body: list[str] = []
    instances: dict[str, Instance] = {}
    for duty in duties:
        assert isinstance(duty.content, DoAct)
        act = duty.content.act
        once = draft.acts[act].once
        instance = Instance(f"any {act}" if once else f"any for {duty.id}")
        instances[duty.id] = instance
        names, limits = domain(scene, act, instance)
        bound += names
        body.append(limits)
        some = Instance(f"one for {duty.id}")
        own_names, own_limits = domain(scene, act, some)
        possible = conj([own_limits, uses[duty.id].region(some)])
        if all_apply:
            free += own_names
            alone.append(possible)
        else:
            given[duty.id] = conj([applies[duty.id], exists(own_names, possible)])
        body.append(implies(given[duty.id], uses[duty.id].region(instance)))
    for prohibition in of(norms, Modality.PROHIBITION):
        for duty in duties:
            if _same_act(prohibition, duty):
                both = conj([given[prohibition.id], given[duty.id]])
                meets = uses[prohibition.id].region(instances[duty.id])
                body.append(implies(both, negation(meets)))
    for one, other in itertools.combinations(duties, 2):
        if _exclude(draft, one, other):
            days = f"(= {instances[one.id].day} {instances[other.id].day})"
            apart = negation(days) if one.window or other.window else FALSE
            body.append(implies(conj([given[one.id], given[other.id]]), apart))
    if spared is not None:
        exemption, duty = spared
        if all_apply:
            alone.append(exists(bound, conj(body)))
        alone += [uses[exemption.id].applies(), given[duty.id]]
        body.append(negation(uses[exemption.id].region(instances[duty.id])))
    return ask(scene, [*alone, forall(bound, negation(conj(body)))], free)


def _same_act(one: Norm, other: Norm) -> bool:
    return (
        isinstance(one.content, DoAct)
        and isinstance(other.content, DoAct)
        and one.content.act == other.content.act
    )


def _exclude(draft: Draft, one: Norm, other: Norm) -> bool:
    assert isinstance(one.content, DoAct) and isinstance(other.content, DoAct)
    first, second = draft.acts[one.content.act], draft.acts[other.content.act]
    return second.name in first.excludes or first.name in second.excludes
