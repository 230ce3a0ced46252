"""The emergency accord: one mistake of each kind in the first reading, none in the second."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drafts.judging import DRAFTS, check, counted, resolved, table, variant

FIRST = "ai-accord/first-reading.treaty"
CORRECTED = "ai-accord/corrected-reading.treaty"

FOUND = table(
    "TL201 licensing.cap notification.audit",
    "TL202 accelerators.ceiling accelerators.reserve",
    "TL203 licensing.defence emergency_measures.pause",
    "TL206 inspection.escrow inspection.secrecy inspection.independence",
    "TL301 notification.phase_in",
    "TL307 licensing.licence",
    "TL308",
    "TL402 oversight.licensing_authority",
)
RESOLVED = table(
    "TL203 licensing.cap licensing.civil",
    "TL204 inspection.inspection inspection.relief",
    "TL204 remedies.remedy inspection.relief",
)


def test_the_first_reading_has_one_mistake_of_each_kind() -> None:
    assert counted(DRAFTS / FIRST) == FOUND


def test_what_the_first_reading_settles_itself_is_listed_apart() -> None:
    assert resolved(DRAFTS / FIRST) == RESOLVED


def test_the_corrected_reading_is_clean() -> None:
    _, report = check(DRAFTS / CORRECTED)
    assert counted(DRAFTS / CORRECTED) == []
    assert report.exit_status == 0


def test_the_corrected_reading_settles_one_conflict_more() -> None:
    assert resolved(DRAFTS / CORRECTED) == sorted(
        [*RESOLVED, *table("TL203 licensing.defence emergency_measures.pause")],
        key=lambda row: (row[0], sorted(row[1])),
    )


def test_the_articles_have_the_numbers_that_the_finding_tells() -> None:
    draft, _ = check(DRAFTS / FIRST)
    assert draft.where("licensing.cap") == "Article 4, paragraph 1"
    assert draft.where("notification.audit") == "Article 5, paragraph 2"


# Each correction cures its own finding and nothing else: taken back alone, that finding returns.
UNDONE = {
    "audit": (
        {">= 1e25 FLOP and purpose = civil\n    within": ">= 2e26 FLOP\n    within"},
        table("TL201 licensing.cap notification.audit"),
    ),
    "reserve": (
        {"from 2035-01-01 until": "from 2034-12-31 until"},
        table("TL202 accelerators.ceiling accelerators.reserve"),
    ),
    "defence": (
        {"Subject to pause, a Party": "A Party"},
        table("TL203 licensing.defence emergency_measures.pause"),
    ),
    "escrow": (
        {"with site = foreign.": "with site != domestic."},
        table("TL206 inspection.escrow inspection.secrecy inspection.independence"),
    ),
    "licence": (
        {',\n    verified by "inspection of the published law" and the Authority.': "."},
        table("TL307 licensing.licence"),
    ),
    "transfers": ({"scale < 1e26 FLOP": "scale < 1e25 FLOP"}, table("TL308")),
    "remedy": (
        {"Notwithstanding relief, if": "If"},
        table("TL204 remedies.remedy inspection.relief"),
    ),
}


@pytest.mark.parametrize("name", UNDONE)
def test_a_correction_taken_back(name: str, tmp_path: Path) -> None:
    edits, expected = UNDONE[name]
    assert counted(variant(tmp_path, CORRECTED, edits)) == expected


def test_the_special_rule_prevails_only_where_all_of_it_conflicts(tmp_path: Path) -> None:
    # The maxim is no cure: it lets the audit prevail over the cap. The two rules that overlap in
    # part, and the three that conflict only together, stay as they are.
    edits = {"cover transfer.": "cover transfer.\nlex specialis applies."}
    path = variant(tmp_path, FIRST, edits)
    settled = table(
        "TL201 licensing.cap notification.audit",
        "TL202 accelerators.ceiling accelerators.reserve",
    )
    assert counted(path) == [row for row in FOUND if row not in settled]
    assert resolved(path) == [*settled, *RESOLVED]
