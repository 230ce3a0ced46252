"""Verdicts on necessity against the plainest judge: try every small scenario with the evaluator.

Conditions speak of two facts and a whole number, compared with 0 to 2: the numbers from -1 to 3
stand for all others.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker import subsidiarity
from checker.repair import reread
from checker.run import Run
from checker.solve import Solver
from treatylang.evaluate import levels
from treatylang.evaluate.application import applications
from treatylang.evaluate.truth import Reader
from treatylang.evaluate.world import Roles, World
from treatylang.model.draft import Draft, HasCompetence, Matter, Norm
from treatylang.model.load import load

HEADER = """
level local < national < regional < global.
unit item "item" plural "items" whole.
class Party "Party" plural "Parties".
organ Authority "Authority" at global.
organ Commission "Commission" at regional.
organ Regulator "regulator" at national of each Party.
fact f "it rains".
fact g "it snows".
act work "work" by Party with size in item.
"""
UNITS = 1
HOLDERS = {"The Authority": "Authority", "The Commission": "Commission", "Each Regulator": "P"}

_atoms = st.one_of(
    st.sampled_from("fg"),
    st.builds(
        "work.size {} {} items".format, st.sampled_from(["<", ">=", "=", "!="]), st.integers(0, 2)
    ),
)
_literals = st.one_of(_atoms, _atoms.map("not ({})".format))
_conditions = st.one_of(
    _literals,
    st.builds("{} and {}".format, _literals, _literals),
    st.builds("({} or {})".format, _literals, _literals),
)
_levels = st.sampled_from(["local", "national", "regional", "global"])
_graded = st.builds("{} if {}".format, _levels, _conditions)


@st.composite
def _matters(draw: st.DrawFn) -> str:
    reaches = draw(st.lists(_graded, max_size=2))
    if draw(st.booleans()):
        reaches.append(f"{draw(_levels)}{' otherwise' if reaches else ''}")
    achieved = draw(st.lists(st.one_of(_graded, _graded, _levels), max_size=2))
    items = [f"reaches {item}" for item in reaches] + [f"achieved by {item}" for item in achieved]
    if draw(st.booleans()):
        items.append(f"uniform rules if {draw(_conditions)}")
    return ",\n  ".join(['matter m "matter" objective "objective"', *items, "listed.\n"])


@st.composite
def _norms(draw: st.DrawFn) -> str:
    holder, kind = (
        draw(st.sampled_from(list(HOLDERS))),
        draw(st.sampled_from(["exclusive", "shared"])),
    )
    text = f"{holder} has {kind} competence over m"
    if draw(st.booleans()):
        text += f", if {draw(_conditions)}"
    if draw(st.booleans()):
        text += f", unless {draw(_conditions)}"
    if draw(st.integers(0, 3)) == 0:
        text += f", returning when {draw(_conditions)}"
    return text


@dataclass(frozen=True)
class Brute:
    """The definitions, read out over every scenario."""

    draft: Draft
    matter: Matter
    profile: str
    worlds: tuple[World, ...]

    def passes(self, world: World, rank: int) -> bool | None:
        level = self.draft.levels[rank]
        return levels.passes(self.draft, world, self.matter, level, self.profile)

    def rank(self, norm: Norm) -> int:
        level = self.draft.organs[norm.bearer].level
        assert level is not None
        return self.draft.levels.index(level)

    def holds(self, world: World, norm: Norm) -> bool:
        bearer = "P" if norm.bearer == "Regulator" else norm.bearer
        assert isinstance(norm.content, HasCompetence)
        returns = norm.content.returns
        reader = Reader(self.draft, world, Roles(bearer), {})
        if returns is not None and reader.read(returns).value:
            return False
        return bool(applications(self.draft, world, norm, bearer))

    def verdicts(self) -> list[tuple[str, str]]:
        norms = list(self.draft.norms.values())
        top = len(self.draft.levels) - 1
        if self.some(lambda w: self.passes(w, top) is False):
            return [("TL410", "m")]
        found: list[tuple[str, str]] = []
        for norm in norms:
            if self.rank(norm) > UNITS:
                found += [(code, norm.id) for code in self.on_norm(norm)]
            found += [(code, norm.id) for code in self.under_reach(norm, norms, found)]
        return found + [(code, "m") for code in self.uncovered(norms, found)]

    def some(self, test: Callable[[World], bool], worlds: Iterable[World] | None = None) -> bool:
        return any(test(world) for world in (self.worlds if worlds is None else worlds))

    def on_norm(self, norm: Norm) -> Iterator[str]:
        rank = self.rank(norm)
        inside = [world for world in self.worlds if self.holds(world, norm)]
        below = [world for world in inside if self.passes(world, rank - 1)]
        if not below:
            if self.some(lambda w: self.passes(w, rank - 1) is None, inside):
                yield "TL411"
            return
        yield "TL401" if len(below) == len(inside) else "TL402"
        if rank - 1 > UNITS and all(self.passes(world, UNITS) is False for world in below):
            yield "TL403"
        if self.profile == "german" and self.some(
            lambda w: self.passes(w, rank - 1) is False, inside
        ):
            assert isinstance(norm.content, HasCompetence)
            if norm.content.returns is None:
                yield "TL409"

    def under_reach(
        self, norm: Norm, norms: list[Norm], found: list[tuple[str, str]]
    ) -> Iterator[str]:
        assert isinstance(norm.content, HasCompetence)
        exclusive = norm.content.kind == "exclusive"
        above = [other for other in norms if self.rank(other) > self.rank(norm) and not exclusive]
        inside = [
            world
            for world in self.worlds
            if self.holds(world, norm)
            and not any(self.holds(world, o) and self.passes(world, self.rank(o)) for o in above)
        ]
        if self.some(lambda w: self.passes(w, self.rank(norm)) is False, inside):
            yield "TL404"
            return
        doubted = self.some(lambda w: self.passes(w, self.rank(norm)) is None, inside)
        if doubted and self.partly and "TL411" not in dict(found):
            yield "TL411"

    def uncovered(self, norms: list[Norm], found: list[tuple[str, str]]) -> Iterator[str]:
        doubted = False
        for rank in (3, 2):
            bare = [
                world
                for world in self.worlds
                if not any(self.rank(n) >= rank and self.holds(world, n) for n in norms)
            ]
            needed = [
                world
                for world in bare
                if self.passes(world, rank) and self.passes(world, rank - 1) is False
            ]
            if needed:
                yield "TL405"
                return
            doubted |= any(
                self.passes(world, rank) is not False and not self.passes(world, rank - 1)
                for world in bare
            )
        if doubted and self.partly and "TL411" not in dict(found):
            yield "TL411"

    @property
    def partly(self) -> bool:
        return bool(self.matter.reaches or self.matter.achieved)


def every_world() -> tuple[World, ...]:
    members = {
        "Authority": frozenset({"Authority"}),
        "Commission": frozenset({"Commission"}),
        "P": frozenset({"Regulator"}),
    }
    return tuple(
        World(
            members=members,
            facts=frozenset((name, None) for name, held in zip("fg", facts, strict=True) if held),
            case={("work", "size"): Fraction(size)},
        )
        for *facts, size in product([False, True], [False, True], range(-1, 4))
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    matter=_matters(),
    norms=st.lists(_norms(), min_size=1, max_size=3),
    profile=st.sampled_from(["", "", "eu", "swiss", "german"]),
)
def test_solver_and_every_scenario_agree(matter: str, norms: list[str], profile: str) -> None:
    clauses = "".join(f"  n{index}: {text}.\n" for index, text in enumerate(norms))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "draft.treaty"
        file.write_text(HEADER + matter + 'article a "A".\n' + clauses, encoding="utf-8")
        draft = load(file, folder)
    assert not [f for f in draft.findings if f.severity.value == "error"], draft.findings
    run = Run(draft, Solver(), profile)
    findings = subsidiarity.findings(run)
    found = [
        (finding.code, finding.members[0].label) for finding in findings if finding.code != "TL407"
    ]
    assert not run.undecided
    brute = Brute(draft, draft.matters["m"], profile, every_world())
    assert sorted(found) == sorted(brute.verdicts())
    for finding in findings:
        for repair in finding.repairs:
            mended = reread(draft, repair.edits)
            after = Brute(mended, mended.matters["m"], profile, every_world())
            left = {code for code, label in after.verdicts() if label == finding.members[0].label}
            assert not left & {"TL401", "TL402", "TL403"}
            assert set(after.verdicts()) < set(brute.verdicts())
