"""TL300: a background that no scenario can obey."""

from __future__ import annotations

from collections.abc import Iterator

from checker.background import assume_all
from checker.question import Status
from checker.run import Run
from checker.scene import Scene
from checker.standing.puzzle import Puzzle, background_members, puzzle
from treatylang.findings import Finding, Severity
from treatylang.model.draft import AgentClass, Draft
from treatylang.rules import Rule, register

_HEAD = (
    'class Party "Party" plural "Parties".\nfact war "there is a war".\n'
    'fact peace "there is peace".\nact notify "notify the Authority" by Party.\n'
    'article a "A".\n  one: Each Party shall notify, if war.\n'
)

CONTRADICTORY = register(
    Rule(
        code="TL300",
        name="contradictory-background",
        title="a background that contradicts itself",
        severity=Severity.ERROR,
        what="What the draft assumes, declares of named States and defines cannot all be so: no "
        "scenario obeys it, or no member of a class can exist. Every verdict would hold of such a "
        "draft, and its opposite too, so no other verdict is given on it.",
        law="Ex falso quodlibet; on the duty to give a treaty's terms a meaning together, VCLT "
        "Art. 31(1) and (2).",
        bad=_HEAD + "assume war and peace.\nassume not war or not peace.\n",
        good=_HEAD + "assume not war or not peace.\n",
    )
)


def background_findings(run: Run) -> list[Finding]:
    """Return what is contradictory in the background; at most one finding for each cause."""
    draft = run.draft
    if not draft.assumptions and not any(state.classes for state in draft.states.values()):
        # Definitions alone settle nothing about who exists.
        return []
    found = _contradiction(run, "", _everything(draft), "no scenario can obey it")
    if found is not None:
        return [found]
    empty: list[Finding] = []
    # Of a class nested in an empty one, the outer class is the cause.
    known: set[tuple[str, ...]] = set()
    for item in _classes(draft):
        item_finding = _contradiction(
            run, item.name, _member(draft, item), f"no {item.singular} can exist"
        )
        if item_finding is not None:
            labels = tuple(
                member.label for member in item_finding.members if member.label not in draft.classes
            )
            if labels not in known:
                known.add(labels)
                empty.append(item_finding)
    return empty


def _everything(draft: Draft) -> Puzzle:
    """Whether the world and all declared States together can be as the background says."""
    scene = Scene(draft)
    scene.agents |= draft.states.keys()
    scene.agents |= {o.name for o in draft.organs.values() if o.of_each is None}
    for state in draft.states.values():
        for name in state.classes:
            scene.member(state.name, name)
    assume_all(scene)
    return puzzle(scene, ())


def _member(draft: Draft, item: AgentClass) -> Puzzle:
    """Whether the class can have a member."""
    scene = Scene(draft)
    scene.agents |= {"P"}
    is_in = scene.member("P", item.name)
    assume_all(scene)
    return puzzle(scene, (is_in,))


def _classes(draft: Draft) -> Iterator[AgentClass]:
    """Classes that assumptions bear on, and whose members are given and not defined: an empty
    defined class is for the norms on it to answer."""
    about = {item.about for item in draft.assumptions if item.about is not None}

    def given(name: str | None) -> bool:
        return name is None or (
            draft.classes[name].where is None and given(draft.classes[name].parent)
        )

    for item in draft.classes.values():
        if about and given(item.name):
            yield item


def _contradiction(run: Run, name: str, question: Puzzle, what: str) -> Finding | None:
    asked = f"whether a member of the class {name} can exist" if name else (
        "whether the background is free of contradiction"
    )  # fmt: skip
    if run.decide(question.question(), (), asked) is not Status.UNSAT:
        return None
    needed = question.needed(run)
    members = tuple(background_members(run.draft, needed or ()))
    if not members:
        run.leave_open((), asked, "the contradiction found was not confirmed")
        return None
    count = len(members)
    checked = (
        f"contradictory as it stands; without any one of the {count} members it is not."
        if count > 1
        else "contradictory by itself; without it the background is not."
    )
    return Finding(
        code="TL300",
        severity=Severity.ERROR,
        message=f"the background contradicts itself: {what}",
        members=members,
        checked=(checked,),
        advice="Put these right first: no other verdict is given on this draft, since from a "
        "contradiction everything follows.",
        detail=name,
    )
