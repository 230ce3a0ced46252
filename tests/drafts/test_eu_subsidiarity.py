"""Measures of the Union: one that keeps to what it is needed for, and four that do not."""

from __future__ import annotations

import pytest

from tests.drafts.judging import DRAFTS, check, counted, resolved, table

COMPLIANT = DRAFTS / "eu-subsidiarity/compliant-measure.treaty"
OVERREACHING = DRAFTS / "eu-subsidiarity/overreaching-measure.treaty"

# Posters never leave a State, and the Treaty gives the Union nothing over them. The press leaves it
# in part: in so far as it does not, the Union has neither need nor competence.
ALWAYS = table(
    "TL401 tobacco.posters",
    "TL406 tobacco.posters",
    "TL402 tobacco.press",
    "TL406 tobacco.press shared_competences.press",
    "TL408 data.retention",
)
# Strikes have effects across borders, which the general test asks for alone; the Union's own test
# asks for insufficiency as well, and the courts of the Member States suffice.
EU_ALONE = table("TL401 strikes.basis", "TL401 strikes.exercise")


@pytest.mark.parametrize("profile", ["", "eu"])
def test_the_compliant_measure_is_clean(profile: str) -> None:
    _, report = check(COMPLIANT, profile)
    assert counted(COMPLIANT, profile) == []
    assert resolved(COMPLIANT, profile) == []
    assert report.exit_status == 0


def test_the_overreaching_measure() -> None:
    assert counted(OVERREACHING) == sorted(ALWAYS, key=lambda row: (row[0], sorted(row[1])))


def test_the_overreaching_measure_by_the_union_s_own_test() -> None:
    expected = sorted([*ALWAYS, *EU_ALONE], key=lambda row: (row[0], sorted(row[1])))
    assert counted(OVERREACHING, "eu") == expected
