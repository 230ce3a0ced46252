"""Imports between the rooms run in one direction."""

from __future__ import annotations

from pathlib import Path

from importlinter import cli


def test_the_direction_of_imports() -> None:
    config = Path(__file__).parents[1] / "pyproject.toml"
    assert cli.lint_imports(config_filename=str(config), no_cache=True) == cli.EXIT_STATUS_SUCCESS
