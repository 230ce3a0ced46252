"""Bounds on one quantity that no value suits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.ask import ask
from checker.bounds import Range, kept
from checker.conflicts.desk import Conflict, Desk, Wanted, of, picked
from checker.quantify import exists, forall
from checker.question import Question, Status
from checker.roles import companies
from checker.scene import Scene
from checker.text import TRUE, conj, implies, negation
from checker.use import Instance, Use, value_domain
from treatylang.model.draft import Keep, Modality, Norm

_WHAT = "whether bounds conflict"


def binding(norms: Sequence[Norm]) -> list[Norm]:
    """Return the norms that bound the quantity."""
    return of(norms, Modality.DUTY, Modality.PROHIBITION)


def pairs(desk: Desk, norms: Sequence[Norm], wanted: Wanted) -> Iterator[Conflict]:
    """Yield each two bounds that cannot both be kept."""
    bounds = binding(norms)
    ranges = [_range(desk, norm) for norm in bounds]
    for index, one in enumerate(bounds):
        desk.look(len(bounds) - index)
        for at in range(index + 1, len(bounds)):
            if wanted(one, bounds[at]) and not _agree(ranges[index], ranges[at]):
                found = _found(desk, [one, bounds[at]])
                if found is not None:
                    yield found


def larger(desk: Desk, norms: Sequence[Norm]) -> Iterator[Conflict]:
    """Yield the larger minimal sets of bounds that cannot all be kept."""
    bounds = binding(norms)
    if all(_is_interval(norm) for norm in bounds):
        # Intervals on a line that meet in pairs have a point in common (Helly 1923).
        return
    for company in companies(desk.draft, bounds):
        by_id = {norm.id: norm for norm in company}

        def clash(chosen: frozenset[str], by_id: dict[str, Norm] = by_id) -> Status:
            if len(chosen) < 3:
                return Status.UNSAT
            some = picked(by_id, chosen)
            made = desk.uses(some)
            assert made is not None
            return desk.status(clashing(*made, some, all_apply=False))

        for chosen in desk.minimal(list(by_id), clash, _WHAT):
            found = _found(desk, picked(by_id, chosen))
            if found is not None:
                yield found


def _range(desk: Desk, norm: Norm) -> Range | None:
    """The values that suit the norm, where constant bounds alone say which."""
    if not _is_interval(norm):
        return None
    found = kept(norm)
    assert isinstance(norm.content, Keep)
    if desk.draft.quantities[norm.content.quantity].whole:
        found = found.whole
    return found if found.exact else None


def _agree(one: Range | None, other: Range | None) -> bool:
    """Whether constant bounds alone show that a value suits both."""
    return one is not None and other is not None and not one.disjoint(other)


def _found(desk: Desk, norms: Sequence[Norm]) -> Conflict | None:
    return desk.conflict(
        norms,
        lambda scene, uses: clashing(scene, uses, norms, all_apply=True),
        "TL202" if len(norms) == 2 else "TL206",
        _WHAT,
    )


def clashing(
    scene: Scene,
    uses: dict[str, Use],
    norms: Sequence[Norm],
    *,
    all_apply: bool,
    spared: tuple[Norm, Norm] | None = None,
) -> Question:
    """Return the question whether on some day no value suits all the norms whose windows it is in.

    ``all_apply``: that is all of them; otherwise those that apply on that day and can be kept by
    themselves. ``spared`` is as for acts.
    """
    content = norms[0].content
    assert isinstance(content, Keep)
    value, some = Instance("any"), Instance("moment")
    names = value_domain(scene, content.quantity, value)
    assertions = [f"(>= {some.day} 0)"]
    body = []
    for norm in norms:
        use = uses[norm.id]
        applies = conj([use.applies(), use.window(some.day)])
        suits = use.values(value)
        if norm.modality is Modality.PROHIBITION:
            suits = negation(suits)
        possible = conj([applies, exists(names, suits)])
        if all_apply or (spared is not None and norm is spared[1]):
            assertions.append(possible)
            possible = TRUE
        body.append(implies(possible, suits))
    if spared is not None:
        use = uses[spared[0].id]
        if all_apply:
            assertions.append(exists(names, conj(body)))
        assertions += [use.applies(), use.window(some.day)]
        body.append(negation(use.values(value)))
    assertions.append(forall(names, negation(conj(body))))
    return ask(scene, assertions, [(some.day, "Int")])


def _is_interval(norm: Norm) -> bool:
    """Whether the values that comply form an interval."""
    content = norm.content
    assert isinstance(content, Keep)
    if any(op.value == "!=" for op, _ in content.bounds):
        return False
    return norm.modality is Modality.DUTY or (
        len(content.bounds) == 1 and content.bounds[0][0].value != "="
    )


def can_be_kept(use: Use) -> str:
    """Some value complies with what the norm says of a quantity, whatever the day."""
    content = use.norm.content
    assert isinstance(content, Keep)
    if use.norm.modality not in (Modality.DUTY, Modality.PROHIBITION):
        return TRUE
    value = Instance("any that will do")
    suits = use.values(value)
    if use.norm.modality is Modality.PROHIBITION:
        suits = negation(suits)
    return exists(value_domain(use.scene, content.quantity, value), suits)
