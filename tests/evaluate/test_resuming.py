"""Only what has been suspended can be resumed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checker.checking import read
from treatylang.evaluate.application import powers_exercised
from treatylang.evaluate.world import PastAct, World

TEXT = """article a "A".
one: Each Party shall notify.
two: Each Party shall pay.
stop_one: The Council may suspend one.
go_one: The Council may resume one.
go_two: The Council may resume two.
"""


@pytest.mark.parametrize(("resumed", "taken"), [("one", 2), ("two", 1)])
def test_what_was_not_suspended_is_not_resumed(tmp_path: Path, resumed: str, taken: int) -> None:
    draft = read(tmp_path, TEXT)
    acts = {power.verb + " " + power.target: act for act, power in draft.powers.items()}
    done = [("suspend a.one", 1), (f"resume a.{resumed}", 2)]
    world = World(
        members={"Council": frozenset({"Council"}), "P": frozenset({"Party"})},
        acts=tuple(PastAct(acts[name], "Council", None, {}, day) for name, day in done),
    )
    assert len(powers_exercised(draft, world).powers) == taken
