"""The Constitution of 1787 beside the Articles of Confederation: nine States or thirteen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drafts.judging import DRAFTS, counted, resolved, table, variant

CONSTITUTION = "founding/constitution.treaty"
ARTICLES = "founding/articles-of-confederation.treaty"

FOUND = table(
    "TL203 establishment.nine perpetuity.congress",
    "TL203 establishment.nine perpetuity.unanimity",
    "TL203 amendment.ratification perpetuity.congress",
    "TL203 amendment.ratification perpetuity.unanimity",
)
RESOLVED = table(
    "TL203 amendment.ratification amendment.slave_trade",
    "TL203 amendment.ratification amendment.suffrage",
)


def test_what_the_constitution_permits_the_articles_forbid() -> None:
    assert counted(DRAFTS / CONSTITUTION) == FOUND


def test_the_provisos_of_article_5_are_settled() -> None:
    assert resolved(DRAFTS / CONSTITUTION) == RESOLVED


@pytest.mark.parametrize(
    ("states", "nine", "three_fourths"),
    [(9, True, False), (10, True, True), (12, True, True), (13, False, False)],
)
def test_the_conflict_is_between_nine_and_twelve(
    states: int, nine: bool, three_fourths: bool, tmp_path: Path
) -> None:
    limit = "ratifications >= 0 members and ratifications <= union_size"
    edits = {limit: f"ratifications = {states} members"}
    found = counted(variant(tmp_path, CONSTITUTION, edits, of=ARTICLES))
    conflicts = [row for row in found if row[0] == "TL203"]
    unanimity = {row[1] for row in conflicts if "perpetuity.unanimity" in row[1]}
    expected = set()
    if nine:
        expected.add(frozenset({"establishment.nine", "perpetuity.unanimity"}))
    if three_fourths:
        expected.add(frozenset({"amendment.ratification", "perpetuity.unanimity"}))
    assert unanimity == expected


def test_the_later_treaty_prevails_where_the_draft_says_so(tmp_path: Path) -> None:
    # The argument of 1788 from the consent of all who are bound: among the States that are parties
    # to both, the later instrument governs.
    edits = {'include "articles': 'lex posterior applies.\ninclude "articles'}
    path = variant(tmp_path, CONSTITUTION, edits)
    assert counted(path) == []
    assert resolved(path) == sorted([*FOUND, *RESOLVED], key=lambda row: (row[0], sorted(row[1])))
