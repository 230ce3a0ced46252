"""Exemptions from what a duty requires, by itself or only in the company of other norms."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from checker.ask import ask
from checker.bounds import partly_uncovered
from checker.conflicts.bounds import binding, clashing
from checker.conflicts.desk import Conflict, Desk, Wanted, of, picked
from checker.conflicts.together import linked_acts, together
from checker.quantify import forall
from checker.question import Question, Status
from checker.roles import cast, companies
from checker.scene import Scene
from checker.text import conj, implies
from checker.use import Instance, Use, domain, value_domain
from treatylang.model.draft import DoAct, Keep, Modality, Norm


def pairs(desk: Desk, norms: Sequence[Norm], wanted: Wanted) -> Iterator[Conflict]:
    """Yield each exemption from all that would meet a duty."""
    duties = [norm for norm in of(norms, Modality.DUTY) if desk.about in ("", norm.id)]
    for exemption in of(norms, Modality.EXEMPTION):
        desk.look(len(duties))
        for duty in duties:
            if wanted(exemption, duty):
                found = _exempted(desk, exemption, duty)
                if found is not None:
                    yield found


def _exempted(desk: Desk, exemption: Norm, duty: Norm) -> Conflict | None:
    if isinstance(duty.content, DoAct) and not (
        desk.box(duty).may_be_inside(desk.box(exemption)) and desk.may_meet(duty, exemption)
    ):
        return None

    def question(scene: Scene, uses: dict[str, Use]) -> Question:
        free, owed = uses[exemption.id], uses[duty.id]
        own, some = Instance("any"), Instance("one")
        if isinstance(duty.content, DoAct):
            bound, limits = domain(scene, duty.content.act, own)
            names, some_limits = domain(scene, duty.content.act, some)
            would_do = conj([limits, owed.region(own)])
            parts = [some_limits, forall(bound, implies(would_do, free.region(own)))]
        else:
            assert isinstance(duty.content, Keep)
            quantity = duty.content.quantity
            names = [(some.day, "Int"), *value_domain(scene, quantity, some)]
            inner = value_domain(scene, quantity, own)
            nothing_else = forall(inner, implies(owed.values(own), free.values(own)))
            parts = [free.window(some.day), nothing_else]
        return ask(scene, [free.applies(), owed.applies(), owed.region(some), *parts], names)

    what = "whether an exemption and a duty conflict"
    return desk.conflict([exemption, duty], question, "TL204", what)


def in_company(
    desk: Desk, norms: Sequence[Norm], acts: Mapping[str, Sequence[Norm]]
) -> Iterator[Conflict]:
    """Yield exemptions from what a duty requires only because of other norms; ``acts`` are the
    norms on each act."""
    on_acts = isinstance(norms[0].content, DoAct)
    every = list(_from_act(desk, norms, acts) if on_acts else _from_bound(desk, norms))
    # What is smaller may turn up later, through another duty.
    sets = [frozenset(item.norms) for item in every]
    for item in every:
        if not any(one < frozenset(item.norms) for one in sets):
            yield item


def _from_act(
    desk: Desk, norms: Sequence[Norm], acts: Mapping[str, Sequence[Norm]]
) -> Iterator[Conflict]:
    exemptions = of(norms, Modality.EXEMPTION)
    if not exemptions:
        return
    content = norms[0].content
    assert isinstance(content, DoAct)
    groups = [group for group in linked_acts(desk.draft) if content.act in group]
    near = groups[0] if groups else [content.act]
    on_them = [norm for act in near for norm in acts.get(act, ())]
    for exemption, duty in itertools.product(exemptions, of(norms, Modality.DUTY)):
        if desk.about and desk.about not in (exemption.id, duty.id):
            continue
        desk.look(len(on_them))
        if desk.knows((exemption.id, duty.id)) or not desk.may_meet(duty, exemption):
            continue
        others = [norm for norm in on_them if _matters(desk, norm, duty, linked=bool(groups))]
        if others and not _certainly_spared(desk, exemption, duty, others):
            for company in companies(desk.draft, [exemption, duty, *others]):
                if exemption in company and duty in company:
                    yield from _in_company(desk, exemption, duty, company)


def _from_bound(desk: Desk, norms: Sequence[Norm]) -> Iterator[Conflict]:
    bounds = binding(norms)
    exemptions = of(norms, Modality.EXEMPTION)
    for exemption, duty in itertools.product(exemptions, of(norms, Modality.DUTY)):
        desk.look(len(bounds))
        if desk.knows((exemption.id, duty.id)):
            continue
        for company in companies(desk.draft, [exemption, *bounds]):
            if len(company) > 2 and exemption in company and duty in company:
                yield from _in_company(desk, exemption, duty, company)


def _matters(desk: Desk, norm: Norm, duty: Norm, *, linked: bool) -> bool:
    if norm.modality is Modality.PROHIBITION:
        return linked or desk.may_meet(duty, norm)
    return linked and norm.modality is Modality.DUTY and norm is not duty


def _certainly_spared(desk: Desk, exemption: Norm, duty: Norm, others: Sequence[Norm]) -> bool:
    """Whether some instance that would do is certainly neither freed nor forbidden."""
    if of(others, Modality.DUTY):
        return False
    assert isinstance(duty.content, DoAct)
    attributes = desk.draft.acts[duty.content.act].attributes
    whole = frozenset(name for name, item in attributes.items() if item.whole)
    desk.look(len(others) ** 2)
    return partly_uncovered(
        desk.box(duty), [desk.box(norm) for norm in (exemption, *others)], whole
    )


def _in_company(
    desk: Desk, exemption: Norm, duty: Norm, company: Sequence[Norm]
) -> Iterator[Conflict]:
    by_id = {norm.id: norm for norm in company if norm is not exemption}

    def ask_of(chosen: frozenset[str], *, all_apply: bool) -> tuple[Scene, Question]:
        some, spared = picked(by_id, chosen), (exemption, duty)
        made = desk.uses([exemption, *some])
        assert made is not None
        if isinstance(duty.content, DoAct):
            return made[0], together(desk, *made, some, all_apply=all_apply, spared=spared)
        return made[0], clashing(*made, some, all_apply=all_apply, spared=spared)

    def required(chosen: frozenset[str]) -> Status:
        if duty.id not in chosen or len(chosen) < 2:
            return Status.UNSAT
        return desk.status(ask_of(chosen, all_apply=False)[1])

    what = "whether an exemption and duties conflict"
    for chosen in desk.minimal(list(by_id), required, what, (exemption.id,)):
        names = (exemption.id, *(name for name in by_id if name in chosen))
        scene, question = ask_of(chosen, all_apply=True)
        if desk.ask(question, names, what) is Status.SAT:
            roles = cast(desk.draft, [desk.draft.norms[name] for name in names])
            assert roles is not None
            desk.learn(names)
            yield Conflict(names, "TL204", scene, question, roles)
