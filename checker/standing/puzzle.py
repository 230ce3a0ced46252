"""Labelled assertions with a background: are they contradictory, and which of them are needed?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.ask import ask
from checker.background import Part, background
from checker.question import Question, Status
from checker.run import Run
from checker.scene import Scene
from treatylang.findings import Member
from treatylang.model.draft import Draft
from treatylang.prose.morphology import a_or_an

Key = tuple[str, str]
"""What may be left out: ("background", label), ("part", name of a norm's part), ("norm", id)."""

BACKGROUND, PART, NORM = "background", "part", "norm"


@dataclass(frozen=True, slots=True)
class Puzzle:
    """Assertions about one scene. ``fixed`` always stand, ``named`` can be left out one by one,
    and so can the labelled parts of the background."""

    scene: Scene
    fixed: tuple[str, ...]
    named: Mapping[Key, str]
    free: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]

    @property
    def keys(self) -> list[Key]:
        """What can be left out: those that a reader would rather not see first."""
        labels = dict.fromkeys(part.label for part in self.parts if part.label)
        return [*((BACKGROUND, label) for label in labels), *reversed(list(self.named))]

    def question(self, kept: Collection[Key] | None = None) -> Question:
        """Whether what is kept (everything, by default) has a solution."""

        def stays(key: Key) -> bool:
            return kept is None or key in kept

        assertions = [text for key, text in self.named.items() if stays(key)]
        parts = [p for p in self.parts if not p.label or stays((BACKGROUND, p.label))]
        return ask(self.scene, [*self.fixed, *assertions], self.free, parts=parts)

    def needed(self, run: Run) -> list[Key] | None:
        """Return a minimal contradictory set; None where it was not confirmed to be one."""
        kept = shrink(self.keys, lambda keys: run.solver.status(self.question(keys)))
        whole = run.solver.solve(self.question(kept)).status is Status.UNSAT
        smaller = (self.question([other for other in kept if other != key]) for key in kept)
        if whole and all(run.solver.solve(one).status is Status.SAT for one in smaller):
            return kept
        return None


def puzzle(
    scene: Scene,
    fixed: Iterable[str],
    named: Mapping[Key, str] | None = None,
    free: Iterable[tuple[str, str]] = (),
) -> Puzzle:
    """Put assertions together with the background that they touch."""
    return Puzzle(scene, tuple(fixed), dict(named or {}), tuple(free), tuple(background(scene)))


def shrink(keys: Sequence[Key], status: Callable[[Collection[Key]], Status]) -> list[Key]:
    """Leave out keys, large chunks first, as long as what remains is contradictory."""
    kept = list(keys)
    size = max(1, len(kept) // 2)
    while True:
        start = 0
        while start < len(kept):
            rest = kept[:start] + kept[start + size :]
            if status(rest) is Status.UNSAT:
                kept = rest
            else:
                start += size
        if size == 1:
            return kept
        size //= 2


def background_members(draft: Draft, keys: Iterable[Key]) -> Iterator[Member]:
    """The definitions, declarations and assumptions among the keys, in the order of the text."""
    found = [background_member(draft, label) for kind, label in keys if kind == BACKGROUND]
    yield from sorted(found, key=lambda member: (member.place, member.label))


def background_member(draft: Draft, label: str) -> Member:
    """Return a definition, a declared State or an assumption, with what it contributes."""
    if label in draft.classes:
        item = draft.classes[label]
        parent = draft.classes[item.parent].singular if item.parent is not None else ""
        if item.where is not None:
            return Member(label, item.place, f"defines {item.singular}")
        return Member(label, item.place, f"every {item.singular} is a {parent}")
    if label in draft.states:
        state = draft.states[label]
        return Member(label, state.place, f"says what {state.phrase} is")
    assumption = next(item for item in draft.assumptions if item.label == label)
    if assumption.apart is not None:
        one, other = (draft.classes[name].singular for name in assumption.apart)
        return Member(label, assumption.place, f"no {one} is {a_or_an(other)}")
    return Member(label, assumption.place, "is assumed of every scenario")
