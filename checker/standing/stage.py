"""Who is whom where one norm is held against others, and all the ways in which these apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from checker.background import prepare
from checker.roles import FIRST, SECOND, cast
from checker.scene import Roles, Scene
from checker.text import conj, disj
from checker.use import Instance, Use
from treatylang.evaluate.application import dyadic
from treatylang.model.draft import DoAct, Draft, Norm
from treatylang.model.formula import And, Did, Formula, Not, Or
from treatylang.model.soundness import breaches_of


@dataclass(frozen=True, slots=True)
class Stage:
    """One norm, for arbitrary agents, and others for the same agents."""

    scene: Scene
    own: Use
    others: dict[str, Use]


def stage(draft: Draft, norm: Norm, others: Iterable[Norm] = ()) -> Stage | None:
    """Set the scene for a norm; None where it can be about no two agents.

    The agents are those of the norm itself, as arbitrary as it leaves them: what another norm says
    of a named State then binds only where the agent is that State.
    """
    roles = cast(draft, [norm])
    if roles is None:
        return None
    own = roles[norm.id]
    first, second = own.bearer, own.other or SECOND
    if accepting(norm):
        first, second = own.other or FIRST, own.bearer
    scene = Scene(draft)
    main = Use(scene, norm, own)
    prepare(scene, [main])
    found = cast_others(scene, others, first, second)
    if any(use.norm.carve_outs or any(breaches_of(use.norm)) for use in found.values()):
        # Before anything is written: a norm that may be breached says so.
        prepare(scene, [main, *found.values()])
    return Stage(scene, main, found)


def cast_others(scene: Scene, norms: Iterable[Norm], first: str, second: str) -> dict[str, Use]:
    """Use norms for the agents that act and receive, in a scene that may deny them."""
    uses = {}
    for norm in norms:
        bearer, across = (second, first) if accepting(norm) else (first, second)
        roles = Roles(bearer, across if dyadic(norm) else "")
        uses[norm.id] = Use(scene, norm, roles)
        for did in excusing_acts(norm):
            # One more past act of the kind, of any attributes, is enough to make an exception hold.
            record = f"{did.act} else"
            scene.record(replace(did, record=record), roles, "")
    return uses


def accepting(norm: Norm) -> bool:
    """Whether the norm addresses the receiving side of an act."""
    return isinstance(norm.content, DoAct) and norm.content.accepting


def excusing_acts(norm: Norm) -> Iterator[Did]:
    """The past acts without which the norm might apply more widely."""
    for part in norm.conditions:
        yield from _acts(part.formula, False)
    for part in norm.exceptions:
        yield from _acts(part.formula, True)


def _acts(formula: Formula, wanted: bool, positive: bool = True) -> Iterator[Did]:
    match formula:
        case Did() if positive is wanted:
            yield formula
        case Not(part):
            yield from _acts(part, wanted, not positive)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _acts(part, wanted, positive)


def reaches(use: Use, instance: Instance) -> str:
    """The norm applies in some way, and the instance is one that it is about."""
    return disj(conj([way.applies(), way.region(instance)]) for way in use.ways())


def applies(use: Use) -> str:
    """The norm applies in some way."""
    return disj(way.applies() for way in use.ways())
