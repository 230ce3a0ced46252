"""The judge against the plainest possible one: try every instance on a grid.

All bounds are whole numbers from 0 to 3, so halves from -1 to 4 stand for every number; windows
end by day 3, so the days to 6 leave room for as many acts as there are duties.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations, product

import pytest

from tests.evaluate.drafting import act, ban, between, do, draft, duty, may, need_not
from treatylang.evaluate.judge import (
    compliable,
    conflict,
    exemption_required,
    permission_forbidden,
    permission_void,
)
from treatylang.evaluate.truth import compare
from treatylang.evaluate.world import ENTRY, World
from treatylang.model.draft import DoAct, Draft, Norm
from treatylang.model.formula import ChoiceBound, EventDay, Number

WORLD = World(members={"P": frozenset({"Party"})})
Point = tuple[str, Fraction, str, int]
MAKERS = (duty, duty, ban, ban, may, need_not)


def some_draft(chance: random.Random) -> Draft:
    acts = (
        act("a", "x", once=chance.random() < 0.4, excludes=("b",), whole=False, y=("s", "t")),
        act("b", "x", whole=True, y=("s", "t")),
    )
    norms = []
    for index in range(4):
        texts = [
            f"x {chance.choice(['<', '<=', '=', '!=', '>=', '>'])} {chance.randint(0, 3)}"
            for _ in range(chance.randint(0, 2))
        ]
        if chance.random() < 0.3:
            texts.append(f"y {chance.choice(['=', '!='])} {chance.choice('st')}")
        first = chance.randint(0, 2)
        last = chance.choice([first, first + 1, None])
        content = do(chance.choice("aab"), *texts)
        timed = between(first, last, EventDay(ENTRY, None))
        window = timed if chance.random() < 0.7 else ()
        norms.append(chance.choice(MAKERS)(f"n{index}", content, window=window))
    return draft(*acts, *norms)


def inside(norm: Norm, point: Point) -> bool:
    name, x, y, day = point
    content = norm.content
    assert isinstance(content, DoAct)
    for limit in norm.window:
        assert limit.earliest is not None
        if day < limit.earliest.offset.count:
            return False
        if limit.latest is not None and day > limit.latest.offset.count:
            return False
    for bound in content.bounds:
        if isinstance(bound, ChoiceBound):
            if (y == bound.option) is not bound.equal:
                return False
        else:
            assert isinstance(bound.term, Number)
            if not compare(x, bound.op, bound.term.value):
                return False
    return name == content.act


def grid(name: str) -> list[Point]:
    step = Fraction(1, 2) if name == "a" else Fraction(1)
    numbers = [step * count for count in range(int(-1 / step), int(4 / step) + 1)]
    return list(product([name], numbers, "st", range(7)))


def of(norms: Sequence[Norm], kind: str) -> list[Norm]:
    return [norm for norm in norms if norm.modality.value == kind]


def possible(d: Draft, norms: Sequence[Norm], spared: tuple[Norm, Norm] | None = None) -> bool:
    """Tell whether each duty has an instance (``spared``: a duty, and what must not meet it)."""
    groups: dict[str, list[Norm]] = {}
    for norm in of(norms, "duty"):
        assert isinstance(norm.content, DoAct)
        once = d.acts[norm.content.act].once
        groups.setdefault(norm.content.act if once else norm.id, []).append(norm)
    days: list[set[tuple[str, int]]] = []
    for group in groups.values():
        name = group[0].content.act  # type: ignore[union-attr]  # acts only
        days.append(
            {
                (name, point[3])
                for point in grid(name)
                if all(inside(norm, point) for norm in group)
                and not any(inside(norm, point) for norm in of(norms, "prohibition"))
                and not (spared and spared[0] in group and inside(spared[1], point))
            }
        )
    for first, second in combinations(groups.values(), 2):
        differ = first[0].content.act != second[0].content.act  # type: ignore[union-attr]  # acts only
        if differ and not all(n.window for n in first) and not all(n.window for n in second):
            return False
    return any(
        not any(one[0] != two[0] and one[1] == two[1] for one, two in combinations(chosen, 2))
        for chosen in product(*days)
    )


def clashes(d: Draft, norms: Sequence[Norm]) -> bool:
    if not possible(d, norms):
        return True
    for right in of(norms, "permission"):
        for norm in of(norms, "prohibition"):
            if any(inside(right, p) and inside(norm, p) for p in (*grid("a"), *grid("b"))):
                return True
    return any(
        not possible(d, norms, (owed, free))
        for free in of(norms, "exemption")
        for owed in of(norms, "duty")
    )


def hemmed_in(chance: random.Random) -> Draft:
    """A duty among prohibitions that cover it only together, if at all."""
    norms = [duty("n0", do("a", f"x >= {chance.randint(0, 1)}", f"x <= {chance.randint(1, 3)}"))]
    for index in range(1, 5):
        text = f"x {chance.choice(['<', '<=', '!=', '>=', '>'])} {chance.randint(0, 3)}"
        option = [f"y = {chance.choice('st')}"] if chance.random() < 0.3 else []
        norms.append(ban(f"n{index}", do("a", text, *option)))
    return draft(act("a", "x", y=("s", "t")), act("b", "x"), *norms)


@pytest.mark.parametrize("seed", range(100))
@pytest.mark.parametrize("make", [some_draft, hemmed_in])
def test_the_judge_agrees_with_trying_everything(
    make: Callable[[random.Random], Draft], seed: int
) -> None:
    d = make(random.Random(seed))
    norms = list(d.norms.values())

    def members(chosen: Sequence[Norm]) -> list[tuple[str, str, str | None]]:
        return [(norm.id, "P", None) for norm in chosen]

    for size in (1, 2, 3):
        for chosen in combinations(norms, size):
            assert compliable(d, WORLD, members(chosen)) is possible(d, chosen)
            smaller = any(clashes(d, rest) for rest in combinations(chosen, size - 1))
            minimal = size > 1 and clashes(d, chosen) and not smaller
            assert conflict(d, WORLD, members(chosen)) is minimal
    bans = of(norms, "prohibition")
    for right in of(norms, "permission"):
        allowed = [p for p in (*grid("a"), *grid("b")) if inside(right, p)]
        verdicts = [any(inside(norm, p) for norm in bans) for p in allowed]
        mine = (d, WORLD, *members([right]), members(bans))
        assert permission_forbidden(*mine) is any(verdicts)
        assert permission_void(*mine) is (bool(verdicts) and all(verdicts))
    for free in of(norms, "exemption"):
        for owed in of(norms, "duty"):
            needed = possible(d, [owed]) and not possible(d, [owed], (owed, free))
            assert exemption_required(d, WORLD, *members([free, owed])) is needed
