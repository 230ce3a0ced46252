"""The convention's Council: claims that hold, and what a changed line refutes."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import treatylang
from tests.drafts.judging import DRAFTS, variant
from treatylang.figures import VoteFigures

CONVENTION = "ai-convention/convention.treaty"
COUNCIL = "ai-convention/council.treaty"


@pytest.fixture(scope="module")
def found() -> VoteFigures:
    return treatylang.votes(DRAFTS / CONVENTION)


def test_every_claim_is_proved(found: VoteFigures) -> None:
    assert len(found.claims) == 21
    assert [item.claim for item in found.claims if item.verdict != "proved"] == []


def test_the_weights_are_those_of_the_figures(found: VoteFigures) -> None:
    rule = next(item for item in found.rules if item.name == "supermajority")
    share = {member.name: member.share for member in rule.members}
    assert [name for name, has in share.items() if has == Fraction(17, 100)] == [
        "CHN", "IND", "USA",
    ]  # fmt: skip
    assert sum(share.values()) == 1
    assert round(share["FRA"] * 100, 2) == Fraction("7.49")
    assert round(share["ISR"] * 100, 2) == Fraction("1.73")


CHANGED = {
    "a cap of 20 %": (
        COUNCIL,
        {"capped at 17%": "capped at 20%"},
        {
            "TL501 the share of USA and CHN in council_weight is between 25% and 35%":
            "China and United States of America together hold 40 % of “council weight”.",
            "TL501 the share of USA and CHN in council_weight is between 25% and 35% for all data "
            "within 8%": "So it is with the figures as they are declared.",
            "TL501 no Party has more than 17% of council_weight":
            "China has 20 % of “council weight”.",
        },
    ),
    "a cap of 16 %": (
        COUNCIL,
        {"capped at 17%": "capped at 16%"},
        {
            "TL501 USA and CHN together have a veto in supermajority":
            "“supermajority” is carried by all others against United States of America and China.",
            "TL501 USA, CHN and IND together are decisive in simple_majority":
            "United States of America, China and India alone do not carry “simple majority”.",
        },
    ),
    "named States in the entry into force": (
        CONVENTION,
        {"at least 9 of 13 signatories,": "at least 9 of 13 signatories including USA and CHN,"},
        {
            "TL514": "All others ratify, China and United States of America does not",
            "TL501 no Party can prevent the entry into force": "Without China nothing is carried",
            "TL501 this treaty can enter into force without USA and CHN":
            "It cannot enter into force without",
            "TL501 no 4 Party can prevent the entry into force":
            "Without Brazil, Canada, China and Germany nothing is carried",
        },
    ),
    "a protection that does not protect itself": (
        CONVENTION,
        {"An amendment to article oversight and protection is":
         "An amendment to article oversight is"},
        {
            "TL516": "repeal",
            "TL501 oversight is entrenched": "repeal",
        },
    ),
    "a last stage that asks for more": (
        COUNCIL,
        {"then simple_majority for 10 days": "then broad_majority for 10 days"},
        {
            "TL509": "carry “supermajority”, and do not carry “broad majority”, which comes later.",
            "TL501 each stage of adoption is weaker than the one before": "carry “supermajority”",
        },
    ),
    "a stage that is too long": (
        COUNCIL,
        {"then supermajority for 20 days": "then supermajority for 25 days"},
        {"TL511": "cut short"},
    ),
    "no last word": (
        COUNCIL,
        {"within 90 days, failing which the proposal is rejected": "within 90 days",
         "vote simple_majority in Council: more than half of council_weight":
         "vote simple_majority in Council: at least 60% of council_weight"},
        {
            "TL510": "cannot carry the contrary",
            "TL501 adoption ends with a decision within 90 days": "do not carry the contrary",
            "TL501 USA, CHN and IND together are decisive in simple_majority": "do not carry",
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_line(name: str, tmp_path: Path) -> None:
    file, edits, expected = CHANGED[name]
    root = variant(tmp_path, CONVENTION, edits, of=file)
    report = treatylang.check(root, select=("TL5",))
    found = {
        f"{item.code} {item.detail}" if item.code == "TL501" else item.code: item.scenario
        for item in report.findings
    }
    assert set(found) == set(expected)
    for key, words in expected.items():
        assert words in found[key]
