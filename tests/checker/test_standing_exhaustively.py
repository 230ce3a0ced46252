"""Findings on single norms against brute force: every small world, and every act in it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker import standing
from checker.run import Run
from checker.solve import Solver
from tests.checker.checking import read
from treatylang.evaluate.application import applications
from treatylang.evaluate.background import violations
from treatylang.evaluate.region import region_of
from treatylang.evaluate.truth import Reader
from treatylang.evaluate.world import PastAct, Roles, World
from treatylang.model.draft import Draft, Modality, Norm

SOLVER = Solver()
SIZES = range(-1, 5)
ACTS = [PastAct("a", "P", None, {"n": Fraction(n)}, day) for n in SIZES for day in range(6)]

HEAD = (
    'unit u "u" whole.\nclass Party "Party".\nclass Small "Small" is Party.\n'
    'class Large "Large" is Party where size >= 2 u.\nfact f "f".\nfact g "g".\n'
    'quantity size of Party in u.\nact a "a" by Party with n in u.\n'
)

_relations = st.sampled_from(["<", "<=", "=", ">=", ">"])
_bound = st.builds("n {} {} u".format, _relations, st.integers(0, 3))
_literal = st.one_of(
    st.sampled_from(["f", "g", "not f", "not g", "it is a Small", "not it is a Large"]),
    st.builds("its size {} {} u".format, _relations, st.integers(0, 3)),
)
_condition = st.one_of(
    _literal,
    st.builds("{} and {}".format, _literal, _literal),
    st.builds("({} or {})".format, _literal, _literal),
)
_window = st.sampled_from(["from day 2", "until day 3", "from day 1, until day 4", ""])
_shall = {"duty": "each {} shall", "prohibition": "no {} shall", "permission": "a {} may"}


@st.composite
def drafts(draw: st.DrawFn) -> str:
    text = HEAD
    if draw(st.integers(0, 3)) == 0:
        text += f"assume {draw(st.sampled_from(['not f or g', 'f or g', 'not (f and g)']))}.\n"
    text += 'article s "S".\n'
    kinds: list[str] = []
    for index in range(draw(st.integers(2, 4))):
        kind = draw(st.sampled_from(["duty", "prohibition", "prohibition", "permission"]))
        said = _shall[kind].format(draw(st.sampled_from(["Party", "Party", "Small", "Large"])))
        bounds = draw(st.lists(_bound, max_size=2, unique=True))
        said += " a" + (f" with {' and '.join(bounds)}" if bounds else "")
        tails = [draw(_window)]
        if draw(st.booleans()):
            tails.append(f"if {draw(_condition)}")
        if draw(st.integers(0, 3)) == 0:
            tails.append(f"unless {draw(_condition)}")
        below = [i for i, other in enumerate(kinds) if {kind, other} in _OPPOSED]
        head = ""
        if below and draw(st.integers(0, 2)) == 0:
            head = f"Notwithstanding n{draw(st.sampled_from(below))}, "
        sentence = ", ".join([head + said, *(tail for tail in tails if tail)])
        text += f"n{index}: {sentence[0].upper()}{sentence[1:]}.\n"
        kinds.append(kind)
    return text


_OPPOSED = [{"prohibition", "permission"}, {"prohibition", "duty"}]


def worlds(draft: Draft) -> Iterator[World]:
    facts = [("f", None), ("g", None)]
    holding = [frozenset(some) for n in range(3) for some in combinations(facts, n)]
    for size, small, now in product(SIZES, (False, True), holding):
        world = World(
            members={"P": frozenset({"Party", "Small"} if small else {"Party"})},
            facts=now,
            quantities={("size", "P"): Fraction(size)},
        )
        if not violations(draft, world):
            yield world


class Plain:
    """What each norm says in each world, by the evaluator."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.worlds = list(worlds(draft))
        self.regions = [
            {norm.id: self._region(world, norm) for norm in draft.norms.values()}
            for world in self.worlds
        ]
        self.winners = {
            name: [p.winner for p in draft.precedence if p.loser == name] for name in draft.norms
        }

    def _region(self, world: World, norm: Norm) -> frozenset[int] | None:
        """Which acts the norm is about, by their place in the list; None where it is not in
        force."""
        found = applications(self.draft, world, norm, "P")
        if not found:
            return None
        region = region_of(self.draft, world, found[0])
        return frozenset(index for index, act in enumerate(ACTS) if act in region)

    def dead(self, name: str) -> bool:
        duty = self.draft.norms[name].modality is Modality.DUTY
        return all(r[name] is None or (not duty and not r[name]) for r in self.regions)

    def impossible(self, name: str) -> bool:
        duty = self.draft.norms[name].modality is Modality.DUTY
        return duty and any(r[name] is not None and not r[name] for r in self.regions)

    def idle(self, norm: Norm) -> bool:
        """Whether some whole condition holds, or exception fails, wherever the rest does."""
        parts = [
            *((part, True) for part in norm.conditions),
            *((part, False) for part in norm.exceptions),
        ]
        for part in parts:
            rest = [other for other in parts if other is not part]

            def so(reader: Reader, pair: object) -> bool:
                item, wanted = pair  # type: ignore[misc]  # a pair where present
                return reader.read(item.formula).value is wanted

            readers = [Reader(self.draft, world, Roles("P"), {}) for world in self.worlds]
            if all(
                so(reader, part)
                for reader in readers
                if reader.member("P", norm.bearer).value and all(so(reader, p) for p in rest)
            ):
                return True
        return False

    def taken(self, regions: dict[str, frozenset[int] | None], name: str) -> frozenset[int]:
        """The acts on which norms that prevail take the effect away; a duty prevails no further
        than it must."""
        own = regions[name] or frozenset()
        found = frozenset[int]()
        for winner in self.winners[name]:
            theirs = regions[winner]
            duty = self.draft.norms[winner].modality is Modality.DUTY
            if theirs is not None and (not duty or theirs <= own):
                found |= theirs
        return found

    def overridden(self, name: str) -> bool:
        in_force = [r for r in self.regions if r[name]]
        return bool(in_force) and all(r[name] <= self.taken(r, name) for r in in_force)  # type: ignore[operator]  # sets here

    def redundant(self, name: str, others: set[str]) -> bool:
        norm = self.draft.norms[name]
        kin = [o for o in others if self.draft.norms[o].modality is norm.modality and o != name]
        for regions in self.regions:
            own = regions[name]
            effect = (own or frozenset()) - self.taken(regions, name)
            if own is None or not effect:
                continue
            if norm.modality is Modality.PROHIBITION:
                rest = [(regions[o] or frozenset()) - self.taken(regions, o) for o in kin]
                if not effect <= frozenset[int]().union(*rest):
                    return False
            elif not any(regions[o] and regions[o] <= own for o in kin):  # type: ignore[operator]  # sets here
                return False
        return bool(kin)


@settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=drafts())
def test_findings_are_those_of_brute_force(tmp_path: Path, text: str) -> None:
    draft = read(tmp_path, text, "")
    run = Run(draft, SOLVER)
    found: dict[str, list[str]] = {}
    for finding in standing.findings(run):
        found.setdefault(finding.code, []).append(finding.members[0].label)
    assert not run.undecided
    plain = Plain(draft)
    names = list(draft.norms)
    dead = {name for name in names if plain.dead(name)}
    assert set(found.get("TL301", ())) == dead, text
    impossible = {name for name in names if plain.impossible(name)} - dead
    assert set(found.get("TL305", ())) == impossible, text
    idle = {name for name in names if name not in dead and plain.idle(draft.norms[name])}
    assert idle <= set(found.get("TL302", ())), text
    overridden = {name for name in names if name not in dead and plain.overridden(name)}
    assert set(found.get("TL303", ())) <= overridden, text
    if not draft.precedence or all(
        draft.norms[p.winner].modality is not Modality.DUTY for p in draft.precedence
    ):
        assert set(found.get("TL303", ())) == overridden, text
    redundant = found.get("TL304", [])
    left = set(names) - dead - impossible - overridden
    for name in reversed(names):
        norm = draft.norms[name]
        if name not in left or norm.modality is Modality.PERMISSION:
            continue
        so = plain.redundant(name, left)
        if name in redundant:
            assert so, text
        elif not draft.precedence:
            assert not so, text
        if name in redundant:
            left.discard(name)
