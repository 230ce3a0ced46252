"""From a question to a finding: its witness, the replay, and the words that all findings share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from checker.question import Question
from checker.run import Run
from checker.scene import Scene
from checker.subsidiarity.placed import Placed
from checker.tell import scenario
from checker.witness import as_data
from treatylang import prose
from treatylang.evaluate.calendar import CalendarError
from treatylang.evaluate.truth import NotGiven
from treatylang.evaluate.world import World
from treatylang.findings import Finding, Member
from treatylang.model.draft import Draft, HasCompetence, Matter, Modality
from treatylang.model.formula import Agent, FactHolds, Not
from treatylang.prose.morphology import names_a_matter, with_the
from treatylang.prose.voice import agent_name
from treatylang.rules import rule

NECESSITY = {
    "": "TEU Art. 5(3)",
    "eu": "TEU Art. 5(3)",
    "swiss": "BV Art. 5a and 43a",
    "german": "GG Art. 72(2)",
}
CONFERRAL = {
    "": "TEU Art. 5(2)",
    "eu": "TEU Art. 5(2)",
    "swiss": "BV Art. 42(1)",
    "german": "GG Art. 30",
    "us": "US Constitution, Amendment X",
}
PROPORTION = {
    "": "TEU Art. 5(4)",
    "eu": "TEU Art. 5(4)",
    "swiss": "BV Art. 5(2)",
    "german": "GG Art. 20(3)",
}
"""The authorities that messages cite, by profile."""


def witnessed(
    run: Run,
    scene: Scene,
    question: Question,
    finding: Finding,
    replay: Callable[[World], bool],
    ending: Callable[[World], str],
    what: str,
) -> Finding | None:
    """Return the finding with its scenario; None (reported as open) where the evaluator does not
    confirm it. ``ending`` says in sentences what follows in the scenario."""
    names = _spoken_of(scene, question)
    facts = [key for _, key in scene.names.values() if key[0] == "fact"]
    world = run.witness(scene, _with_every_number(scene, question))
    try:
        confirmed = world is not None and replay(world)
    except (NotGiven, CalendarError):
        confirmed = False
    norms = [member.label for member in finding.members if member.label in run.draft.norms]
    if world is None or not confirmed:
        reason = "the evaluator did not confirm the scenario that the solver found"
        run.leave_open(norms, what, reason)
        return None
    story = scenario(run.draft, world, names)
    lacking = [_lacking(run.draft, world, key[1], key[2]) for key in sorted(set(facts))]
    told = " ".join(part for part in (story, *lacking, ending(world)) if part)
    checked = ("replayed by the evaluator: the scenario is possible, and has what is found",)
    return replace(
        finding, scenario=told, witness=as_data(world), checked=(*checked, *finding.checked)
    )


def _with_every_number(scene: Scene, question: Question) -> Question:
    """The question asked with a value for every number of the scene: none may be missing."""
    numbers = {name: sort for name, (sort, _) in scene.names.items() if sort != "Bool"}
    names = tuple(sorted({**numbers, **dict(question.names)}.items()))
    valued = (f"(= {name} {name})" for name in numbers)
    return replace(question, assertions=tuple(sorted({*question.assertions, *valued})), names=names)


def _spoken_of(scene: Scene, question: Question) -> frozenset[str]:
    """What the question turns on: the scenario tells of nothing else."""
    asked = {name for name, _ in question.names}
    return frozenset(
        part for name, (_, key) in scene.names.items() if name in asked for part in key[1:]
    )


def _lacking(draft: Draft, world: World, fact: str, of: str) -> str:
    """That a fact does not hold is a part of the story too."""
    if (fact, of or None) in world.facts:
        return ""
    return prose.state_of_affairs(draft, Not(FactHolds(fact, Agent(of) if of else None)))


# --- members ------------------------------------------------------------------------------------


def norm_member(run: Run, item: Placed) -> Member:
    return run.member(item.norm.id, f"{gives(run.draft, item)}, at the {item.level} level")


def gives(draft: Draft, item: Placed) -> str:
    """What a norm does, for the margin."""
    content = item.norm.content
    if isinstance(content, HasCompetence):
        return f"{content.kind} competence"
    return {
        Modality.DUTY: "must be done",
        Modality.PROHIBITION: "must not be done",
    }.get(item.norm.modality, "may be done")


def matter_member(matter: Matter, role: str) -> Member:
    return Member(matter.name, matter.place, role)


def background_members(run: Run, labels: Iterable[str]) -> list[Member]:
    """The declarations of a minimal set of the background."""
    draft = run.draft
    places = {item.label: item.place for item in draft.assumptions}
    places |= {item.name: item.place for item in draft.classes.values()}
    places |= {item.name: item.place for item in draft.states.values()}
    return [Member(label, places[label], "makes it so") for label in labels if label in places]


# --- words --------------------------------------------------------------------------------------


def the_matter(matter: Matter) -> str:
    return names_a_matter(matter.phrase or matter.name.replace("_", " "))


def holder(draft: Draft, item: Placed) -> str:
    """Return the holder with its level: "the Authority (global)"."""
    bearer = item.norm.bearer
    if bearer in draft.classes:
        return f"each {draft.classes[bearer].singular} ({item.level})"
    organ = draft.organs.get(bearer)
    if organ is not None and organ.of_each is not None:
        return f"each {organ.phrase or bearer} ({item.level})"
    return f"{agent_name(draft, bearer)} ({item.level})"


def placing(run: Run, item: Placed) -> str:
    """Return what the clause does, in one sentence without its full stop."""
    where, who = run.draft.where(item.norm.clause), holder(run.draft, item)
    if isinstance(item.norm.content, HasCompetence):
        return f"{where} gives {who} {the_matter(item.matter)}"
    return f"{where} has {who} act on {the_matter(item.matter)}"


def the_level(level: str) -> str:
    return with_the(f"{level} level")


def severity_of(code: str) -> Finding:
    """Return an empty finding of the rule's severity, to be filled in."""
    return Finding(code, rule(code).severity, "", ())
