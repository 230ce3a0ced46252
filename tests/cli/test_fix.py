"""``treatylang check --fix``: what is safe is repaired, what is a choice is only shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

DRAFT = """\
treaty lake "Treaty on the Lake".
class Party "Party" plural "Parties".
class Upper "Upper Party" plural "Upper Parties" is Party.
fact drought "there is a drought".
act fish "fish" by Party.
act report "report" by Party.
article fishing "Fishing".
  ban: No Party shall fish.
  duty: Each Upper shall fish.
  notice: Each Party shall report within 30 days after entry_into_force, if drought or not drought.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "lake.treaty"
    file.write_text(DRAFT)
    return file


def test_a_condition_that_changes_nothing_is_left_out(run: Run, draft: Path) -> None:
    before = run("check", str(draft))
    assert "[TL303]" in before.stdout or "[TL302]" in before.stdout
    after = run("check", "--fix", str(draft))
    assert draft.read_text() == DRAFT.replace(", if drought or not drought", "")
    assert "repaired: " in after.stderr
    assert "lake.treaty:10: leave it out of" in after.stderr
    assert after.exit_code == 1  # the contradiction is a drafter's to settle
    assert "[TL201]" in after.stdout
    again = run("check", "--fix", str(draft))
    assert "repaired" not in again.stderr


def test_other_repairs_are_shown(run: Run, draft: Path) -> None:
    result = run("check", str(draft), "--fix", "--diff")
    assert "\n+  duty: Notwithstanding ban, each Upper shall fish.\n" in result.stdout
    assert "No Party shall fish." in draft.read_text()
    assert run("check", str(draft), "--fix", "--diff", "HEAD").exit_code == 2


def test_nothing_is_repaired_in_a_draft_that_cannot_be_read(run: Run, draft: Path) -> None:
    draft.write_text(DRAFT + "  bad: Each Party report.\n")
    text = draft.read_text()
    assert run("check", "--fix", str(draft)).exit_code == 2
    assert draft.read_text() == text
