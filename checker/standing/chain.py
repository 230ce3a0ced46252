"""TL309: duties each of which waits for the one before, longer in sum than an outer limit, and
duties that wait for one another in a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from checker.background import prepare
from checker.question import Status
from checker.roles import FIRST, SECOND, is_single
from checker.run import Run
from checker.scene import ENTRY, Roles, Scene, positive_acts
from checker.standing.puzzle import Puzzle, background_member, puzzle
from checker.standing.telling import called, story, witness
from checker.text import negation
from checker.use import Instance, Use, domain
from checker.witness import as_data
from treatylang import prose
from treatylang.evaluate.application import Application, certain_applications, dyadic
from treatylang.evaluate.calendar import CalendarError
from treatylang.evaluate.region import region_of
from treatylang.evaluate.truth import NotGiven
from treatylang.evaluate.world import World
from treatylang.findings import Finding, Severity
from treatylang.model.draft import DoAct, Draft, Modality, Norm
from treatylang.model.formula import BEARER, OTHER, Anchor, Did, EventDay, RecordDay
from treatylang.model.soundness import circles
from treatylang.rules import Rule, register

_HEAD = (
    'class Party "Party" plural "Parties".\nevent claim of Party "the claim".\n'
    'act answer "answer" by Party.\nact repair "repair the damage" by Party.\narticle a "A".\n'
    "  one: Each Party shall answer within 14 days after claim.\n"
)

CHAIN = register(
    Rule(
        code="TL309",
        name="deadline-chain",
        title="deadlines in a row that are longer than their outer limit, or wait in a circle",
        severity=Severity.WARNING,
        what="Each of several duties (or rights) begins with the act that the one before is "
        "about, whoever does it. Where each is done on its last day, the last comes too late for "
        "an outer limit; or the duties wait for one another in a circle, and none ever begins.",
        law="FIDIC Conditions of Contract (2017), clause 21.4, for deadlines that run one after "
        "the other inside an overall limit; VCLT Art. 26: what is promised must be performable in "
        "good faith by keeping to each deadline.",
        bad=_HEAD + "  two: Each Party that did answer shall repair within 28 days thereafter.\n"
        "  three: Each Party shall repair within 30 days after claim.\n",
        good=_HEAD + "  two: Each Party that did answer shall repair within 28 days thereafter.\n"
        "  three: Each Party shall repair within 42 days after claim.\n",
    )
)

_LONGEST = 6
_LAST = Instance("last")
_SYMBOLS: list[str] = [FIRST, SECOND, *"RSTUVWXYZ"]


def chains(run: Run, dead: frozenset[str]) -> list[Finding]:
    """Return chains of deadlines that overrun an outer limit, and circles of waiting."""
    draft = run.draft
    alive = [norm for norm in draft.norms.values() if norm.id not in dead]
    found = _circles(draft, run, alive)
    steps: dict[str, list[Norm]] = defaultdict(list)
    for norm in alive:
        if norm.modality in (Modality.DUTY, Modality.PERMISSION) and isinstance(
            norm.content, DoAct
        ):
            steps[_act(norm)].append(norm)
    before = {
        norm.id: [other.id for other in _earlier(norm, steps) if other.id != norm.id]
        for norms in steps.values()
        for norm in norms
    }
    for last in alive:
        if not isinstance(last.content, DoAct):
            continue
        limits = [norm for norm in alive if _limits(norm, last)]
        found_chains: list[tuple[str, ...]] = []
        if limits and before.get(last.id) and _counts_from_act(last):
            found_chains = list(_chains(draft, (last.id,), before))
        if limits and _assumed_to_begin(draft, last):
            found_chains.append((last.id,))
        for chain in found_chains:
            for limit in limits:
                finding = _overrun(run, [draft.norms[name] for name in chain], limit)
                found += [] if finding is None else [finding]
    return found


def _act(norm: Norm) -> str:
    assert isinstance(norm.content, DoAct)
    return norm.content.act


def _accepting(norm: Norm) -> bool:
    assert isinstance(norm.content, DoAct)
    return norm.content.accepting


def _earlier(norm: Norm, steps: Mapping[str, list[Norm]]) -> list[Norm]:
    """The norms that require or permit an act on which the norm waits, whoever does it."""
    return [
        other
        for did in positive_acts(norm)
        for other in steps.get(did.act, ())
        if _accepting(other) == did.accepting
    ]


def _counts_from_act(norm: Norm) -> bool:
    moments = [limit.latest for limit in norm.window if limit.latest is not None]
    return any(isinstance(moment.anchor, RecordDay) for moment in moments)


# --- circles ------------------------------------------------------------------------------------


def _circles(draft: Draft, run: Run, alive: list[Norm]) -> list[Finding]:
    """Duties that wait for one another's performance."""
    by_act: dict[str, list[Norm]] = defaultdict(list)
    for norm in alive:
        if norm.modality is Modality.DUTY and isinstance(norm.content, DoAct):
            by_act[_act(norm)].append(norm)
    before = {
        norm.id: [other.id for other in _earlier(norm, by_act) if other.id != norm.id]
        for norms in by_act.values()
        for norm in norms
    }
    return [_circle(run, names) for names in circles(before) if _closed(draft, names, by_act)]


def _closed(draft: Draft, names: list[str], by_act: dict[str, list[Norm]]) -> bool:
    """Whether nothing outside the circle can set it going."""
    acts = {_act(draft.norms[name]) for name in names}
    return len(names) > 1 and all(norm.id in names for act in acts for norm in by_act[act])


def _circle(run: Run, names: list[str]) -> Finding:
    places = " and ".join(run.where(name) for name in names)
    return Finding(
        code="TL309",
        severity=Severity.WARNING,
        message=f"{places} wait for one another: none of these duties ever begins by itself",
        members=tuple(run.member(name, "waits for another of these") for name in names),
        advice="Let one of them begin with an event that does not depend on the others.",
    )


# --- chains -------------------------------------------------------------------------------------


def _chains(
    draft: Draft, chain: tuple[str, ...], before: dict[str, list[str]]
) -> Iterator[tuple[str, ...]]:
    """Yield the chains that lead to a duty, from their first duty on, which waits for no other."""
    first = draft.norms[chain[0]]
    if not any(limit.latest is not None for limit in first.window):
        return
    if not before[first.id] and len(chain) > 1:
        yield chain
    for name in before[first.id] if len(chain) < _LONGEST else ():
        # What recurs is no chain.
        if _act(draft.norms[name]) not in {_act(draft.norms[item]) for item in chain}:
            yield from _chains(draft, (name, *chain), before)


def _limits(norm: Norm, last: Norm) -> bool:
    """Whether the norm sets the last act a limit of time that counts from elsewhere."""
    content = norm.content
    if norm.id == last.id or not isinstance(content, DoAct) or content.act != _act(last):
        return False
    if norm.modality is Modality.PROHIBITION:
        ends = [limit.earliest for limit in norm.window]
    elif norm.modality is Modality.DUTY:
        ends = [limit.latest for limit in norm.window]
    else:
        return False
    return any(moment is not None for moment in ends)


def _start(draft: Draft, chain: list[Norm], limit: Norm) -> list[EventDay] | None:
    """Return the events of the chain's start that have to be held to day 0, for the limit to say
    something of the chain as a whole; None where it says nothing of it.

    A limit that counts from the same event, or from one that is assumed to be near it, or from an
    act of the chain, is one of the chain's own. A day of the calendar is one for a chain that
    begins by the calendar, and otherwise as far as the chain is longer even from day 0 on.
    """
    own = _anchors(chain[0])
    outer = _anchors(limit)
    acts = {_act(norm) for norm in chain[:-2]} | {did.act for did in positive_acts(chain[0])}
    if any(isinstance(anchor, RecordDay) for anchor in outer):
        return [] if all(did.act in acts for did in positive_acts(limit)) else None
    nodes = {_node(anchor) for anchor in own}
    if len(chain) == 1 and any(_node(anchor) in nodes for anchor in outer):
        return None
    near = _near(draft, nodes)
    if all(_node(anchor) in near for anchor in outer):
        return []
    dated = any(isinstance(anchor, date) for anchor in outer)
    known = any(i.in_force_on is not None for i in draft.instruments.values())
    if any(_node(anchor) for anchor in outer) or (dated and not known):
        return None
    return [anchor for anchor in own if isinstance(anchor, EventDay)]


def _assumed_to_begin(draft: Draft, norm: Norm) -> list[str]:
    """Return the labels of the assumptions that put the event on which the duty waits within a span
    of something else: a first step that nobody takes."""
    if norm.modality is not Modality.DUTY:
        return []
    ends = [limit.latest for limit in norm.window if limit.latest is not None]
    events = {moment.anchor for moment in ends if isinstance(moment.anchor, EventDay)}
    return [
        item.label
        for item in draft.assumptions
        if item.event in events and any(limit.latest is not None for limit in item.window)
    ]


def _anchors(norm: Norm) -> list[Anchor]:
    moments = [m for limit in norm.window for m in (limit.earliest, limit.latest)]
    return [moment.anchor for moment in moments if moment is not None]


def _node(anchor: Anchor) -> str:
    """Return the event that a day counts from, or "" for the calendar."""
    if isinstance(anchor, EventDay):
        return "" if anchor.event == ENTRY else anchor.event
    return "" if isinstance(anchor, date) else "@act"


def _near(draft: Draft, events: set[str]) -> set[str]:
    """The events, and those that an assumption puts within a span of one of them."""
    found = set(events)
    while True:
        before = len(found)
        for assumption in draft.assumptions:
            if assumption.event is None:
                continue
            moments = [m for limit in assumption.window for m in (limit.earliest, limit.latest)]
            linked = {assumption.event.event, *(_node(m.anchor) for m in moments if m is not None)}
            if len(linked) > 1 and linked & found:
                found |= linked
        if len(found) == before:
            return found


def _overrun(run: Run, chain: list[Norm], limit: Norm) -> Finding | None:
    names = [*(norm.id for norm in chain), limit.id]
    what = "whether these deadlines fit into the outer limit"
    for at_last in (True, False):
        # The scenario in which each step takes all its time tells best; others may do, too.
        asked = _question(run.draft, chain, limit, at_last)
        if asked is None:
            return None
        question, uses = asked
        if run.decide(question.question(), names, what) is Status.SAT:
            break
    else:
        return None
    world = witness(run, question.scene, question.question())
    late = _replayed(run, chain, limit, uses, world) if world is not None else None
    if world is None or late is None:
        run.leave_open(names, what, "the evaluator did not confirm the order of events")
        return None
    where = run.where(limit.id)
    ending = (
        f"{called(run, uses[-2].roles.bearer)} may still meet {run.where(chain[-1].id)} on "
        f"{prose.day_words(run.draft, late)}, each step before it having been taken in time; that "
        f"is too late for {where}."
    )
    return Finding(
        code="TL309",
        severity=Severity.WARNING,
        message=f"these deadlines, one after the other, are longer than {where} allows",
        members=(
            run.member(chain[-1].id, "ends last"),
            *(run.member(norm.id, "comes before") for norm in chain[:-1]),
            *(
                background_member(run.draft, label)
                for label in (_assumed_to_begin(run.draft, chain[0]) if len(chain) == 1 else ())
            ),
            run.member(limit.id, "sets the outer limit"),
        ),
        scenario=story(run, question.scene, question.question(), world, (), ending),
        checked=("replayed by the evaluator: each step is in time, and the last is too late.",),
        advice="Shorten one of the deadlines, or move the outer limit.",
        witness=as_data(world),
    )


def _question(
    draft: Draft, chain: list[Norm], limit: Norm, at_last: bool
) -> tuple[Puzzle, list[Use]] | None:
    """Each norm applies through the act that meets the one before; the last can be met in time
    on a day that the outer limit does not allow. ``at_last``: each step on its last day."""
    roles = _cast(draft, chain, limit)
    start = _start(draft, chain, limit)
    if roles is None or start is None:
        return None
    scene = Scene(draft)
    uses = [Use(scene, norm, roles[norm.id]) for norm in (*chain, limit)]
    prepare(scene, uses)
    free: list[tuple[str, str]] = []
    parts = [use.applies() for use in uses]
    steps: list[tuple[str, Instance]] = []
    for index, (earlier, later) in enumerate(pairwise(uses[:-1])):
        some = Instance(f"step {index}")
        names, limits = domain(scene, _act(earlier.norm), some)
        free += names
        steps.append((_act(earlier.norm), some))
        did = _link(earlier.norm, later.norm)
        parts += [limits, earlier.region(some), *_same(later, did, some)]
        parts += [earlier.last_day(some.day)] if at_last else []
    names, limits = domain(scene, _act(chain[-1]), _LAST)
    free += names
    parts += [limits, uses[-2].region(_LAST)]
    parts += [uses[-2].last_day(_LAST.day)] if at_last else []
    parts += _from_the_chain(uses, dict(steps))
    for event in start:
        agent = scene.whose(event.of, uses[0].roles)
        parts.append(f"(= {scene.event_day(event.event, agent)} 0)")
    if limit.modality is Modality.PROHIBITION:
        # An overlap of the whole window with a prohibition is a conflict, and told as one.
        parts.append(uses[-1].region(_LAST))
    else:
        parts.append(negation(uses[-1].window(_LAST.day)))
    return puzzle(scene, parts, free=free), uses


def _link(earlier: Norm, later: Norm) -> Did:
    return next(
        did
        for did in positive_acts(later)
        if did.act == _act(earlier) and did.accepting == _accepting(earlier)
    )


def _from_the_chain(uses: list[Use], steps: Mapping[str, Instance]) -> list[str]:
    """An outer limit that counts from an act of the chain counts from that very act."""
    *chain, limit = uses
    scene, found = limit.scene, []
    for did in positive_acts(limit.norm):
        if did.act in steps:
            found += _same(limit, did, steps[did.act])
            continue
        for other in positive_acts(chain[0].norm):
            if other.act == did.act:
                one = scene.record(did, limit.roles, limit.tag)
                first = scene.record(other, chain[0].roles, chain[0].tag)
                days = f"(= {scene.record_day(one)} {scene.record_day(first)})"
                found += [scene.done(one), days]
    return found


# --- who is who ---------------------------------------------------------------------------------


def _cast(draft: Draft, chain: list[Norm], limit: Norm) -> dict[str, Roles] | None:
    """Give each step its agents, from the last step back: who did what a step waits for is whom
    it names. None where two steps can never be about the same agents."""
    seats = _Seats(draft)
    who: dict[str, str] = {chain[-1].id: seats.seat(chain[-1].bearer)}
    others: dict[str, str] = {}
    for earlier, later in reversed(list(pairwise(chain))):
        agent = _link(earlier, later).agent
        if agent == BEARER:
            who[earlier.id] = seats.same(who[later.id], earlier.bearer)
        elif agent == OTHER:
            who[earlier.id] = seats.seat(earlier.bearer, who[later.id])
            others[later.id] = who[earlier.id]
        else:
            who[earlier.id] = seats.same(agent.name, earlier.bearer)
    last = chain[-1]
    if _accepting(limit) == _accepting(last):
        who[limit.id] = seats.same(who[last.id], limit.bearer)
        if last.id in others:
            others[limit.id] = others[last.id]
    else:
        across = others.setdefault(last.id, seats.seat(limit.bearer, who[last.id]))
        who[limit.id] = seats.same(across, limit.bearer)
        others[limit.id] = who[last.id]
    for norm in (*chain, limit):
        if dyadic(norm) and norm.id not in others:
            content = norm.content
            side = content.other if isinstance(content, DoAct) else None
            others[norm.id] = seats.seat(side.name if side is not None else "", who[norm.id])
    if seats.clash:
        return None
    found = {}
    for name, whom in who.items():
        across = others.get(name, "") if dyadic(draft.norms[name]) else ""
        found[name] = Roles(seats.names.get(whom, whom), seats.names.get(across, across))
    return found


@dataclass(slots=True)
class _Seats:
    """The agents of a chain: symbols, each for an agent of one kind, or named ones."""

    draft: Draft
    kinds: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """The State or organ that a symbol turned out to be."""
    clash: bool = False

    def seat(self, kind: str, beside: str = "") -> str:
        """Return an agent of the kind (any, where it is empty) other than the one ``beside``."""
        if kind and is_single(self.draft, kind):
            self.clash |= kind == self.names.get(beside, beside)
            return kind
        for agent, known in self.kinds.items():
            if agent != beside and (not kind or self._kin(kind, known)):
                return agent
        fresh: str = next(symbol for symbol in self._symbols() if symbol not in self.kinds)
        self.kinds[fresh] = kind
        return fresh

    def _symbols(self) -> list[str]:
        draft = self.draft
        names = draft.states.keys() | draft.organs.keys() | draft.classes.keys()
        return [symbol for symbol in _SYMBOLS if symbol not in names] + ["Y'", "Z'"]

    def same(self, agent: str, kind: str) -> str:
        """Return the agent, who is of this kind too."""
        if is_single(self.draft, kind):
            if agent in self.kinds:
                self.clash |= self.names.setdefault(agent, kind) != kind
            else:
                self.clash |= agent != kind
        return agent

    def _kin(self, one: str, other: str) -> bool:
        return one in self._above(other) or other in self._above(one)

    def _above(self, name: str) -> set[str]:
        found: set[str] = set()
        while name and name not in found:
            found.add(name)
            known = self.draft.classes.get(name)
            name = (known.parent or "") if known is not None else ""
        return found


# --- the acts and their replay ------------------------------------------------------------------


def _same(use: Use, did: Did, some: Instance) -> list[str]:
    """The instance is the past act that the norm's own record is about."""
    scene = use.scene
    record = scene.record(did, use.roles, use.tag)
    same = [scene.done(record), f"(= {some.day} {scene.record_day(record)})"]
    for name, declared in scene.draft.acts[record.act].attributes.items():
        value = scene.attribute(declared, "record", record.name, name)
        same.append(f"(= {some.name(name)} {value})")
    return same


def _replayed(
    run: Run, chain: list[Norm], limit: Norm, uses: list[Use], world: World
) -> int | None:
    """Return a day on which the last duty can be met too late, as the evaluator sees it."""
    draft = run.draft
    try:
        applied = [_applied(draft, world, use) for use in uses]
        for index in range(len(chain) - 1):
            if not any(
                past in region_of(draft, world, one)
                for one in applied[index]
                for past in world.acts
            ):
                return None
        for last in applied[-2]:
            day = last.window.last
            for outer in applied[-1]:
                if day is not None and _too_late(draft, world, limit, last, outer, day):
                    return day
    except (NotGiven, CalendarError):
        return None
    return None


def _too_late(
    draft: Draft, world: World, limit: Norm, last: Application, outer: Application, day: int
) -> bool:
    if limit.modality is Modality.DUTY:
        return outer.window.last is not None and day > outer.window.last
    return day in outer.window


def _applied(draft: Draft, world: World, use: Use) -> list[Application]:
    return certain_applications(draft, world, use.norm, use.roles.bearer, use.roles.other or None)
