"""Conferral: an organ acts on a matter only where it has competence over it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from checker.question import Status
from checker.roles import FIRST, SECOND, is_single
from checker.run import Run
from checker.scene import Roles
from checker.subsidiarity import told
from checker.subsidiarity.case import (
    applies_in,
    evaluator_roles,
    held_anyhow,
    norm_case,
    returned_in,
    scope,
    settle,
)
from checker.subsidiarity.placed import matter_of
from checker.text import TRUE, conj, negation
from checker.use import Instance, Use
from treatylang import prose
from treatylang.evaluate import truth
from treatylang.evaluate.application import applications
from treatylang.evaluate.calendar import Days
from treatylang.evaluate.world import World
from treatylang.findings import Finding
from treatylang.model.draft import DoAct, Draft, HasCompetence, Matter, Modality, Norm
from treatylang.model.formula import Formula, RecordDay
from treatylang.prose.voice import agent_name

_WHETHER = "whether an organ has competence for what it does"


def findings(run: Run, hopeless: Collection[str]) -> Iterator[Finding]:
    """Return the verdicts on conferral; matters that nobody can achieve are left out."""
    for norm in run.draft.norms.values():
        matter = matter_of(run.draft, norm)
        if matter is not None and matter.name not in hopeless:
            yield from on_norm(run, norm, matter)


def on_norm(run: Run, norm: Norm, matter: Matter) -> Iterator[Finding]:
    """Return whether the organ has competence wherever the norm has it act on the matter."""
    draft = run.draft
    if norm.bearer not in draft.organs or not isinstance(norm.content, DoAct):
        return
    # Who must not act, or need not, needs no competence for it.
    if norm.modality not in (Modality.DUTY, Modality.PERMISSION):
        return
    held = [other for other in draft.norms.values() if _gives(draft, other, norm, matter)]
    conditions = [formula for other in held for formula in _conditions(other)]
    made = norm_case(run, norm, ())
    if made is None:
        return
    case, use = made
    uses = [Use(case.scene, other, _holder(draft, other, use.roles)) for other in held]
    settle(case, use, *uses)
    day = Instance("moment").day
    inside = [*scope(case, use, conditions), use.window(day), f"(>= {day} 0)"]
    inside += [
        case.scene.member(other.roles.bearer, other.norm.bearer)
        for other in uses
        if other.norm.bearer in draft.classes
    ]
    outside = [negation(conj([held_anyhow(case, other), _window(other, day)])) for other in uses]
    question = case.question([*inside, *outside], [(day, "Int")])
    if run.decide(question, (norm.id,), _WHETHER) is not Status.SAT:
        return
    organ = agent_name(draft, norm.bearer)
    phrase = told.the_matter(matter)
    extent = "in some of the scenarios in which it acts, " if held else ""
    finding = replace(
        told.severity_of("TL406"),
        message=f"acts without a competence conferred on it ({told.CONFERRAL[run.profile]}): "
        f"{extent}{organ} has none over {phrase}",
        members=(
            run.member(norm.id, "acts on the matter"),
            *(run.member(other.id, "gives competence in other scenarios") for other in held),
            told.matter_member(matter, "the matter"),
        ),
        advice="Confer the competence, or limit the clause to where it is conferred.",
    )

    def day_without(world: World) -> int | None:
        windows = [w for other in uses for w in _windows_in(run, world, other)]
        own = applications(draft, world, norm, use.roles.bearer, use.roles.other or None)
        days = (_day_outside(application.window, windows) for application in own)
        return next((found for found in days if found is not None), None)

    def replay(world: World) -> bool:
        applies = applies_in(run, world, norm, use.roles, conditions)
        return applies and day_without(world) is not None

    def ending(world: World) -> str:
        lapsed = any(_windows_in(run, world, other) for other in uses)
        on = f" on {prose.day_words(draft, day_without(world) or 0)}" if lapsed else ""
        return (
            f"{run.where(norm.id)} has {organ} act{on}, and no clause gives it competence for that."
        )

    found = told.witnessed(run, case.scene, question, finding, replay, ending, _WHETHER)
    if found is not None:
        yield found


def _gives(draft: Draft, other: Norm, norm: Norm, matter: Matter) -> bool:
    """Whether the other norm gives the organ (or the State whose organ it is) competence: a
    State acts through its organs (ILC Articles on State Responsibility, Art. 4)."""
    if not isinstance(other.content, HasCompetence) or other.content.matter != matter.name:
        return False
    return other.bearer in (norm.bearer, draft.organs[norm.bearer].of_each)


def _conditions(norm: Norm) -> Iterator[Formula]:
    for part in (*norm.conditions, *norm.exceptions):
        yield part.formula
    if isinstance(norm.content, HasCompetence) and norm.content.returns is not None:
        yield norm.content.returns


def _holder(draft: Draft, norm: Norm, roles: Roles) -> Roles:
    if is_single(draft, norm.bearer):
        return Roles(norm.bearer)
    if norm.bearer in draft.organs:
        return Roles(roles.bearer)
    return Roles(next(name for name in (SECOND, FIRST) if name not in (roles.bearer, roles.other)))


def _window(use: Use, day: str) -> str:
    """The day is in the competence's window; one that counts from a past act of its own stays
    open, since the act is any."""
    counted = any(
        moment is not None and isinstance(moment.anchor, RecordDay)
        for limit in use.norm.window
        for moment in (limit.earliest, limit.latest)
    )
    return TRUE if counted else use.window(day)


def _windows_in(run: Run, world: World, use: Use) -> list[Days]:
    reader = truth.Reader(run.draft, world, evaluator_roles(use.roles), {})
    if returned_in(reader, use.norm):
        return []
    return [found.window for found in applications(run.draft, world, use.norm, use.roles.bearer)]


def _day_outside(window: Days, others: list[Days]) -> int | None:
    """Return the first day of the window that is in none of the others: only ends matter."""
    days = {window.first, *(other.first - 1 for other in others)}
    days |= {other.last + 1 for other in others if other.last is not None}
    free = (day for day in days if day in window and not any(day in other for other in others))
    return min(free, default=None)
