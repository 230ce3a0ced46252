"""The receiving side: from whom, with what."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatylang.model.draft import DoAct, Draft
from treatylang.model.formula import NumberBound
from treatylang.model.load import load

VOCABULARY = """
unit tonne "tonne" plural "tonnes".
class Party "Party" plural "Parties".
state NOR "Norway" is Party.
event storm "the storm".
act ship "ship fish" by Party to Party with load in tonne,
  on the other side land "land fish".
controlled quantity stock of Party in tonnes "stock".
article a "A".
"""


def read(folder: Path, clause: str) -> Draft:
    file = folder / "draft.treaty"
    file.write_text(f"{VOCABULARY}one: {clause}", encoding="utf-8")
    return load(file, folder)


@pytest.mark.parametrize(
    ("clause", "side", "limits"),
    [
        ("No Party shall land from NOR with load > 7 tonnes.", "NOR", 0),
        ("No Party shall land from any Party with load > 7 tonnes until storm.", "Party", 1),
        ("No Party shall land from NOR with load > 7 tonnes from storm.", "NOR", 1),
    ],
)
def test_from_whom(clause: str, side: str, limits: int, tmp_path: Path) -> None:
    draft = read(tmp_path, clause)
    assert [finding.message for finding in draft.findings if finding.counts] == []
    norm = draft.norms["a.one"]
    content = norm.content
    assert isinstance(content, DoAct) and content.accepting and content.other
    assert content.other.name == side
    assert len(norm.window) == limits
    (bound,) = content.bounds
    assert isinstance(bound, NumberBound) and bound.attribute == "load"


@pytest.mark.parametrize(
    ("clause", "message"),
    [
        ("No Party shall ship to NOR from any Party.", "an act has one other side"),
        ("No Party shall land from NOR from any Party.", "an act has one other side"),
        ("Each Party shall keep its stock at most 5 tonnes with load > 3 tonnes.", "“with”"),
        ("No Party shall ship with load > 3 tonnes to NOR with load < 9 tonnes.", "cannot stand"),
    ],
)
def test_nothing_is_left_out_without_a_word(clause: str, message: str, tmp_path: Path) -> None:
    draft = read(tmp_path, clause)
    assert any(message in finding.message for finding in draft.findings)
    assert not draft.norms
