"""TL306, TL307 and TL308: what a draft asks of itself, and does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.question import Status
from checker.roles import FIRST, SECOND, is_single
from checker.run import Run
from checker.scene import Roles, Scene
from checker.standing.puzzle import Puzzle, puzzle
from checker.standing.stage import applies, cast_others, reaches
from checker.standing.telling import quoted, spoken_of, witness
from checker.tell import scenario
from checker.text import conj, disj, negation
from checker.use import Instance, Use, domain
from checker.witness import as_data
from treatylang import prose
from treatylang.evaluate.application import (
    Application,
    applications,
    others_for,
    powers_exercised,
)
from treatylang.evaluate.background import violations
from treatylang.evaluate.calendar import CalendarError
from treatylang.evaluate.given import setting_of
from treatylang.evaluate.region import day_points, region_of
from treatylang.evaluate.truth import NotGiven, Reader
from treatylang.evaluate.world import PastAct, World
from treatylang.evaluate.world import Roles as Called
from treatylang.findings import Finding, Member, Severity
from treatylang.model.draft import (
    Cover,
    DoAct,
    Draft,
    HasCompetence,
    Modality,
    Norm,
    Verified,
)
from treatylang.model.formula import (
    And,
    CaseAttribute,
    CaseChoice,
    Compare,
    Formula,
    Not,
    Number,
    NumberBound,
    Op,
    Or,
    Scaled,
    Sum,
    Term,
)
from treatylang.rules import Rule, register

_HEAD = (
    'unit FLOP "operation" plural "operations".\nclass Party "Party" plural "Parties".\n'
    'act train "conduct a training run" by Party with compute in FLOP "training compute".\n'
    'article a "A".\n'
)

VACUOUS = register(
    Rule(
        code="TL306",
        name="vacuous",
        title="a check whose subject cannot occur",
        severity=Severity.WARNING,
        what="The draft asks for something to be checked, and there is nothing to check: the "
        "scenarios to be covered cannot occur, no norm is there to be verified, fewer than two "
        "commitments can be compared, or a scenario of the draft contradicts its background. "
        "Such a check is not passed.",
        law="Beer, Ben-David, Eisner and Rodeh, Efficient Detection of Vacuity in Temporal Model "
        "Checking (2001): a property that holds for want of a subject has not been tested.",
        bad=_HEAD + "  one: No Party shall train with compute > 10 FLOP.\n"
        "cover train if train.compute > 5 FLOP and train.compute < 4 FLOP.\n",
        good=_HEAD + "  one: No Party shall train with compute > 10 FLOP.\n"
        "cover train if train.compute > 15 FLOP.\n",
    )
)
UNVERIFIED = register(
    Rule(
        code="TL307",
        name="unverified",
        title="a clause that nothing verifies",
        severity=Severity.WARNING,
        what="The draft asks that every norm of an article, clause or instrument is verified, and "
        "for this duty, prohibition or bound no clause says by what (verified by ...).",
        law="IAEA, The Structure and Content of Agreements (INFCIRC/153, 1972), paras. 1 and 2; "
        "Chemical Weapons Convention (1993), Art. IV and the Verification Annex: an undertaking "
        "is paired with the means of verifying it.",
        bad=_HEAD + "  one: No Party shall train with compute > 10 FLOP.\nevery norm of a is "
        "verified.\n",
        good=_HEAD
        + '  one: No Party shall train with compute > 10 FLOP, verified by "inspection".\n'
        "every norm of a is verified.\n",
    )
)
GAP = register(
    Rule(
        code="TL308",
        name="gap",
        title="a gap in what the draft is to cover",
        severity=Severity.WARNING,
        what="The draft says that it covers an act or a matter, and in some scenario inside what "
        "it covers nothing regulates it: no norm on the act reaches it, or no competence over the "
        "matter and no norm on an act that concerns it applies.",
        law="On non liquet and gaps: Legality of the Threat or Use of Nuclear Weapons, ICJ "
        "Reports 1996, para. 105(2)(E), and Weil, The Court Cannot Conclude Definitively (1998).",
        bad=_HEAD + "  one: No Party shall train with compute > 10 FLOP.\n"
        "  two: A Party may train with compute < 5 FLOP.\ncover train.\n",
        good=_HEAD + "  one: No Party shall train with compute > 10 FLOP.\n"
        "  two: A Party may train with compute <= 10 FLOP.\ncover train.\n",
    )
)

_X = Instance("at issue")
_MOST_ENDS = 12
_BINDING = (Modality.DUTY, Modality.PROHIBITION)


def coverage(run: Run, dead: frozenset[str]) -> list[Finding]:
    """Return what the draft's own demands find wanting."""
    found: list[Finding] = []
    for demand in run.draft.verified:
        found += _verified(run, demand)
    for cover in run.draft.covers:
        finding = _cover(run, cover)
        found += [] if finding is None else [finding]
    found += _simultaneous(run, dead)
    found += _scenarios(run)
    return list(dict.fromkeys(found))


# --- TL307 ----------------------------------------------------------------------------------------


def _verified(run: Run, demand: Verified) -> Iterator[Finding]:
    draft = run.draft
    asked = [
        draft.norms[name]
        for clause in demand.clauses
        for name in draft.clauses[clause].norms
        if draft.norms[name].modality in _BINDING
    ]
    asks = Member(f"verified {demand.target}", demand.place, "asks for verification")
    if not asked:
        yield _vacuous(
            asks, f"{quoted(draft, demand.place)} asks nothing: there is no norm to be verified"
        )
    for norm in asked:
        if draft.clauses[norm.clause].verified_by:
            continue
        yield Finding(
            code="TL307",
            severity=Severity.WARNING,
            message=f"nothing verifies {run.where(norm.id)}",
            members=(run.member(norm.id, "is verified by nothing"), asks),
            advice="Say what verifies it: an act, an organ, another clause or words of its own "
            "(“verified by ...”).",
        )


# --- TL306 ----------------------------------------------------------------------------------------


def _vacuous(member: Member, message: str, detail: str = "") -> Finding:
    return Finding(
        code="TL306",
        severity=Severity.WARNING,
        message=message,
        members=(member,),
        advice="Change it so that it has a subject, or leave it out: nothing was checked by it.",
        detail=detail,
    )


def _simultaneous(run: Run, dead: frozenset[str]) -> Iterator[Finding]:
    for demand in run.draft.simultaneous:
        live = [
            name
            for clause in demand.clauses
            for name in run.draft.clauses[clause].norms
            if run.draft.norms[name].modality is Modality.DUTY and name not in dead
        ]
        if len(live) < 2:
            label = f"simultaneous {', '.join(demand.clauses)}"
            count = "only one duty" if live else "no duty"
            yield _vacuous(
                Member(label, demand.place, "asks for duties to compare"),
                f"{quoted(run.draft, demand.place)} compares nothing: {count} there can be due",
            )


def _scenarios(run: Run) -> Iterator[Finding]:
    for item in run.draft.scenarios.values():
        try:
            world = setting_of(run.draft, item).world
            taken = powers_exercised(run.draft, world).events
            broken = violations(run.draft, replace(world, events={**world.events, **taken}))
        except (CalendarError, NotGiven):
            # What cannot be dated is reported where the scenario is run.
            continue
        if broken:
            reasons = "; ".join(dict.fromkeys(broken))
            yield _vacuous(
                Member(f"scenario {item.name}", item.place, "cannot occur"),
                f"the scenario {item.name} cannot occur: {reasons}",
            )


# --- TL308 ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Field:
    """What a cover demand is about: the norms that may regulate it, and who is who."""

    cover: Cover
    norms: tuple[Norm, ...]
    actor: str
    other: str


def _cover(run: Run, cover: Cover) -> Finding | None:
    area = _field(run.draft, cover)
    label = f"cover {cover.subject}"
    scene = Scene(run.draft)
    inside = puzzle(scene, _inside(scene, area))
    what = f"whether {cover.subject} is covered"
    if run.decide(inside.question(), (), f"{what} at all") is Status.UNSAT:
        return _vacuous(
            Member(label, cover.place, "asks for what cannot occur"),
            f"{quoted(run.draft, cover.place)} covers nothing: its condition cannot hold",
        )
    question = _uncovered(run.draft, area)
    names = [norm.id for norm in area.norms]
    if run.decide(question.question(), names, what) is not Status.SAT:
        return None
    world = witness(run, question.scene, question.question())
    day = _free_day(run, area, world) if world is not None else None
    if world is None or day is None:
        reason = "the evaluator did not confirm the scenario that the solver found"
        run.leave_open(names, what, reason)
        return None
    draft = run.draft
    told = scenario(draft, world, spoken_of(question.scene, question.question()))
    kind = "act" if cover.subject in draft.acts else "matter"
    words = (draft.acts if kind == "act" else draft.matters)[cover.subject].phrase
    ending = (
        f"No clause says whether {_agent(area, world)} may, must or must not {words}."
        if kind == "act"
        else f"No competence over {words} applies, and no norm on an act that concerns it."
    )
    return Finding(
        code="TL308",
        severity=Severity.WARNING,
        message=f"the draft leaves a gap in what it is to cover: {words}",
        members=(Member(label, cover.place, "asks for this to be regulated"),),
        scenario=f"{told} {ending}".strip(),
        cure=_where(run, area),
        checked=("replayed by the evaluator: no norm reaches this scenario.",),
        advice="Regulate this case, or narrow what the draft says that it covers.",
        witness=as_data(world),
    )


def _agent(area: _Field, world: World) -> str:
    """The agent that does the act at issue."""
    return area.actor if area.actor in world.members else FIRST


def _field(draft: Draft, cover: Cover) -> _Field:
    if cover.subject in draft.acts:
        acts = {cover.subject}
    else:
        acts = {act.name for act in draft.acts.values() if act.concerns == cover.subject}
    norms = []
    for norm in draft.norms.values():
        match norm.content:
            case DoAct(act=act) if act in acts:
                norms.append(norm)
            case HasCompetence(matter=matter) if matter == cover.subject:
                norms.append(norm)
    actor = draft.acts[cover.subject].actor if cover.subject in draft.acts else ""
    first = actor if actor and is_single(draft, actor) else FIRST
    return _Field(cover, tuple(norms), first, SECOND)


def _inside(scene: Scene, area: _Field) -> list[str]:
    """What the demand is about is at issue."""
    draft, cover = scene.draft, area.cover
    parts = []
    acts = {n.content.act for n in area.norms if isinstance(n.content, DoAct)}
    if cover.subject in draft.acts:
        acts = {cover.subject}
    for name in sorted(acts):
        act = draft.acts[name]
        if not is_single(draft, act.actor) or act.actor == area.actor:
            parts.append(scene.member(area.actor, act.actor))
        if act.other is not None:
            parts.append(scene.member(area.other, act.other))
    if cover.condition is not None:
        parts.append(scene.formula(cover.condition, Roles(area.actor, area.other)))
    return parts


def _uncovered(draft: Draft, area: _Field, case: Formula | None = None) -> Puzzle:
    """A scenario inside, on a day on which no norm reaches what is at issue."""
    scene = Scene(draft)
    while True:
        before = len(scene.records)
        fixed = _inside(scene, area)
        if case is not None:
            fixed.append(scene.formula(case, Roles(area.actor, area.other)))
        free = [(_X.day, "Int")]
        if area.cover.subject in draft.acts:
            names, at_issue = _at_issue(scene, area)
            free = names
            fixed.append(at_issue)
        fixed.append(f"(>= {_X.day} 0)")
        fixed += [negation(_regulated(scene, area, use)) for use in _uses(scene, area, fixed)]
        made = puzzle(scene, fixed, free=free)
        if len(scene.records) == before:
            return made


def _uses(scene: Scene, area: _Field, fixed: list[str]) -> list[Use]:
    """The norms for the agents at issue; of the organs that each member of a class has, for one."""
    draft = scene.draft
    acting = [norm for norm in area.norms if isinstance(norm.content, DoAct)]
    uses = list(cast_others(scene, acting, area.actor, area.other).values())
    for norm in area.norms:
        if isinstance(norm.content, HasCompetence):
            holder = norm.bearer if is_single(draft, norm.bearer) else f"the {norm.bearer}"
            fixed.append(scene.member(holder, norm.bearer))
            uses.append(Use(scene, norm, Roles(holder, area.other)))
    return uses


def _regulated(scene: Scene, area: _Field, use: Use) -> str:
    if area.cover.subject in scene.draft.acts:
        # What is done once, and is required in one way, is to be done in no other.
        once = scene.draft.acts[area.cover.subject].once
        return applies(use) if once and use.norm.modality is Modality.DUTY else reaches(use, _X)
    return disj(conj([way.applies(), way.window(_X.day)]) for way in use.ways())


def _at_issue(scene: Scene, area: _Field) -> tuple[list[tuple[str, str]], str]:
    """The instance has the attributes of the act at issue."""
    act = scene.draft.acts[area.cover.subject]
    names, limits = domain(scene, act.name, _X)
    parts = [limits]
    for name in sorted(_attributes_spoken_of(area)):
        value = scene.attribute(act.attributes[name], "case", act.name, name)
        parts.append(f"(= {_X.name(name)} {value})")
    return names, conj(parts)


def _attributes_spoken_of(area: _Field) -> set[str]:
    """The attributes that settle whether the act is regulated."""
    found = {
        b.attribute for n in area.norms if isinstance(n.content, DoAct) for b in n.content.bounds
    }
    if area.cover.condition is not None:
        cases = _cases(area.cover.condition)
        found |= {case.attribute for case in cases if case.act == area.cover.subject}
    return found


def _cases(formula: Formula) -> Iterator[CaseAttribute | CaseChoice]:
    match formula:
        case CaseChoice():
            yield formula
        case Compare(left, _, right):
            yield from _term_cases(left)
            yield from _term_cases(right)
        case Not(part):
            yield from _cases(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _cases(part)


def _term_cases(term: Term) -> Iterator[CaseAttribute]:
    match term:
        case CaseAttribute():
            yield term
        case Sum(terms):
            for part in terms:
                yield from _term_cases(part)
        case Scaled(_, inner):
            yield from _term_cases(inner)


# --- replay ---------------------------------------------------------------------------------------


def _free_day(run: Run, area: _Field, world: World) -> int | None:
    """Return a day on which, for the evaluator too, nothing regulates what is at issue."""
    draft, cover = run.draft, area.cover
    reader = Reader(draft, world, Called(area.actor, area.other), {})
    if cover.condition is not None and reader.read(cover.condition).value is not True:
        return None
    try:
        found = list(_applications(draft, world, area))
    except CalendarError:
        return None
    for day in day_points(one.window for one in found):
        if not any(_reached(draft, world, area, one, day) for one in found):
            return day
    return None


def _applications(draft: Draft, world: World, area: _Field) -> Iterator[Application]:
    for norm in area.norms:
        for agent in world.agents:
            for other in others_for(world, norm, agent):
                yield from applications(draft, world, norm, agent, other)


def _reached(draft: Draft, world: World, area: _Field, one: Application, day: int) -> bool:
    if area.cover.subject not in draft.acts:
        return day in one.window
    act = draft.acts[area.cover.subject]
    values = {name: value for (of, name), value in world.case.items() if of == act.name}
    at_issue = PastAct(act.name, area.actor, area.other if act.other else None, values, day)
    try:
        region = region_of(draft, world, one)
        if act.once and draft.norms[one.norm].modality is Modality.DUTY:
            return region.by in (None, at_issue.by) and region.to in (None, at_issue.to)
        # What is not known to be outside may be regulated: then there is no gap to show.
        return region.read(at_issue).value is not False
    except NotGiven:
        return True


# --- where the gap lies ---------------------------------------------------------------------------


def _where(run: Run, area: _Field) -> str:
    """Where one number alone tells them apart: between which figures the gaps lie."""
    draft, subject = run.draft, area.cover.subject
    if subject not in draft.acts:
        return ""
    names = _attributes_spoken_of(area)
    if len(names) != 1 or draft.acts[subject].attributes[(name := names.pop())].options:
        return ""
    ends = sorted(set(_ends(area, name)))
    if not ends or len(ends) > _MOST_ENDS:
        return ""
    unit = draft.acts[subject].attributes[name].unit
    case = CaseAttribute(subject, name, unit)

    def compare(op: Op, value: Fraction) -> Formula:
        return Compare(case, op, Number(value, unit))

    # The line cut at the figures: below the first, each figure, between each two, above the last.
    cells: list[tuple[Fraction | None, Fraction | None, bool]] = [(None, ends[0], False)]
    for index, end in enumerate(ends):
        cells.append((end, end, True))
        cells.append((end, ends[index + 1] if index + 1 < len(ends) else None, False))
    open_cells = []
    for index, (low, high, point) in enumerate(cells):
        if point and low is not None:
            formula: Formula = compare(Op.EQ, low)
        else:
            sides = [compare(Op.GT, low)] if low is not None else []
            sides += [compare(Op.LT, high)] if high is not None else []
            formula = And(tuple(sides))
        status = run.solver.status(_uncovered(draft, area, formula).question())
        if status is Status.UNKNOWN:
            return ""
        if status is Status.SAT:
            open_cells.append(index)
    ranges = [
        prose.formula(draft, _range(cells, first, last, compare))
        for first, last in _runs(open_cells)
        if (first, last) != (0, len(cells) - 1)
    ]
    return f"the gap lies where {' or where '.join(ranges)}" if ranges else ""


def _runs(indices: list[int]) -> Iterator[tuple[int, int]]:
    """Put neighbours together."""
    start = 0
    for position, index in enumerate(indices):
        last = position + 1 == len(indices)
        if last or indices[position + 1] != index + 1:
            yield indices[start], index
            start = position + 1


def _range(
    cells: list[tuple[Fraction | None, Fraction | None, bool]],
    first: int,
    last: int,
    compare: Callable[[Op, Fraction], Formula],
) -> Formula:
    low, _, from_point = cells[first]
    _, high, to_point = cells[last]
    if first == last and from_point and low is not None:
        return compare(Op.EQ, low)
    sides = []
    if low is not None:
        sides.append(compare(Op.GE if from_point else Op.GT, low))
    if high is not None:
        sides.append(compare(Op.LE if to_point else Op.LT, high))
    return sides[0] if len(sides) == 1 else And(tuple(sides))


def _ends(area: _Field, name: str) -> Iterator[Fraction]:
    contents = [norm.content for norm in area.norms if isinstance(norm.content, DoAct)]
    for bound in (bound for content in contents for bound in content.bounds):
        match bound:
            case NumberBound(attribute=attribute, term=Number(value)) if attribute == name:
                yield value
    if area.cover.condition is not None:
        yield from _constants(area.cover.condition)


def _constants(formula: Formula) -> Iterator[Fraction]:
    match formula:
        case Compare(CaseAttribute(), _, Number(value)) | Compare(
            Number(value), _, CaseAttribute()
        ):
            yield value
        case Not(part):
            yield from _constants(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _constants(part)
