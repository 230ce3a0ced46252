"""What all searches for conflicts share: the draft, the solver, what is known, what stays open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from checker.background import prepare
from checker.bounds import Box, box
from checker.engine import OUT_OF_RESOURCES
from checker.limits import Exhausted
from checker.minimal import Property, minimal_sets
from checker.question import Question, Status
from checker.roles import cast
from checker.scene import Roles, Scene
from checker.solve import Solver
from checker.use import Use
from treatylang.model.draft import DoAct, Draft, Modality, Norm

Wanted = Callable[[Norm, Norm], bool]
"""Which pairs of norms are looked at in this round."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A minimal set of norms that cannot be complied with together.

    ``kind`` is the finding's code. ``scene`` and ``question`` give its witness; ``roles`` say who
    is whom.
    """

    norms: tuple[str, ...]
    kind: str
    scene: Scene
    question: Question
    roles: dict[str, Roles]


@dataclass(frozen=True, slots=True)
class Undecided:
    """A question about these norms that the solver did not decide, and why."""

    norms: tuple[str, ...]
    what: str
    reason: str = OUT_OF_RESOURCES


@dataclass(slots=True)
class Desk:
    """Where conflicts are asked for. ``about`` is a duty or a permission to whose conflicts the
    search keeps; empty: all conflicts."""

    draft: Draft
    solver: Solver
    about: str = ""
    undecided: list[Undecided] = field(default_factory=list)
    cut: dict[tuple[str, ...], None] = field(default_factory=dict)
    """Groups of norms that conflict in more ways than were listed."""
    _known: dict[str, list[frozenset[str]]] = field(default_factory=lambda: defaultdict(list))
    """The conflicts found so far, by the first of their names: no larger set is minimal."""
    _boxes: dict[str, Box] = field(default_factory=dict)

    def learn(self, norms: Iterable[str]) -> None:
        """Remember that these norms conflict."""
        found = frozenset(norms)
        beside = self._known[min(found)]
        if found not in beside:
            beside.append(found)

    def knows(self, norms: Iterable[str]) -> bool:
        """Whether these norms, or some of them, are a conflict that was found before."""
        names = frozenset(norms)
        return any(found <= names for name in names for found in self._known.get(name, ()))

    def look(self, pairs: int) -> None:
        """Count pairs of norms that are looked at without the solver."""
        self.solver.look(pairs)
        self.go_on()

    def go_on(self) -> None:
        """Raise ``Exhausted`` where the steps of the check are spent."""
        if self.solver.exhausted:
            raise Exhausted

    def box(self, norm: Norm) -> Box:
        """Return the constant bounds of a norm on an act."""
        found = self._boxes.get(norm.id)
        if found is None:
            found = self._boxes[norm.id] = box(self.draft, norm)
        return found

    def may_meet(self, duty: Norm, other: Norm) -> bool:
        """Whether a prohibition (or an exemption) may be about what the duty requires."""
        if self.box(duty).disjoint(self.box(other)):
            return False
        own, content = duty.content, other.content
        assert isinstance(own, DoAct) and isinstance(content, DoAct)
        if self.draft.acts[own.act].other is None or own.other is not None:
            return True
        # A duty towards nobody in particular is met by turning to somebody else.
        return content.other is None and content.accepting == own.accepting

    # --- questions ---------------------------------------------------------------------------

    def status(self, question: Question) -> Status:
        """Return whether the question has a solution."""
        self.go_on()
        return self.solver.status(question)

    def ask(self, question: Question, norms: Iterable[str], what: str) -> Status:
        """Return whether the question has a solution; note where that is not decided."""
        status = self.status(question)
        if status is Status.UNKNOWN:
            reason = self.solver.why_open(question)
            self.undecided.append(Undecided(tuple(norms), what, reason))
        return status

    def uses(self, norms: Sequence[Norm]) -> tuple[Scene, dict[str, Use]] | None:
        """Return a scene with the norms in it; None where they cannot be about the same agents."""
        self.go_on()
        roles = cast(self.draft, norms)
        if roles is None:
            return None
        scene = Scene(self.draft)
        uses = {norm.id: Use(scene, norm, roles[norm.id]) for norm in norms}
        prepare(scene, uses.values())
        return scene, uses

    def conflict(
        self,
        norms: Sequence[Norm],
        make: Callable[[Scene, dict[str, Use]], Question],
        kind: str,
        what: str,
    ) -> Conflict | None:
        """Ask the question that is made of these norms; where it has a solution they conflict."""
        made = self.uses(norms)
        if made is None:
            return None
        scene, uses = made
        question = make(scene, uses)
        names = tuple(norm.id for norm in norms)
        if self.ask(question, names, what) is not Status.SAT:
            return None
        roles = {name: use.roles for name, use in uses.items()}
        return Conflict(names, kind, scene, question, roles)

    def minimal(
        self, members: Sequence[str], holds: Property, what: str, beside: tuple[str, ...] = ()
    ) -> Iterator[frozenset[str]]:
        """Yield the minimal sets among the members that are new, and note what was cut or left
        undecided. ``beside`` are norms in all of them that are no members."""
        names = (*beside, *members)

        def known_or_holds(chosen: frozenset[str]) -> Status:
            return Status.SAT if self.knows(chosen.union(beside)) else holds(chosen)

        sets = minimal_sets(members, known_or_holds)
        while True:
            try:
                chosen = next(sets)
            except StopIteration as end:
                complete, undecided = end.value
                break
            if not self.knows(chosen.union(beside)):
                yield chosen
        if not complete:
            self.cut[names] = None
        if undecided:
            self.undecided.append(Undecided(names, what))


def of(norms: Iterable[Norm], *modalities: Modality) -> list[Norm]:
    """Return the norms of these modalities."""
    return [norm for norm in norms if norm.modality in modalities]


def picked(by_id: dict[str, Norm], chosen: frozenset[str]) -> list[Norm]:
    """Return the chosen norms in the order of the draft."""
    return [norm for name, norm in by_id.items() if name in chosen]
