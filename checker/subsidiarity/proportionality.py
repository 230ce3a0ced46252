"""Proportionality: no measure where a declared milder one achieves the objective."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from checker.run import Run
from checker.subsidiarity import told
from checker.subsidiarity.case import applies_in, evaluator_roles, norm_case, scope, settle
from checker.subsidiarity.need import plain
from checker.subsidiarity.placed import matter_of
from checker.text import TRUE, negation
from treatylang import prose
from treatylang.evaluate import truth
from treatylang.evaluate.world import World
from treatylang.findings import Finding, Member
from treatylang.model.draft import Act, DoAct, Draft, Matter, Modality, Norm

_WHETHER = "whether a milder measure would do"


def findings(run: Run, hopeless: Collection[str]) -> Iterator[Finding]:
    """Return the verdicts on proportionality; matters that nobody can achieve are left out."""
    if run.profile == "us":
        return
    for norm in run.draft.norms.values():
        matter = matter_of(run.draft, norm)
        if matter is None or matter.name in hopeless or not _burdens(run.draft, norm):
            continue
        for milder in _milder(run.draft, norm):
            found = _on_norm(run, norm, matter, milder)
            if found is not None:
                yield found
                break


def _burdens(draft: Draft, norm: Norm) -> bool:
    """Whether the norm is a measure: what an organ is to do, or what units are bound to."""
    if norm.bearer in draft.organs:
        return norm.modality in (Modality.DUTY, Modality.PERMISSION)
    return norm.modality in (Modality.DUTY, Modality.PROHIBITION)


def _milder(draft: Draft, norm: Norm) -> list[Act]:
    if not isinstance(norm.content, DoAct):
        return []
    own = draft.acts[norm.content.act]
    return [
        act
        for act in draft.acts.values()
        if own.name in act.less_intrusive_than and act.concerns == own.concerns
    ]


def _on_norm(run: Run, norm: Norm, matter: Matter, milder: Act) -> Finding | None:
    conditions = [plain(milder.suffices)] if milder.suffices is not None else []
    made = norm_case(run, norm, conditions)
    if made is None:
        return None
    case, use = made
    settle(case, use)
    inside = scope(case, use, conditions)
    suffices = case.write(conditions[0]) if conditions else TRUE
    if not case.possible(_WHETHER, *inside):
        return None
    if case.possible(_WHETHER, *inside, negation(suffices)) is not False:
        return None
    content = norm.content
    assert isinstance(content, DoAct)
    phrase = prose.act_with_bounds(run.draft, content.act, form="gerund")
    instead = prose.act_with_bounds(run.draft, milder.name, form="gerund")
    labels = case.reasons(*inside, negation(suffices)) if suffices != TRUE else []
    finding = replace(
        told.severity_of("TL408"),
        message=f"goes beyond what the objective requires ({told.PROPORTION[run.profile]}): "
        f"{phrase}, where {instead} would always do",
        members=(
            run.member(norm.id, "the measure"),
            Member(milder.name, milder.place, "milder, and sufficient"),
            told.matter_member(matter, "the objective of both"),
            *told.background_members(run, labels),
        ),
        checked=("no scenario is left in which it applies and the milder measure would not do",),
        advice="Provide for the milder measure, or say where it does not suffice.",
    )

    def replay(world: World) -> bool:
        reader = truth.Reader(run.draft, world, evaluator_roles(case.about), {})
        enough = milder.suffices is None or reader.read(milder.suffices).value is True
        return applies_in(run, world, norm, use.roles, conditions) and enough

    def ending(world: World) -> str:
        said = f"{instead} achieves the objective."
        return said[:1].upper() + said[1:]

    question = case.question([*inside, suffices])
    return told.witnessed(run, case.scene, question, finding, replay, ending, _WHETHER)
