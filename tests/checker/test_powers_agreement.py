"""Powers against brute force: every small world in which a clause is suspended, resumed or
terminated, on any day or never, judged by the evaluator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.conflicts import Search
from checker.solve import Solver
from tests.checker.checking import read
from treatylang.evaluate.application import powers_exercised
from treatylang.evaluate.background import violations
from treatylang.evaluate.judge import conflict
from treatylang.evaluate.world import PastAct, World
from treatylang.model.draft import Draft

SOLVER = Solver()
DAYS = range(6)

_shall = st.sampled_from(
    ["Each Party shall", "Each Party shall", "No Party shall", "No Party shall", "A Party may",
     "A Party need not"]
)  # fmt: skip
_time = st.sampled_from(
    ["", ", until day 3", ", on day 2", ", from day 2", ", by day 4", ", on day 4"]
)
_after = st.sampled_from(
    ["", "", ", while n0 is suspended", ", if n0 is suspended", ", if n0 is not terminated",
     ", after termination of n0", ", within 2 days after suspension of n0",
     ", from resumption of n0", ", if it did suspend n0", ", unless n0 is resumed",
     ", until termination of s", ", for 1 day from termination of s"]
)  # fmt: skip
_ground = st.sampled_from(["", "", ", if f", ", from day 1", ", by day 2", ", unless f"])


@st.composite
def drafts(draw: st.DrawFn) -> str:
    """A norm that can be suspended, two that may hang on it, and powers over it."""
    text = (
        'class Party "Party". fact f "f". act a "a" by Party, once.\n'
        'controlled quantity q of Party.\narticle s "S".\n'.replace("\n", "\n")
    )
    content = draw(st.sampled_from(["a", "a", "a", "keep its q at least {}"]))

    def norm(hanging: str) -> str:
        what = content.format(draw(st.integers(0, 1)))
        if "keep" in what and draw(st.booleans()):
            what = what.replace("at least", "at most")
        return f"{draw(_shall)} {what}{draw(_time)}{hanging}"

    text += f"n0: {norm('')}.\n"
    for index in (1, 2):
        text += f"n{index}: {norm(draw(_after))}.\n"
    text += 'article p "P".\n'
    powers = draw(
        st.lists(
            st.sampled_from(["suspend n0", "suspend s", "terminate n0", "terminate s"]),
            min_size=1,
            max_size=2,
            unique=True,
        )
    )
    if any("suspend" in power for power in powers):
        powers += draw(st.sampled_from([[], ["resume n0"], ["resume s"]]))
    for index, power in enumerate(powers):
        modal = draw(st.sampled_from(["A Party may", "A Party may", "Each Party shall"]))
        text += f"p{index}: {modal} {power}{draw(_ground)}.\n"
    return text + draw(st.sampled_from(["", "n1 survives termination.\n"]))


def worlds(draft: Draft, text: str) -> Iterator[World]:
    acts = [power.act for power in draft.powers.values() if power.granted]
    if "did suspend" in text and "suspend s.n0" not in acts:
        acts.append("suspend s.n0")  # an attempt that takes no effect
    days = [None, *DAYS]
    for chosen in product(days, repeat=len(acts)):
        done = tuple(
            PastAct(act, "P", None, {}, day)
            for act, day in zip(acts, chosen, strict=True)
            if day is not None
        )
        for facts in (frozenset[tuple[str, str | None]](), frozenset({("f", None)})):
            bare = World(members={"P": frozenset({"Party"})}, facts=facts, acts=done)
            world = replace(bare, events=powers_exercised(draft, bare).events)
            if not violations(draft, world):
                yield world


def by_brute_force(draft: Draft, text: str) -> set[frozenset[str]]:
    found: set[frozenset[str]] = set()
    every = list(worlds(draft, text))
    names = [name for name in draft.norms if ".n" in name]
    for size in (2, 3):
        for some in combinations(names, size):
            members = [(name, "P", None) for name in some]
            if not any(one <= set(some) for one in found) and any(
                conflict(draft, world, members) for world in every
            ):
                found.add(frozenset(some))
    return found


@settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=drafts())
def test_the_checker_finds_what_brute_force_finds(tmp_path: Path, text: str) -> None:
    draft = read(tmp_path, text, "")
    search = Search(draft, SOLVER)
    found = {frozenset(item.norms) for item in search.conflicts()}
    assert not search.undecided
    about = {names for names in found if all(".n" in name for name in names)}
    assert about == by_brute_force(draft, text), text
