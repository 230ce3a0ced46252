"""TL310: commitments that are to be simultaneous, and of which one comes due before the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from checker.question import Status
from checker.roles import FIRST, SECOND, is_single
from checker.run import Run
from checker.scene import Record, Roles, Scene, positive_acts
from checker.standing.puzzle import Puzzle, puzzle
from checker.standing.telling import called, quoted, story, witness
from checker.text import conj, disj, implies, negation
from checker.use import Instance, Use, domain
from checker.witness import as_data
from treatylang import prose
from treatylang.evaluate.application import Application, certain_applications, dyadic
from treatylang.evaluate.calendar import CalendarError
from treatylang.evaluate.region import region_of
from treatylang.evaluate.truth import NotGiven
from treatylang.evaluate.world import World
from treatylang.findings import Finding, Member, Severity
from treatylang.model.draft import DoAct, Draft, Modality, Norm, Simultaneous
from treatylang.model.formula import BEARER, OTHER, Did
from treatylang.rules import Rule, register

_HEAD = (
    'class Party "Party" plural "Parties".\nstate USA "United States" is Party.\n'
    'state RUS "Russia" is Party.\nact scrap "scrap its launchers" by Party.\narticle a "A".\n'
    "  one: USA shall scrap within 30 days after entry_into_force.\n"
)

SURRENDER = register(
    Rule(
        code="TL310",
        name="sequential-surrender",
        title="commitments of which one must be performed first",
        severity=Severity.WARNING,
        what="The draft says that commitments are simultaneous, and there is a scenario in which "
        "one Party has to perform, and has performed, while the counterpart's performance is not "
        "due yet, or is not due at all.",
        law="VCLT Art. 60 (suspension answers a breach, and there is none before the counterpart's "
        "performance is due); ILC Articles on State Responsibility (2001), Art. 52, and Schelling, "
        "The Strategy of Conflict (1960), ch. 2, on promises that are exchanged in steps.",
        bad=_HEAD + "  two: RUS shall scrap within 60 days after entry_into_force.\n"
        "commitments one and two are simultaneous.\n",
        good=_HEAD + "  two: RUS shall scrap within 30 days after entry_into_force.\n"
        "commitments one and two are simultaneous.\n",
    )
)

_DONE = Instance("performance")


@dataclass(frozen=True, slots=True)
class _Exchange:
    """Two duties of different agents, the first of which may have to be performed first."""

    first: Norm
    second: Norm
    roles: dict[str, Roles]
    awaited: bool
    """Whether the second duty waits for the first one's performance."""


def exchanges(run: Run, dead: frozenset[str]) -> list[Finding]:
    """Return each pair of commitments, asked to be simultaneous, that comes due in an order."""
    found = []
    for demand in run.draft.simultaneous:
        for one, other in combinations(demand.clauses, 2):
            pairs = [(a, b) for a in _duties(run, one, dead) for b in _duties(run, other, dead)]
            for a, b in [*pairs, *((b, a) for a, b in pairs)]:
                exchange = _exchange(run.draft, a, b)
                finding = _one_first(run, demand, exchange) if exchange is not None else None
                found += [] if finding is None else [finding]
    return found


def _duties(run: Run, clause: str, dead: frozenset[str]) -> Iterator[Norm]:
    for name in run.draft.clauses[clause].norms:
        norm = run.draft.norms[name]
        act = isinstance(norm.content, DoAct)
        if act and norm.modality is Modality.DUTY and name not in dead:
            yield norm


def _exchange(draft: Draft, first: Norm, second: Norm) -> _Exchange | None:
    """Cast the two sides; None where the first duty is not one that can come first."""
    sides = [
        norm.bearer if is_single(draft, norm.bearer) else symbol
        for norm, symbol in ((first, FIRST), (second, SECOND))
    ]
    if sides[0] == sides[1]:
        return None
    own, other = sides
    roles = {
        first.id: Roles(own, other if dyadic(first) else ""),
        second.id: Roles(other, own if dyadic(second) else ""),
    }
    if _awaits(first, second, roles[first.id], other):
        # Then the counterpart has performed already.
        return None
    return _Exchange(first, second, roles, _awaits(second, first, roles[second.id], own))


def _awaits(norm: Norm, other: Norm, roles: Roles, agent: str) -> bool:
    """Whether the norm applies only when the agent has done what the other one requires."""
    assert isinstance(other.content, DoAct)
    called = {BEARER: roles.bearer, OTHER: roles.other}
    return any(
        did.act == other.content.act and called.get(did.agent, did.agent.name) == agent
        for did in positive_acts(norm)
    )


def _one_first(run: Run, demand: Simultaneous, exchange: _Exchange) -> Finding | None:
    asked = _question(run.draft, exchange)
    if asked is None:
        return None
    question, uses = asked
    names = [exchange.first.id, exchange.second.id]
    what = "whether these commitments come due at the same time"
    if run.decide(question.question(), names, what) is not Status.SAT:
        return None
    world = witness(run, question.scene, question.question())
    order = _replayed(run, exchange, world) if world is not None else None
    if world is None or order is None:
        run.leave_open(names, what, "the evaluator did not confirm the order of events")
        return None
    due, later = order
    first, second = uses
    draft = run.draft
    by = "" if due is None else f" by {prose.day_words(draft, due)}"
    then = "not due at all" if later is None else f"due only by {prose.day_words(draft, later)}"
    ending = (
        f"{called(run, first.roles.bearer)} has to perform{by} and has done so; the performance of "
        f"{called(run, second.roles.bearer)} under {run.where(exchange.second.id)} is {then}."
    )
    label = f"simultaneous {', '.join(demand.clauses)}"
    return Finding(
        code="TL310",
        severity=Severity.WARNING,
        message=f"{run.where(exchange.first.id)} must be performed before "
        f"{run.where(exchange.second.id)} is due",
        members=(
            run.member(exchange.first.id, "must be performed first"),
            run.member(exchange.second.id, "is not due by then"),
            Member(label, demand.place, "asks that they are simultaneous"),
        ),
        scenario=story(run, question.scene, question.question(), world, [first], ending),
        checked=("replayed by the evaluator, in the order of events.",),
        advice="Let both begin with one event and end on one day, on the same conditions, or give "
        f"up what {quoted(draft, demand.place)} asks.",
        detail=exchange.first.id,
        witness=as_data(world),
    )


def _question(draft: Draft, exchange: _Exchange) -> tuple[Puzzle, tuple[Use, Use]] | None:
    """The first duty has been performed when it was due, and the second is not due by then."""
    scene = Scene(draft)
    first = Use(scene, exchange.first, exchange.roles[exchange.first.id])
    second = Use(scene, exchange.second, exchange.roles[exchange.second.id])
    first.parts()
    performed, day, free = _performance(scene, first)
    ends = [limit.latest for limit in exchange.first.window if limit.latest is not None]
    if not ends and not exchange.awaited:
        return None
    while True:
        before = len(scene.records)
        parts = [first.applies(), performed, scene.member(second.roles.bearer, second.norm.bearer)]
        by = day
        if ends:
            by = "|due|"
            reached = []
            for moment in ends:
                exists, at = scene.moment(moment, first.roles, first.tag)
                parts.append(implies(exists, f"(<= {by} {at})"))
                reached.append(conj([exists, f"(= {by} {at})"]))
            parts.append(disj(reached))
        parts += [disj([negation(way.applies()), _due_after(way, by)]) for way in second.ways()]
        names = [*free, ("|due|", "Int")] if ends else free
        made = puzzle(scene, parts, free=names)
        if len(scene.records) == before:
            return made, (first, second)


def _performance(scene: Scene, use: Use) -> tuple[str, str, list[tuple[str, str]]]:
    """A past act that fulfils the duty, and its day."""
    content = use.norm.content
    assert isinstance(content, DoAct)
    name = f"{use.norm.id}#performed"
    did = Did(BEARER, content.act, (), name, content.other, content.accepting)
    record: Record = scene.record(did, use.roles, "")
    free, limits = domain(scene, content.act, _DONE)
    day = scene.record_day(record)
    same = [f"(= {_DONE.day} {day})"]
    for attribute, declared in scene.draft.acts[content.act].attributes.items():
        value = scene.attribute(declared, "record", record.name, attribute)
        same.append(f"(= {_DONE.name(attribute)} {value})")
    return conj([scene.done(record), limits, *same, use.region(_DONE)]), day, free


def _due_after(way: Use, day: str) -> str:
    """The norm need not be performed by the day."""
    found = []
    for limit in way.norm.window:
        if limit.latest is not None:
            exists, at = way.scene.moment(limit.latest, way.roles, way.tag)
            found.append(implies(exists, f"(> {at} {day})"))
    return conj(found)


def _replayed(run: Run, exchange: _Exchange, world: World) -> tuple[int | None, int | None] | None:
    """Return by when the first duty was due and by when the second is, as the evaluator sees it:
    None where it does not agree that the one comes before the other."""
    try:
        first = _applied(run, exchange.first, exchange.roles, world)
        second = _applied(run, exchange.second, exchange.roles, world)
        done = [
            (one, past.day)
            for one in first
            for past in world.acts
            if past in region_of(run.draft, world, one)
        ]
    except (NotGiven, CalendarError):
        return None
    later = min((one.window.last for one in second if one.window.last is not None), default=None)
    for one, day in done:
        due = one.window.last
        by = day if due is None else due
        if all(other.window.last is None or other.window.last > by for other in second):
            return due, later
    return None


def _applied(run: Run, norm: Norm, roles: dict[str, Roles], world: World) -> list[Application]:
    own = roles[norm.id]
    return certain_applications(run.draft, world, norm, own.bearer, own.other or None)
