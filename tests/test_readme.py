"""The README's tutorial does what it says."""

from __future__ import annotations

from pathlib import Path

from docs.picture import picture
from tests.tutorial import README, command, run, steps


def test_the_tutorial_prints_what_it_shows(tmp_path: Path) -> None:
    shown = 0
    for step in steps(README.read_text(encoding="utf-8")):
        if step.kind == "treaty":
            (tmp_path / step.name).write_text(step.text, encoding="utf-8")
            continue
        shown += 1
        _, _, expected = step.text.partition("\n")
        assert run(step, tmp_path) == expected, command(step)
    assert shown >= 5


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    readme = README.read_text(encoding="utf-8")
    ci = (README.parent / ".ci" / "run").read_text(encoding="utf-8")
    test = ci.strip().splitlines()[-1]
    assert test.startswith("python -m pytest")
    assert f".venv/bin/{test}\n" in readme


def test_the_picture_shows_what_the_tool_prints() -> None:
    assert (README.parent / "docs" / "finding.svg").read_text(encoding="utf-8") == picture()
