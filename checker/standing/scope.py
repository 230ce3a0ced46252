"""TL301, TL302 and TL305: norms that never apply, conditions that change nothing, duties that
cannot be met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.background import prepare
from checker.quantify import forall
from checker.question import Status
from checker.roles import cast
from checker.run import Run
from checker.scene import Scene, acts_in
from checker.standing.mending import Curable, without_part
from checker.standing.plain import Known, unentangled
from checker.standing.puzzle import (
    BACKGROUND,
    PART,
    Key,
    Puzzle,
    background_members,
    puzzle,
)
from checker.standing.telling import quoted, story, witness
from checker.text import conj, negation
from checker.use import Instance, Use, domain, timed, value_domain
from checker.witness import as_data
from treatylang.evaluate import judge
from treatylang.evaluate.calendar import CalendarError
from treatylang.evaluate.truth import NotGiven
from treatylang.evaluate.world import World
from treatylang.findings import Finding, Member, Severity
from treatylang.model.draft import Condition, DoAct, Draft, Keep, Modality, Norm, Power
from treatylang.model.formula import And, EventDay, Formula, NumberBound, Op, Or
from treatylang.model.powers import DONE, NOUNS
from treatylang.model.soundness import breaches, happenings
from treatylang.prose import cite
from treatylang.rules import Rule, register

_HEAD = (
    'unit pages "page" plural "pages" whole.\nclass Party "Party" plural "Parties".\n'
    'quantity capacity of Party "capacity".\n'
    'class LargeParty "Large Party" plural "Large Parties" is Party where capacity >= 10.\n'
    'act report "submit a report" by Party with length in pages.\narticle a "A".\n'
)

DEAD = register(
    Rule(
        code="TL301",
        name="dead",
        title="a clause that never applies",
        severity=Severity.WARNING,
        what="The clause's conditions cannot hold together under what the draft defines and "
        "assumes, or nothing at all lies within what it forbids, permits or exempts from. It is "
        "without effect in every scenario.",
        law="Effective interpretation (ut res magis valeat quam pereat): Corfu Channel, ICJ "
        "Reports 1949, p. 24; VCLT Art. 31(1). No term is presumed to be without effect, so one "
        "that is calls for correction.",
        bad=_HEAD + "  one: Each LargeParty shall report, if its capacity < 5.\n",
        good=_HEAD + "  one: Each LargeParty shall report, if its capacity < 50.\n",
    )
)
ALWAYS = register(
    Rule(
        code="TL302",
        name="idle-condition",
        title="a condition or an exception that changes nothing",
        severity=Severity.WARNING,
        what="The condition holds in every scenario in which the rest of the clause does, or the "
        "exception in none: without it the clause would say the same.",
        law="Effective interpretation: every part of a treaty's text is presumed to have an "
        "effect (Territorial Dispute (Libya/Chad), ICJ Reports 1994, para. 51; WTO Appellate "
        "Body, US - Gasoline, 1996, p. 23).",
        bad=_HEAD + "  one: Each LargeParty shall report, if its capacity > 5.\n",
        good=_HEAD + "  one: Each LargeParty shall report.\n",
    )
)
IMPOSSIBLE = register(
    Rule(
        code="TL305",
        name="impossible-duty",
        title="a duty that cannot be met even alone",
        severity=Severity.ERROR,
        what="In some scenario the duty applies and no act (or no value) lies within its own "
        "bounds and its own time. Whoever it then binds is in breach whatever it does.",
        law="Impossibilium nulla obligatio est (Digest 50.17.185); lex non cogit ad impossibilia. "
        "VCLT Art. 61 knows impossibility only as it supervenes.",
        bad=_HEAD + "  one: Each LargeParty shall report with length > 10 pages\n"
        "    and length < 5 pages.\n",
        good=_HEAD + "  one: Each LargeParty shall report with length > 5 pages\n"
        "    and length < 10 pages.\n",
    )
)

_SOME = Instance("one")
_ANY = Instance("any")


@dataclass(frozen=True, slots=True)
class Scope:
    """What the other findings build on: the norms that have no scope, those that cannot be met,
    and the findings."""

    found: list[Curable]
    dead: frozenset[str]
    impossible: frozenset[str]


def scope(run: Run, known: Known) -> Scope:
    """Look at each norm by itself."""
    found: list[Curable] = []
    dead: set[str] = set()
    unmeetable: set[str] = set()
    for norm in run.draft.norms.values():
        entangled = not unentangled(run.draft, norm, known)
        if not entangled and not _may_lack_content(run, norm):
            continue
        use = _use(run, norm)
        finding = _dead(run, norm, use) if use is not None else _nobody(run, norm)
        if finding is not None:
            dead.add(norm.id)
            found.append(Curable(finding))
            continue
        if use is not None and entangled:
            found += _idle(run, norm, use)
        if use is not None and norm.modality is Modality.DUTY and _may_lack_content(run, norm):
            impossible = _impossible(run, norm, use)
            if impossible is not None:
                unmeetable.add(norm.id)
                found.append(Curable(impossible))
    return Scope(found, frozenset(dead), frozenset(unmeetable))


def _use(run: Run, norm: Norm) -> Use | None:
    roles = cast(run.draft, [norm])
    if roles is None:
        return None
    use = Use(Scene(run.draft), norm, roles[norm.id])
    prepare(use.scene, [use])
    return use


def _may_lack_content(run: Run, norm: Norm) -> bool:
    """Whether the bounds, or the limits of time, may contradict one another."""
    content = norm.content
    if len(norm.window) > 1 or norm.carve_outs:
        return True
    if isinstance(content, DoAct):
        attributes = run.draft.acts[content.act].attributes
        twice = Counter(bound.attribute for bound in content.bounds)
        exact = any(
            isinstance(b, NumberBound) and b.op is Op.EQ and attributes[b.attribute].whole
            for b in content.bounds
        )
        return exact or any(count > 1 for count in twice.values())
    return isinstance(content, Keep) and (
        len(content.bounds) > 1 or run.draft.quantities[content.quantity].whole
    )


# --- TL301 --------------------------------------------------------------------------------------


def _dead(run: Run, norm: Norm, use: Use) -> Finding | None:
    named = _application(use)
    free: list[tuple[str, str]] = []
    if norm.modality is not Modality.DUTY or not isinstance(norm.content, DoAct):
        content, free = _content(use)
        named |= content
    question = puzzle(use.scene, (), named, free)
    what = "whether this clause ever applies"
    if run.decide(question.question(), [norm.id], what) is not Status.UNSAT:
        return None
    needed = question.needed(run)
    if needed is None:
        run.leave_open([norm.id], what, "the contradiction found was not confirmed")
        return None
    parts = [name for kind, name in needed if kind == PART]
    conditions = list(_conditions(norm, parts))
    place = conditions[0].place if len(conditions) == 1 else norm.place
    own = Member(norm.id, place, "never applies", run.draft.where(norm.clause))
    members = [own, *background_members(run.draft, needed), *_named_norms(run, norm, parts)]
    return Finding(
        code="TL301",
        severity=Severity.WARNING,
        message=f"{run.where(norm.id)} never applies: {_why_dead(run, norm, parts)}",
        members=tuple(members),
        checked=(_checked(needed, "cannot hold"),),
        advice="Change what stands in its way, or leave the clause out.",
    )


def _nobody(run: Run, norm: Norm) -> Finding:
    """The bearer and the other side are one and the same agent."""
    return Finding(
        code="TL301",
        severity=Severity.WARNING,
        message=f"{run.where(norm.id)} never applies: its two sides are the same agent",
        members=(run.member(norm.id, "never applies"),),
        advice="Name two different agents, or leave the clause out.",
    )


def _application(use: Use) -> dict[Key, str]:
    named: dict[Key, str] = {}
    for name, text in use.parts():
        key = (PART, name)
        named[key] = conj([named[key], text]) if key in named else text
    return named


def _content(use: Use) -> tuple[dict[Key, str], list[tuple[str, str]]]:
    """Something that the norm is about, part by part."""
    scene, norm = use.scene, use.norm
    content = norm.content
    time = conj([f"(>= {_SOME.day} 0)", use.limits(_SOME.day)])
    named: dict[Key, str] = {(PART, "window"): time}
    if timed(norm):
        named |= {(PART, name): text for name, text in use.standing_on(_SOME.day)}
    free = [(_SOME.day, "Int")]
    if isinstance(content, DoAct):
        act = scene.draft.acts[content.act]
        free, limits = domain(scene, content.act, _SOME)
        values = {name: _SOME.name(name) for name in act.attributes}
        named[PART, "kinds"] = limits
        for index, bound in enumerate(content.bounds):
            text = scene.bound(act, bound, values, use.roles)
            named[PART, f"bound {index}"] = text
        whole = use.region(_SOME)
        if norm.carve_outs:
            named[PART, "carved"] = whole
    elif isinstance(content, Keep):
        free += value_domain(scene, content.quantity, _SOME)
        values_text = use.values(_SOME)
        # A prohibition of a value leaves something to forbid as a duty leaves something to do.
        named[PART, "values"] = values_text if norm.modality is not Modality.DUTY else "true"
    return named, free


def _conditions(norm: Norm, parts: Iterable[str]) -> Iterator[Condition]:
    for part in parts:
        kind, _, index = part.partition(" ")
        if kind == "condition":
            yield norm.conditions[int(index)]
        elif kind == "exception":
            yield norm.exceptions[int(index)]


def _named_norms(run: Run, norm: Norm, parts: Iterable[str]) -> Iterator[Member]:
    """The norms that the parts speak of: those breached, and those carved out."""
    parts = list(parts)
    for name in dict.fromkeys(
        item.norm for part in _conditions(norm, parts) for item in breaches(part.formula)
    ):
        yield run.member(name, "cannot be breached")
    for name in norm.carve_outs:
        if "carved" in parts or f"carve-out {name}" in parts:
            yield run.member(name, "takes this out of the clause")
    for power in _powers_in(run.draft, norm, parts):
        for other in run.draft.norms.values():
            if isinstance(other.content, DoAct) and other.content.act == power.act:
                yield run.member(other.id, f"lets it be {DONE[power.verb]}")


def _powers_in(draft: Draft, norm: Norm, parts: Iterable[str]) -> list[Power]:
    """The powers whose exercise the parts speak of."""
    events: set[str] = set()
    for part in parts:
        kind, _, rest = part.partition(" ")
        if kind == "standing":
            events.add(rest)
        elif kind in ("event", "time"):
            limit = norm.window[int(rest)]
            moments = [moment for moment in (limit.earliest, limit.latest) if moment is not None]
            events |= {m.anchor.event for m in moments if isinstance(m.anchor, EventDay)}
    for condition in _conditions(norm, parts):
        events |= {item.event for item in happenings(condition.formula)}
    return [power for power in draft.powers.values() if power.event in events]


def _why_dead(run: Run, norm: Norm, parts: list[str]) -> str:
    conditions = [
        quoted(run.draft, item.place) for item in reversed(list(_conditions(norm, parts)))
    ]
    kinds = {part.partition(" ")[0] for part in parts}
    if over := [p for p in _powers_in(run.draft, norm, parts) if f"standing {p.event}" in parts]:
        whose = cite(run.draft, over[0].target)
        return f"it is not in force after the {NOUNS[over[0].verb]} of {whose}"
    if "suspended" in kinds:
        return "what it would resume can never be suspended"
    for power in _powers_in(run.draft, norm, parts):
        if not power.granted:
            return f"nobody may {power.verb} {cite(run.draft, power.target)}"
    if conditions:
        verb = "can never be met" if len(conditions) == 1 else "can never be met together"
        return f"{' and '.join(conditions)} {verb}"
    if kinds & {"carved", "carve-out"}:
        return "all of it is carved out"
    if kinds & {"bound", "values", "kinds"}:
        return "nothing lies within its bounds"
    if kinds & {"time", "window", "event"}:
        return "its time is over before it can begin"
    return "nobody whom it addresses can exist"


# --- TL302 --------------------------------------------------------------------------------------


def _idle(run: Run, norm: Norm, use: Use) -> list[Curable]:
    """Conditions that hold anyway and exceptions that never do; the later of two alike."""
    found: list[Curable] = []
    gone: set[str] = set()
    parts = [
        *((f"condition {i}", part, False) for i, part in enumerate(norm.conditions)),
        *((f"exception {i}", part, True) for i, part in enumerate(norm.exceptions)),
    ]
    for name, part, exception in reversed(parts):
        finding = _idle_part(run, use, name, part.formula, exception, gone, part, whole=True)
        if finding is not None:
            gone.add(name)
            found.append(Curable(finding, without_part(run.draft, norm, part)))
            continue
        pieces = _pieces(part.formula, exception)
        kept = list(pieces)
        for piece in reversed(pieces if len(pieces) > 1 else []):
            rest = [other for other in kept if other is not piece]
            finding = _idle_part(
                run, use, name, piece, exception, gone, part, whole=False, rest=rest
            )
            if finding is not None:
                kept = rest
                found.append(Curable(finding))
    return found


def _pieces(formula: Formula, exception: bool) -> list[Formula]:
    """The parts any of which could be struck out: of "a and b", and of "unless a or b"."""
    whole = Or if exception else And
    if isinstance(formula, whole):
        return [piece for part in formula.parts for piece in _pieces(part, exception)]
    return [formula]


def _idle_part(
    run: Run,
    use: Use,
    name: str,
    formula: Formula,
    exception: bool,
    gone: set[str],
    part: Condition,
    *,
    whole: bool,
    rest: Iterable[Formula] = (),
) -> Finding | None:
    """Ask for a scenario in which the part makes a difference."""
    norm, scene, roles = use.norm, use.scene, use.roles
    for did in acts_in(formula):
        # Before anything is written: what denies an act denies this one, too.
        scene.record(did, roles, " idle")
    named = {
        key: text
        for key, text in _application(use).items()
        if key[1] not in gone and key[1] != name and not _hangs_on(run, norm, key[1])
    }
    for index, other in enumerate(rest):
        text = scene.formula(other, roles, positive=not exception)
        named[PART, f"rest {index}"] = negation(text) if exception else text
    if exception:
        differs = scene.formula(formula, roles, tag=" idle")
    else:
        differs = negation(scene.formula(formula, roles, positive=False, tag=" idle"))
    question = puzzle(scene, (differs,), named)
    what = "whether a condition of this clause changes anything"
    if run.decide(question.question(), [norm.id], what) is not Status.UNSAT:
        return None
    needed = question.needed(run)
    if needed is None:
        run.leave_open([norm.id], what, "the contradiction found was not confirmed")
        return None
    return _idle_finding(run, norm, part, formula, exception, needed, whole)


def _hangs_on(run: Run, norm: Norm, name: str) -> bool:
    """Whether the part is there only because a condition names what "thereafter" counts from."""
    kind, _, index = name.partition(" ")
    if kind not in ("event", "time") or norm.trigger is None:
        return False
    limit = norm.window[int(index)]
    moments = (limit.earliest, limit.latest)
    if all(moment is None or moment.anchor != norm.trigger for moment in moments):
        return False
    # An event can be named in its place; an act or a breach cannot.
    named = isinstance(norm.trigger, EventDay)
    return not named or "thereafter" in quoted(run.draft, limit.place).lower()


def _idle_finding(
    run: Run,
    norm: Norm,
    part: Condition,
    formula: Formula,
    exception: bool,
    needed: list[Key],
    whole: bool,
) -> Finding:
    place = part.place if whole else formula.place
    role = "never holds" if exception else "holds anyway"
    words = quoted(run.draft, place)
    parts = [name for kind, name in needed if kind == PART]
    because = _because(run, norm, parts)
    effect = "never takes anything out" if exception else "holds wherever the rest does"
    members = [
        Member(norm.id, place, role, run.draft.where(norm.clause)),
        *background_members(run.draft, needed),
        *_named_norms(run, norm, parts),
    ]
    return Finding(
        code="TL302",
        severity=Severity.WARNING,
        message=f"{words} changes nothing in {run.where(norm.id)}: it {effect}{because}",
        members=tuple(members),
        checked=(_checked(needed, "leave no scenario in which it would matter"),),
        advice="Leave it out, or write what it was meant to say.",
        detail=words,
    )


def _because(run: Run, norm: Norm, parts: list[str]) -> str:
    others = [quoted(run.draft, item.place) for item in reversed(list(_conditions(norm, parts)))]
    return f" (because of {' and '.join(others)})" if others else ""


# --- TL305 --------------------------------------------------------------------------------------


def _impossible(run: Run, norm: Norm, use: Use) -> Finding | None:
    question = _nothing_will_do(use)
    what = "whether this duty can always be met"
    if run.decide(question.question(), [norm.id], what) is not Status.SAT:
        return None
    world = witness(run, use.scene, question.question())
    if world is None or not _confirmed(run, use, world):
        reason = "the evaluator did not confirm the scenario that the solver found"
        run.leave_open([norm.id], what, reason)
        return None
    kind = "value" if isinstance(norm.content, Keep) else "act"
    ending = f"No {kind} lies within its own bounds and its own time."
    return Finding(
        code="TL305",
        severity=Severity.ERROR,
        message=f"{run.where(norm.id)} requires what cannot be done, even by itself",
        members=(run.member(norm.id, "cannot be met"),),
        scenario=story(run, use.scene, question.question(), world, [use], ending),
        checked=("replayed by the evaluator: no conduct complies with this clause alone.",),
        advice="Change one of its bounds or limits of time, so that something lies within them.",
        witness=as_data(world),
    )


def _confirmed(run: Run, use: Use, world: World) -> bool:
    """Whether no conduct complies with the norm for the evaluator, too."""
    member = (use.norm.id, use.roles.bearer, use.roles.other or None)
    try:
        return not judge.compliable(run.draft, world, [member])
    except (NotGiven, CalendarError):
        return False


def _nothing_will_do(use: Use) -> Puzzle:
    scene, content = use.scene, use.norm.content
    if isinstance(content, DoAct):
        bound, limits = domain(scene, content.act, _ANY)
        nothing = forall(bound, negation(conj([limits, use.region(_ANY)])))
        return puzzle(scene, (use.applies(), nothing))
    assert isinstance(content, Keep)
    names = value_domain(scene, content.quantity, _ANY)
    nothing = forall(names, negation(use.values(_ANY)))
    day = conj([f"(>= {_SOME.day} 0)", use.window(_SOME.day)])
    return puzzle(scene, (use.applies(), day, nothing), free=[(_SOME.day, "Int")])


def _checked(needed: list[Key], what: str) -> str:
    count = len(needed)
    if not needed:
        return "no scenario was found in which it would matter, whatever the rest says."
    if count == 1:
        return f"this part of the clause alone {what.replace('leave', 'leaves')}."
    outside = sum(kind == BACKGROUND for kind, _ in needed)
    where = "parts of the clause" + (", definitions and assumptions" if outside else "")
    return f"the {count} {where} {what}; each was left out and tried, and each is needed."
