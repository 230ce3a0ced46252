"""Each rule's own drafts: the bad one has this finding and no other, the good one has none."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from checker.institutions import RULES
from treatylang.model.load import load
from treatylang.rules import Rule


def codes(folder: Path, text: str) -> set[str]:
    file = folder / "draft.treaty"
    file.write_text(text, encoding="utf-8")
    return {finding.code for finding in checker.check([load(file, folder)]).findings}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_draft_has_this_finding_alone(rule: Rule, tmp_path: Path) -> None:
    assert codes(tmp_path, rule.bad) == {rule.code}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_good_draft_has_none(rule: Rule, tmp_path: Path) -> None:
    assert codes(tmp_path, rule.good) == set()
