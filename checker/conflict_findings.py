"""From conflicts to findings: settled or not, replayed, told in sentences, with repairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from checker.ask import ask
from checker.background import prepare
from checker.conflict_repair import with_repairs
from checker.conflict_rules import TOO_MANY
from checker.conflicts import Conflict, Search
from checker.overlap import Overlap, Overlaps
from checker.overlap import words as overlap_words
from checker.parties import between_all, left_open
from checker.precedence import Order, Settled, circles
from checker.question import Status
from checker.run import Run
from checker.scene import Roles, Scene
from checker.tell import scenario
from checker.text import negation
from checker.use import Use
from checker.witness import as_data
from treatylang import prose
from treatylang.evaluate import judge
from treatylang.evaluate.calendar import CalendarError
from treatylang.evaluate.truth import NotGiven
from treatylang.evaluate.world import World
from treatylang.findings import Finding, Member, Severity, sort_key
from treatylang.model.draft import DoAct, Keep, Modality
from treatylang.prose.morphology import a_or_an
from treatylang.rules import rule

_MESSAGES = {
    "TL201": "a duty and a prohibition meet on the same act (contradiction)",
    "TL203": "what one clause permits, another forbids (permission against prohibition)",
    "TL204": "what one clause exempts from, another requires (exemption against duty)",
    "TL205": "two holders have exclusive competence over one matter",
}


_THIRD_PARTY = (
    "Lex posterior does not help: towards a State that is no party to the later treaty the "
    "earlier one governs (VCLT Art. 30(4)(b))."
)


def findings(run: Run) -> list[Finding]:
    """Return every conflict of the draft; those that precedence settles carry ``resolved_by``."""
    search = Search(run.draft, run.solver, run.limits)
    overlaps, order = Overlaps(run), Order(run.draft)
    found = circles(run)
    unsettled: list[tuple[Finding, Conflict, Overlap | None]] = []
    conflicts = search.conflicts()
    # What is listed is told in full, and repairs are tried, whatever the search took.
    run.solver.give(run.limits.steps_to_tell(run.draft, len(conflicts)))
    for conflict in conflicts:
        settled, opposite = order.settle(conflict, overlaps.of, partial(between_all, run))
        third = left_open(run, conflict) if settled is None else None
        conflict = third or conflict
        made = _finding(run, conflict, overlaps, settled)
        if run.solver.exhausted:
            # Neither its scenario nor whether it is settled may be what it would have been.
            run.leave_unfinished(conflict.norms)
            continue
        if made is None:
            continue
        if third is not None:
            made = replace(made, advice=f"{made.advice} {_THIRD_PARTY}")
        if settled is None:
            unsettled.append((made, conflict, overlaps.of(conflict)))
        else:
            found.append(made)
        if opposite is not None:
            found.append(_opposite(run, conflict, opposite))
    run.solver.give(run.limits.steps_for(run.draft))
    found += with_repairs(run, unsettled)
    run.leave_unfinished(search.unfinished)
    for item in search.undecided:
        run.leave_open(item.norms, item.what, item.reason)
    found += [_too_many(run, names) for names in search.cut]
    found += [_too_many_settled(run, names) for names in search.settled_cut]
    return sorted(found, key=sort_key)


def _finding(
    run: Run, conflict: Conflict, overlaps: Overlaps, settled: Settled | None
) -> Finding | None:
    told = settled is None or run.resolved
    spoken_of = _spoken_of(conflict)
    world = run.witness(conflict.scene, conflict.question, small=told)
    if world is None or not _replayed(run, conflict, world):
        run.leave_open(
            conflict.norms,
            "whether these clauses conflict",
            "the evaluator did not confirm the scenario that the solver found",
        )
        return None
    members = [run.member(name, _role(run, name)) for name in conflict.norms]
    members += _definitions(run, conflict) if told else []
    finding = Finding(
        code=conflict.kind,
        severity=_severity(run, conflict, overlaps),
        message=_message(run, conflict),
        members=tuple(members),
        checked=(f"replayed by the evaluator; each of the {len(members)} members is needed.",),
        advice=_advice(run, conflict, overlaps),
        resolved_by=settled.rule if settled is not None else "",
        witness=as_data(world),
    )
    if not told:
        return finding
    found = overlaps.of(conflict)
    story = scenario(run.draft, world, spoken_of)
    return replace(
        finding,
        scenario=f"{story} {_told(run, conflict)}".strip(),
        overlap=overlap_words(run, found) if found is not None else "",
    )


# --- evidence ----------------------------------------------------------------------------------


def _replayed(run: Run, conflict: Conflict, world: World) -> bool:
    """Whether the evaluator, too, finds that exactly these norms conflict in the scenario."""
    members = [
        (name, conflict.roles[name].bearer, conflict.roles[name].other or None)
        for name in conflict.norms
    ]
    try:
        if conflict.kind == "TL205":
            return judge.competence_clash(run.draft, world, members)
        return judge.conflict(run.draft, world, members)
    except (NotGiven, CalendarError):
        return False


def _definitions(run: Run, conflict: Conflict) -> list[Member]:
    """The definitions by which one clause's addressees are among another's: without them nobody
    need be bound by both."""
    draft = run.draft
    found: dict[str, Member] = {}
    for name in conflict.norms:
        norm = draft.norms[name]
        for other in conflict.norms:
            wider = draft.norms[other].bearer
            if wider == norm.bearer or conflict.roles[other] != conflict.roles[name]:
                continue
            for label in _chain(run, norm.bearer, wider):
                if label in found or not _needed(run, name, conflict.roles[name], wider, label):
                    continue
                found[label] = _definition(run, label)
    return list(found.values())


def _chain(run: Run, narrow: str, wide: str) -> list[str]:
    """The declarations that lead from a class (or a State) up to a wider class."""
    draft = run.draft
    if narrow in draft.states:
        for parent in draft.states[narrow].classes:
            if parent == wide or _chain(run, parent, wide):
                return [narrow, *_chain(run, parent, wide)]
        return []
    chain, name = [], narrow
    while name in draft.classes and name != wide:
        chain.append(name)
        name = draft.classes[name].parent or ""
    return chain if name == wide else []


def _needed(run: Run, norm: str, roles: Roles, wide: str, label: str) -> bool:
    """Whether it follows from the definition, and not without it, that who is bound by the norm
    is in the wider class."""
    scene = Scene(run.draft)
    use = Use(scene, run.draft.norms[norm], roles)
    prepare(scene, [use])
    outside = [use.applies(), negation(scene.member(roles.bearer, wide))]
    with_it, without = ask(scene, outside), ask(scene, outside, without=frozenset({label}))
    return run.solver.status(with_it) is Status.UNSAT and run.solver.status(without) is Status.SAT


def _definition(run: Run, label: str) -> Member:
    draft = run.draft
    if label in draft.states:
        state = draft.states[label]
        names = " and a ".join(draft.classes[c].singular for c in state.classes)
        return Member(label, state.place, f"{state.phrase} is a {names}")
    item = draft.classes[label]
    parent = draft.classes[item.parent or ""].singular
    return Member(label, item.place, f"every {item.singular} is {a_or_an(parent)}")


# --- words ---------------------------------------------------------------------------------------


def _spoken_of(conflict: Conflict) -> frozenset[str]:
    """What the question turns on: the scenario tells of nothing else."""
    asked = {name for name, _ in conflict.question.names}
    names: set[str] = set()
    for name, (_, key) in conflict.scene.names.items():
        if name in asked:
            names.update(key[1:] or key)
    return frozenset(names)


def _role(run: Run, name: str) -> str:
    norm = run.draft.norms[name]
    if isinstance(norm.content, Keep):
        return {
            Modality.DUTY: "must be kept so",
            Modality.PROHIBITION: "must not be kept so",
            Modality.PERMISSION: "may be kept so",
        }.get(norm.modality, "need not be kept so")
    return {
        Modality.DUTY: "must be done",
        Modality.PROHIBITION: "must not be done",
        Modality.PERMISSION: "may be done",
        Modality.EXEMPTION: "need not be done",
    }.get(norm.modality, "has exclusive competence")


def _message(run: Run, conflict: Conflict) -> str:
    if conflict.kind in _MESSAGES:
        return _MESSAGES[conflict.kind]
    contents = [run.draft.norms[name].content for name in conflict.norms]
    if conflict.kind == "TL206":
        words = {3: "three", 4: "four", 5: "five"}.get(len(contents), str(len(contents)))
        return f"{words} clauses that only together cannot be complied with"
    if isinstance(contents[0], Keep):
        return "two bounds on one quantity cannot both be kept (contrariety)"
    acts = {content.act for content in contents if isinstance(content, DoAct)}
    if len(acts) > 1:
        return "two duties require acts that exclude one another (contrariety)"
    return "two duties ask for different ways of doing what is done once (contrariety)"


def _severity(run: Run, conflict: Conflict, overlaps: Overlaps) -> Severity:
    """A potential conflict is an error where nothing is left of the right, or of the duty."""
    declared = rule(conflict.kind).severity
    return Severity.ERROR if _nothing_left(run, conflict, overlaps) else declared


def _nothing_left(run: Run, conflict: Conflict, overlaps: Overlaps) -> bool:
    """Whether the permission, or the duty exempted from, conflicts in all its scope."""
    emptied = {"TL203": Modality.PERMISSION, "TL204": Modality.DUTY}.get(conflict.kind)
    if emptied is None or len(conflict.norms) != 2:
        return False
    found = overlaps.of(conflict)
    return found is not None and any(
        run.draft.norms[name].modality is emptied for name in found.inside
    )


def _advice(run: Run, conflict: Conflict, overlaps: Overlaps) -> str:
    if conflict.kind == "TL203":
        if _nothing_left(run, conflict, overlaps):
            return "Nothing is left of the right: say which clause prevails, or delete one."
        return "Say which clause prevails where both apply, or keep the right within the ban."
    if conflict.kind == "TL204":
        return "Say which clause prevails, or limit one to cases outside the other."
    if conflict.kind == "TL205":
        return "Divide the matter by conditions that cannot both hold, or make one shared."
    return "Say which clause prevails, or change one so that both can be met."


def _told(run: Run, conflict: Conflict) -> str:
    """What the clauses ask in the scenario, as the end of the story."""
    parts = []
    for name in conflict.norms:
        roles = conflict.roles[name]
        names = {"@bearer": roles.bearer, "@other": roles.other}
        if not roles.other:
            del names["@other"]
        said = prose.norm_in_force(run.draft, name, names)
        parts.append(f"By {run.where(name)}, {said}.")
    ending = {
        "TL201": "Every act that would meet the duty is forbidden.",
        "TL202": "No conduct meets both.",
        "TL203": "Using the right breaks the other clause.",
        "TL204": "Nothing else would meet the duty.",
        "TL205": "Both cannot be exclusive.",
        "TL206": "No conduct meets them all.",
    }[conflict.kind]
    return " ".join([*parts, ending])


def _opposite(run: Run, conflict: Conflict, rules: tuple[Settled, Settled]) -> Finding:
    one, other = rules
    return Finding(
        "TL208",
        Severity.ERROR,
        "two rules of precedence point opposite ways for one conflict",
        (
            run.member(one.winner, f"prevails by {one.rule}"),
            run.member(other.winner, f"prevails by {other.rule}"),
        ),
        advice="Name the prevailing clause expressly, and switch one of the rules off.",
        checked=(f"the conflict itself is reported as {conflict.kind}",),
    )


def _too_many(run: Run, names: Sequence[str]) -> Finding:
    return Finding(
        TOO_MANY.code,
        TOO_MANY.severity,
        "these clauses conflict in more ways than are listed",
        tuple(run.member(name, "") for name in names),
        advice="Settle the conflicts that are listed first, and check again.",
    )


def _too_many_settled(run: Run, names: Sequence[str]) -> Finding:
    return Finding(
        TOO_MANY.code,
        Severity.INFO,
        "of these clauses more conflicts are settled than are listed",
        tuple(run.member(name, "") for name in names),
        advice="Nothing is wrong with them; --conflicts lists more.",
        detail="settled",
    )
