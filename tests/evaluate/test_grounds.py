"""A breach that a scenario gives must have its grounds, whatever norm is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checker.checking import read
from treatylang.evaluate.background import violations
from treatylang.evaluate.world import World

TEXT = """article a "A".
least: Each Party shall keep its stock at least 3 FLOP, from day 2 until day 5.
most: No Party shall keep its stock above 9 FLOP, from day 2 until day 5.
right: A Party may keep its stock above 9 FLOP, from day 2 until day 5.
"""


@pytest.mark.parametrize(("norm", "day", "grounds"), [
    ("least", 1, False), ("least", 2, True), ("least", 5, True), ("least", 6, False),
    ("most", 1, False), ("most", 2, True), ("most", 5, True), ("most", 6, False),
    ("right", 3, False),
])  # fmt: skip
def test_a_bound_is_breached_while_it_is_in_force(
    tmp_path: Path, norm: str, day: int, grounds: bool
) -> None:
    draft = read(tmp_path, TEXT)
    world = World(members={"P": frozenset({"Party"})}, breaches={(f"a.{norm}", "P"): day})
    assert (not violations(draft, world)) is grounds
