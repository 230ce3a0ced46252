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


COUNCIL = (
    'class P "Party" plural "Parties".\norgan Council "Council", composed of 8 P.\narticle f "F".\n'
)


def test_each_sentence_of_a_clause_has_its_own_rule(tmp_path: Path) -> None:
    two = (
        'd: The Council may decide "x" by at least 6 members. '
        'The Council may decide "{}" by at least 5 members.\n'
    )
    assert codes(tmp_path, COUNCIL + two.format("y")) == set()
    assert codes(tmp_path, COUNCIL + two.format("x")) == {"TL519"}


def test_a_claim_about_an_amendment_is_about_acceptance_too(tmp_path: Path) -> None:
    amended = (
        "e: An amendment is adopted by the Council by more than half of the members, and enters "
        "into force for all after acceptance by at least 7/8 of the members.\n"
    )
    true = "assert no P has a veto in f.e.\nassert at least 7 members are needed in f.e.\n"
    assert codes(tmp_path, COUNCIL + amended + true) == set()
    false = "assert no 2 P together have a veto in f.e.\n"
    assert codes(tmp_path, COUNCIL + amended + false) == {"TL501"}


def test_a_large_body_that_votes_by_heads_is_looked_at_too(tmp_path: Path) -> None:
    many = COUNCIL.replace("8 P", "300 P")
    leaves = "exit: A P may withdraw on 12 months' notice.\n"
    rule = 'd: The Council may decide "x" by at least {} members.\n'
    assert "TL515" in codes(tmp_path, many + leaves + rule.format(299))
    assert "TL515" not in codes(tmp_path, many + leaves + rule.format(200))
