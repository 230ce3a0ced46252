"""Drafts that look like conflicts and are none: the tool stays silent on every one."""

from __future__ import annotations

from pathlib import Path

import pytest

import treatylang
from tests.drafts.judging import check, counted, resolved

FOLDER = Path(__file__).parent
DECOYS = sorted(FOLDER.glob("*.treaty"))


@pytest.mark.parametrize("path", DECOYS, ids=lambda path: path.stem)
def test_is_read(path: Path) -> None:
    draft = treatylang.load(path)
    assert [(found.code, found.message) for found in draft.findings] == []


@pytest.mark.parametrize("path", DECOYS, ids=lambda path: path.stem)
def test_nothing_is_found(path: Path) -> None:
    assert counted(path) == []
    # Nor is it a conflict that a precedence hides: there is none.
    assert resolved(path) == []
    assert check(path)[1].exit_status == 0
