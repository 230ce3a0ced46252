"""Each rule's own drafts: the bad one has exactly its finding, the good one has none."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from treatylang.model.load import load
from treatylang.rules import Rule, catalogue

WITHOUT_EXAMPLES = {"TL209": "it takes hundreds of conflicts"}
RULES = [
    rule
    for rule in catalogue()
    if (rule.code.startswith("TL2") and rule.code not in WITHOUT_EXAMPLES) or rule.code == "TL112"
]


def counted(folder: Path, text: str) -> list[str]:
    file = folder / "draft.treaty"
    file.write_text(text, encoding="utf-8")
    report = checker.check([load(file, folder)])
    return [finding.code for finding in report.findings if finding.counts]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_draft_has_exactly_this_finding(rule: Rule, tmp_path: Path) -> None:
    codes = counted(tmp_path, rule.bad)
    assert rule.code in codes
    # A circle of precedence leaves the conflict that it does not settle.
    rest = {"TL207": {"TL204"}, "TL208": {"TL204"}}.get(rule.code, set())
    assert set(codes) - {rule.code} <= rest


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_good_draft_has_no_conflict(rule: Rule, tmp_path: Path) -> None:
    codes = counted(tmp_path, rule.good)
    assert not [code for code in codes if code.startswith("TL2") or code == "TL112"]


def test_rules_without_examples_say_nothing_false() -> None:
    assert {rule.code for rule in catalogue() if not rule.bad} >= {"TL209", "TL900"}
