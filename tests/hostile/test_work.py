"""What long drafts cost, in questions and in what is built for them: it grows with their length."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from checker.scene import Scene
from tests.hostile.attacking import VOCABULARY, lay
from treatylang.model.load import load


def _named(folder: Path, monkeypatch: pytest.MonkeyPatch, states: int) -> int:
    """How often a membership is named in the check of so many States."""
    named = 0
    member = Scene.member

    def counted(scene: Scene, agent: str, name: str) -> str:
        nonlocal named
        named += 1
        return member(scene, agent, name)

    folder.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(Scene, "member", counted)
        text = "".join(f'state S{i} "State {i}" is Party.\n' for i in range(states))
        clause = 'article a "A".\none: Each Party shall notify.\n'
        checker.check([load(lay(folder, {"main.treaty": f"{VOCABULARY}{text}{clause}"}))])
    return named


def test_the_cost_of_states_is_in_proportion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, many = (_named(tmp_path / str(n), monkeypatch, n) for n in (40, 400))
    assert 0 < many < 12 * few


def test_conflicts_beyond_the_list_are_not_asked_for(tmp_path: Path) -> None:
    text = "".join(
        f"d{i}: Each Party shall train with compute > {i} FLOP.\n"
        f"p{i}: No Party shall train with compute > {i} FLOP.\n"
        for i in range(40)
    )
    draft = load(lay(tmp_path, {"main.treaty": f'{VOCABULARY}article a "A".\n{text}'}))
    few, more = (
        checker.check([draft], select=["TL2"], conflicts=most).effort.asked for most in (5, 10)
    )
    # Of 820 pairs that conflict, those that are listed cost a scenario, an overlap and a repair.
    assert few < 5 * 40 and more < 10 * 40
