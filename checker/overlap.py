"""How far two conflicting norms overlap, in Ross's sense: computed, not guessed.

Alf Ross, On Law and Justice (1958), § 26: total-total, total-partial and partial-partial
inconsistency. The scope of a norm is the scenarios in which it applies; for a permission and what
forbids it, which conflict only as far as the right is used, the acts in them too.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.ask import ask
from checker.background import prepare
from checker.conflicts import Conflict
from checker.conflicts.bounds import can_be_kept
from checker.conflicts.competences import not_returned
from checker.quantify import exists, forall
from checker.question import Status
from checker.roles import arbitrary, holders
from checker.run import Run
from checker.scene import Scene
from checker.text import TRUE, conj, disj, implies, negation
from checker.use import Instance, Use, domain, value_domain
from treatylang.model.draft import DoAct, HasCompetence, Keep, Modality


@dataclass(frozen=True, slots=True)
class Overlap:
    """``inside`` are the norms whose whole scope is in conflict with the other."""

    norms: tuple[str, str]
    inside: frozenset[str]

    @property
    def kind(self) -> str:
        return ("partial-partial", "total-partial", "total-total")[len(self.inside)]

    @property
    def special(self) -> str | None:
        """The special norm, where the overlap is one that lex specialis settles."""
        return next(iter(self.inside)) if len(self.inside) == 1 else None


@dataclass(slots=True)
class Overlaps:
    """The overlap of a pair is computed once, and only where it is asked for."""

    run: Run
    known: dict[tuple[str, ...], Overlap | None] = field(default_factory=dict)

    def of(self, conflict: Conflict) -> Overlap | None:
        """Return the overlap of a conflict of two norms; None for larger sets."""
        if len(conflict.norms) != 2:
            return None
        if conflict.norms not in self.known:
            one, other = conflict.norms
            self.known[conflict.norms] = overlap(self.run, one, other)
        return self.known[conflict.norms]


def overlap(run: Run, one: str, other: str) -> Overlap | None:
    """Return the overlap of two norms in conflict; None where it was not decided."""
    inside = set()
    for own, against in ((one, other), (other, one)):
        status = _outside(run, own, against)
        if status is Status.UNKNOWN:
            return None
        if status is Status.UNSAT:
            inside.add(own)
    return Overlap((one, other), frozenset(inside))


def words(run: Run, found: Overlap) -> str:
    """Say what the overlap means for these two clauses."""
    if found.kind == "total-total":
        return "total-total: wherever either applies, the two conflict."
    if found.special is None:
        return "partial-partial: each also governs cases in which the two do not conflict."
    (general,) = set(found.norms) - {found.special}
    return (
        f"total-partial: wherever {run.where(found.special)} applies it conflicts; "
        f"{run.where(general)} also governs other cases."
    )


def _outside(run: Run, own: str, against: str) -> Status:
    """Whether ``own`` somewhere applies without conflicting with ``against``."""
    draft = run.draft
    norms = [draft.norms[own], draft.norms[against]]
    roles = arbitrary(norms)
    if isinstance(norms[0].content, HasCompetence):
        roles = holders(draft, norms[0], norms[1])
    scene = Scene(draft)
    uses = [Use(scene, norm, roles[norm.id]) for norm in norms]
    prepare(scene, uses)
    mine, theirs = uses
    if Modality.PERMISSION in {norms[0].modality, norms[1].modality}:
        return _instance_outside(run, scene, mine, theirs)
    if isinstance(norms[0].content, HasCompetence):
        return _competence_outside(run, scene, mine, theirs)
    clash = disj(conj([way.applies(), _clash(scene, mine, way)]) for way in theirs.ways())
    return run.solver.status(ask(scene, [mine.applies(), negation(clash)]))


def _instance_outside(run: Run, scene: Scene, mine: Use, theirs: Use) -> Status:
    some = Instance("one")
    content = mine.norm.content
    if isinstance(content, DoAct):
        names, limits = domain(scene, content.act, some)
        parts = [mine.applies(), mine.region(some), limits, negation(theirs.anyhow(some))]
        return run.solver.status(ask(scene, parts, names))
    assert isinstance(content, Keep)
    names = [(some.day, "Int"), *value_domain(scene, content.quantity, some)]
    meets = disj(
        conj([way.applies(), _concerned(way, some), can_be_kept(way)]) for way in theirs.ways()
    )
    outside = negation(conj([can_be_kept(mine), meets]))
    return run.solver.status(ask(scene, [mine.applies(), _concerned(mine, some), outside], names))


def _concerned(use: Use, some: Instance) -> str:
    """The days and values that a maintained norm allows (a permission) or forbids (the others)."""
    values = use.values(some)
    if use.norm.modality is Modality.DUTY:
        values = negation(values)
    return conj([f"(>= {some.day} 0)", use.window(some.day), values])


def _competence_outside(run: Run, scene: Scene, mine: Use, theirs: Use) -> Status:
    some = Instance("moment")
    day = [f"(>= {some.day} 0)", mine.window(some.day)]
    holder, bearer = theirs.roles.bearer, theirs.norm.bearer
    # An organ of each Party is there; whether some Party is in a class the scenario settles.
    there = scene.member(holder, bearer) if bearer in run.draft.organs else TRUE
    held = []
    for way in theirs.ways():
        met = exists([(some.day, "Int")], conj([*day, way.window(some.day)]))
        held.append(conj([way.applies(), not_returned(way), met]))
    return run.solver.status(
        ask(scene, [mine.applies(), not_returned(mine), there, negation(disj(held))])
    )


def _clash(scene: Scene, mine: Use, theirs: Use) -> str:
    """The two conflict in this scenario, both applying: each can be complied with alone."""
    one, other = mine.norm.content, theirs.norm.content
    if isinstance(one, Keep):
        return _bounds_clash(scene, mine, theirs)
    assert isinstance(one, DoAct) and isinstance(other, DoAct)
    if mine.norm.modality is theirs.norm.modality:
        both = [_possible(scene, mine, "one in it"), _possible(scene, theirs, "one in that")]
        return conj([_duties_clash(scene, mine, theirs), *both])
    duty = mine if mine.norm.modality is Modality.DUTY else theirs
    against = theirs if duty is mine else mine
    own = Instance("any")
    names, limits = domain(scene, one.act, own)
    covered = forall(names, implies(conj([limits, duty.region(own)]), against.region(own)))
    return conj([covered, _possible(scene, duty, "one in it")])


def _possible(scene: Scene, duty: Use, stem: str) -> str:
    """Some act complies with the duty."""
    content = duty.norm.content
    assert isinstance(content, DoAct)
    some = Instance(stem)
    names, limits = domain(scene, content.act, some)
    return exists(names, conj([limits, duty.region(some)]))


def _duties_clash(scene: Scene, mine: Use, theirs: Use) -> str:
    one, other = mine.norm.content, theirs.norm.content
    assert isinstance(one, DoAct) and isinstance(other, DoAct)
    own = Instance("any")
    same = one.act == other.act
    second = own if same else Instance("any other")
    names, limits = domain(scene, one.act, own)
    more, more_limits = ([], TRUE) if same else domain(scene, other.act, second)
    apart = TRUE
    if not same:
        untimed = not mine.norm.window and not theirs.norm.window
        apart = "false" if untimed else negation(f"(= {own.day} {second.day})")
    both = conj([limits, more_limits, mine.region(own), theirs.region(second), apart])
    return forall([*names, *more], negation(both))


def _bounds_clash(scene: Scene, mine: Use, theirs: Use) -> str:
    content = mine.norm.content
    assert isinstance(content, Keep)
    moment, value = Instance("moment in it"), Instance("any")
    suits: list[str] = []
    for use in (mine, theirs):
        good = use.values(value)
        forbids = use.norm.modality is Modality.PROHIBITION
        suits.append(negation(good) if forbids else good)
    if Modality.EXEMPTION in (mine.norm.modality, theirs.norm.modality):
        duty, free = (mine, theirs) if mine.norm.modality is Modality.DUTY else (theirs, mine)
        nothing = implies(duty.values(value), free.values(value))
    else:
        nothing = disj(negation(part) for part in suits)
    never = forall(value_domain(scene, content.quantity, value), nothing)
    days = [f"(>= {moment.day} 0)", mine.window(moment.day), theirs.window(moment.day)]
    met = exists([(moment.day, "Int")], conj([*days, never]))
    return conj([met, can_be_kept(mine), can_be_kept(theirs)])
