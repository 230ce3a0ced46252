"""Runs of the command line inside this process."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from treatylang.cli.main import main

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line; what it raises would fail the test, so that nothing is hidden."""
    monkeypatch.delenv("TREATYLANG_DEBUG", raising=False)

    def invoke(*arguments: str, input: str | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=input, catch_exceptions=False)

    return invoke
