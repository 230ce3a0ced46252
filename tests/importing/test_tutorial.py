"""The tutorial on importing does what it says."""

from __future__ import annotations

from pathlib import Path

from tests.tutorial import IMPORT, command, run, steps


def test_the_tutorial_prints_what_it_shows(tmp_path: Path) -> None:
    shown = 0
    for step in steps(IMPORT.read_text(encoding="utf-8")):
        if step.kind != "console":
            (tmp_path / step.name).write_text(step.text, encoding="utf-8")
            continue
        shown += 1
        _, _, expected = step.text.partition("\n")
        assert run(step, tmp_path) == expected, command(step)
    assert shown == 7
