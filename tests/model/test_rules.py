"""Every rule of the reading side shows itself: its bad draft has it, its good draft does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatylang.model.load import load
from treatylang.rules import Rule, catalogue

CODES = ["TL002", "TL003", *(f"TL{number}" for number in range(101, 111)), "TL115"]
"""Those of reading; the checker has others, registered where they are applied."""
READING = [rule for rule in catalogue() if rule.code in CODES]


def _codes(folder: Path, text: str, lexicon: str) -> set[str]:
    file = folder / "draft.treaty"
    file.write_text(text, encoding="utf-8")
    if lexicon:
        (folder / "draft.fr.lexicon").write_text(lexicon, encoding="utf-8")
    return {finding.code for finding in load(file, folder).findings}


@pytest.mark.parametrize("rule", READING, ids=lambda rule: rule.code)
def test_the_bad_draft_has_it_and_nothing_else(rule: Rule, tmp_path: Path) -> None:
    assert _codes(tmp_path, rule.bad, rule.lexicons[0]) == {rule.code}


@pytest.mark.parametrize("rule", READING, ids=lambda rule: rule.code)
def test_the_good_draft_has_nothing(rule: Rule, tmp_path: Path) -> None:
    assert _codes(tmp_path, rule.good, rule.lexicons[1]) == set()


def test_every_code_is_registered() -> None:
    assert [rule.code for rule in READING] == CODES
