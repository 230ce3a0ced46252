"""TL309: duties each of which waits for the one before, longer in sum than an outer limit, and
duties that wait for one another in a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from checker.question import Status
from checker.roles import cast
from checker.run import Run
from checker.scene import Scene, positive_acts
from checker.standing.puzzle import Puzzle, puzzle
from checker.standing.telling import called, story, witness
from checker.text import negation
from checker.use import Instance, Use, domain
from checker.witness import as_data
from treatylang import prose
from treatylang.evaluate.application import Application, certain_applications
from treatylang.evaluate.calendar import CalendarError
from treatylang.evaluate.region import region_of
from treatylang.evaluate.truth import NotGiven
from treatylang.evaluate.world import World
from treatylang.findings import Finding, Severity
from treatylang.model.draft import DoAct, Draft, Modality, Norm
from treatylang.model.formula import BEARER, Did, EventDay, RecordDay
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
        what="Each of several duties begins with the act that the one before requires. A Party "
        "that meets each of them on its last day comes too late for an outer limit on the last "
        "act; or the duties wait for one another in a circle, and none ever begins.",
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


def chains(run: Run, dead: frozenset[str]) -> list[Finding]:
    """Return chains of duties that overrun an outer limit, and circles of waiting."""
    draft = run.draft
    duties = [
        norm
        for norm in draft.norms.values()
        if norm.modality is Modality.DUTY
        and isinstance(norm.content, DoAct)
        and norm.id not in dead
    ]
    by_act: dict[str, list[Norm]] = defaultdict(list)
    for norm in duties:
        by_act[_act(norm)].append(norm)
    before = {
        norm.id: [
            other.id
            for did in positive_acts(norm)
            if did.agent == BEARER
            for other in by_act[did.act]
            if other.id != norm.id
        ]
        for norm in duties
    }
    found = [_circle(run, names) for names in circles(before) if _closed(draft, names, by_act)]
    tail = [norm for norm in duties if before[norm.id] and isinstance(norm.trigger, RecordDay)]
    for last in tail:
        limits = [n for n in draft.norms.values() if n.id not in dead and _limits(n, last)]
        for chain in _chains(draft, (last.id,), before) if limits else ():
            for limit in limits:
                finding = _overrun(run, [draft.norms[name] for name in chain], limit)
                found += [] if finding is None else [finding]
    return found


def _act(norm: Norm) -> str:
    assert isinstance(norm.content, DoAct)
    return norm.content.act


# --- circles ------------------------------------------------------------------------------------


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
    moments = [moment for moment in ends if moment is not None]
    return bool(moments) and all(isinstance(moment.anchor, EventDay) for moment in moments)


def _overrun(run: Run, chain: list[Norm], limit: Norm) -> Finding | None:
    asked = _question(run.draft, chain, limit)
    if asked is None:
        return None
    question, uses = asked
    names = [*(norm.id for norm in chain), limit.id]
    what = "whether these deadlines fit into the outer limit"
    if run.decide(question.question(), names, what) is not Status.SAT:
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
            run.member(limit.id, "sets the outer limit"),
        ),
        scenario=story(run, question.scene, question.question(), world, (), ending),
        checked=("replayed by the evaluator: each step is in time, and the last is too late.",),
        advice="Shorten one of the deadlines, or move the outer limit.",
        witness=as_data(world),
    )


def _question(draft: Draft, chain: list[Norm], limit: Norm) -> tuple[Puzzle, list[Use]] | None:
    """Each duty applies through the act that meets the one before; the last can be met in time
    on a day that the outer limit does not allow."""
    norms = [*chain, limit]
    roles = cast(draft, norms)
    if roles is None:
        return None
    scene = Scene(draft)
    uses = [Use(scene, norm, roles[norm.id]) for norm in norms]
    for use in uses:
        use.parts()
    free: list[tuple[str, str]] = []
    parts = [use.applies() for use in uses]
    for index, (earlier, later) in enumerate(pairwise(uses[:-1])):
        some = Instance(f"step {index}")
        names, limits = domain(scene, _act(earlier.norm), some)
        free += names
        did = next(d for d in positive_acts(later.norm) if d.act == _act(earlier.norm))
        parts += [limits, earlier.region(some), *_same(later, did, some)]
    names, limits = domain(scene, _act(chain[-1]), _LAST)
    free += names
    parts += [limits, uses[-2].region(_LAST)]
    if limit.modality is Modality.PROHIBITION:
        # An overlap of the whole window with a prohibition is a conflict, and told as one.
        parts.append(uses[-1].region(_LAST))
    else:
        parts.append(negation(uses[-1].window(_LAST.day)))
    return puzzle(scene, parts, free=free), uses


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
