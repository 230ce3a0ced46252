"""Deadlines that run one after another through several bearers, against an outer limit.

The figures of the first draft are those of a share-purchase agreement in Khoja, Kölbl, Leue,
Steffen and Wüst, "Automated consistency analysis for legal contracts", SPIN 2022: a claim within
14 days of the closing, performance within 28 days of it, payment within 14 days of that, and
claims that are barred on day 42: 14 + 28 + 14 = 56.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from tests.checker.checking import read
from treatylang.findings import Finding

VOCABULARY = """
treaty spa "Share Purchase Agreement", in force on 2030-01-31.
class Buyer "Buyer". class Seller "Seller". class Insurer "Insurer".
event closing "the closing". fact fraud "there is fraud".
act claim "claim under the warranty" by Buyer, past "claimed under the warranty".
act repair "repair the defect" by Seller.
act refund "refund the price" by Seller.
act cover "cover the loss" by Insurer.
act hand "hand over the shares" by Seller to Buyer, on the other side take "take over the shares".
Months end on the last day.
article w "Warranty".
"""
CHAIN = """
  claiming: The Buyer may claim within 14 days after closing.
  repairing: If the Buyer did claim, the Seller shall repair within 28 days thereafter.
  refunding: If the Seller did repair, the Seller shall refund within 14 days thereafter.
"""
LONG = "TL309 refunding claiming repairing cut"


def chains(folder: Path, text: str) -> list[Finding]:
    draft = read(folder, text, VOCABULARY)
    report = checker.check([draft], select=("TL309",))
    assert not [found.message for found in report.findings if found.code == "TL900"]
    return list(report.findings)


def told(findings: list[Finding]) -> list[str]:
    return sorted(
        " ".join([found.code, *(m.label.removeprefix("w.") for m in found.members)])
        for found in findings
    )


CUTS = {
    "  cut: The Seller shall refund within 42 days after closing.": True,
    "  cut: The Seller shall refund within 55 days after closing.": True,
    "  cut: The Seller shall refund within 56 days after closing.": False,
    "  cut: No Seller shall refund after 42 days after closing.": True,
    "  cut: No Seller shall refund after 56 days after closing.": False,
    "  cut: No Seller shall refund from 56 days after closing.": True,
    "  cut: No Seller shall refund from 57 days after closing.": False,
    "  cut: The Seller shall refund for 42 days from closing.": True,
    "  cut: The Seller shall refund within 1 month after closing.": True,
    "  cut: The Seller shall refund within 2 months after closing.": False,
    "  cut: The Seller shall refund within 8 weeks after closing.": False,
    "  cut: No Seller shall refund after 42 days after closing, unless fraud.": True,
    "  cut: If the Buyer did claim, the Seller shall refund within 41 days thereafter.": True,
    "  cut: If the Buyer did claim, the Seller shall refund within 42 days thereafter.": False,
    "  cut: If the Buyer did claim, the Seller shall refund within 41 days thereafter, "
    "until day 99.": True,
    "  cut: The Seller may refund within 42 days after closing.": False,
    "  cut: No Seller shall refund after day 42.": True,
    "  cut: No Seller shall refund after day 56.": False,
    "  cut: No Seller shall refund after 2030-03-14.": True,
    "  cut: No Seller shall refund after 2030-03-28.": False,
}  # fmt: skip


@pytest.mark.parametrize("cut", CUTS)
def test_a_chain_through_two_bearers(cut: str, tmp_path: Path) -> None:
    assert told(chains(tmp_path, CHAIN + cut)) == ([LONG] if CUTS[cut] else [])


def test_its_dates_are_told(tmp_path: Path) -> None:
    [found] = chains(
        tmp_path, CHAIN + "  cut: The Seller shall refund within 42 days after closing."
    )
    for words in (
        "claims under the warranty on day 14 (14 February 2030)",
        "repairs the defect on day 42 (14 March 2030)",
        "on day 56 (28 March 2030)",
    ):
        assert words in found.scenario


def test_a_limit_by_its_date(tmp_path: Path) -> None:
    text = (
        "assume closing happens on 2030-02-01.\n"
        + CHAIN
        + "  cut: No Seller shall refund after {}."
    )
    assert told(chains(tmp_path, text.format("2030-03-28"))) == [LONG]
    assert told(chains(tmp_path, text.format("2030-03-29"))) == []


def test_a_chain_of_exactly_the_limit(tmp_path: Path) -> None:
    text = CHAIN.replace("28 days", "14 days")
    cut = "  cut: The Seller shall refund within 42 days after closing."
    assert told(chains(tmp_path, text + cut)) == []
    assert told(chains(tmp_path, text + cut.replace("42", "41"))) == [LONG]


def test_a_chain_through_three_bearers(tmp_path: Path) -> None:
    text = (
        "  claiming: The Buyer shall claim within 14 days after closing.\n"
        "  repairing: If the Buyer did claim, the Seller shall repair within 28 days thereafter.\n"
        "  covering: If the Seller did repair, the Insurer shall cover within 14 days thereafter.\n"
        "  cut: The Insurer shall cover within {} days after closing.\n"
    )
    [found] = chains(tmp_path, text.format(42))
    assert told([found]) == ["TL309 covering claiming repairing cut"]
    assert len({"P", "Q", "R"} & {word.strip(".") for word in found.scenario.split()}) == 3
    assert chains(tmp_path, text.format(56)) == []


def test_a_chain_between_named_parties(tmp_path: Path) -> None:
    text = (
        'state ANN "Ann" is Buyer. state BOB "Bob" is Seller.\narticle x "X".\n'
        "  claiming: ANN may claim within 14 days after closing.\n"
        "  repairing: If ANN did claim, BOB shall repair within 28 days thereafter.\n"
        "  refunding: If it did repair, BOB shall refund within 14 days thereafter.\n"
        "  cut: No Seller shall refund after 42 days after closing.\n"
    )
    [found] = chains(tmp_path, text)
    assert [m.label for m in found.members] == [
        "x.refunding", "x.claiming", "x.repairing", "x.cut",
    ]  # fmt: skip
    assert "Ann claims" in found.scenario


def test_the_cut_addresses_the_other_side(tmp_path: Path) -> None:
    text = (
        "  claiming: The Buyer may claim within 14 days after closing.\n"
        "  handing: If the Buyer did claim, the Seller shall hand to a Buyer\n"
        "    within 28 days thereafter.\n"
        "  cut: No Buyer shall take from a Seller, after {} days after closing.\n"
    )
    assert told(chains(tmp_path, text.format(41))) == ["TL309 handing claiming cut"]
    assert told(chains(tmp_path, text.format(42))) == []


def test_a_chain_of_events_and_acts(tmp_path: Path) -> None:
    text = (
        'event defect "the appearance of a defect".\n'
        "assume defect happens within {} days after closing.\n"
        'article x "X".\n'
        "  repairing: The Seller shall repair within 10 days after defect.\n"
        "  refunding: If it did repair, the Seller shall refund within 10 days thereafter.\n"
        "  cut: The Seller shall refund within 42 days after closing.\n"
    )
    assert [m.label for f in chains(tmp_path, text.format(23)) for m in f.members] == [
        "x.refunding", "x.repairing", "x.cut",
    ]  # fmt: skip
    assert chains(tmp_path, text.format(22)) == []


def test_an_unrelated_limit_is_none(tmp_path: Path) -> None:
    text = CHAIN + "  cut: The Seller shall refund within 42 days after audit.\n"
    assert chains(tmp_path, 'event audit "the audit".\narticle x "X".\n' + text) == []
    # Of two deadlines for one act, from different acts, the shorter one is no outer limit.
    text = (
        CHAIN
        + "  cut: If the Buyer did claim, the Seller shall refund within 90 days thereafter.\n"
    )
    assert chains(tmp_path, text) == []


def test_a_party_waits_for_another_of_its_kind(tmp_path: Path) -> None:
    text = (
        'class Party "Party". act ask "ask" by Party. act answer "answer" by Party.\n'
        'article x "X".\n'
        "  asking: Each Party shall ask within 20 days after closing.\n"
        "  answering: Each Party shall answer within 10 days thereafter, "
        "if the other Party did ask.\n"
        "  cut: Each Party shall answer within {} days after closing.\n"
    )
    assert [m.label for f in chains(tmp_path, text.format(29)) for m in f.members] == [
        "x.answering", "x.asking", "x.cut",
    ]  # fmt: skip
    assert chains(tmp_path, text.format(30)) == []


def test_within_ten_days_after_what_is_within_twenty(tmp_path: Path) -> None:
    text = (
        'event notice "the notice".\nassume notice happens within 20 days after closing.\n'
        'article x "X".\n'
        "  refunding: The Seller shall refund within 10 days after notice.\n"
        "  cut: The Seller shall refund within {} days after closing.\n"
    )
    [found] = chains(tmp_path, text.format(29))
    assert [m.label for m in found.members] == ["x.refunding", "assumption 1", "x.cut"]
    assert "on day 30" in found.scenario
    assert chains(tmp_path, text.format(30)) == []
    # What is assumed beside it does not part the two events.
    assert len(chains(tmp_path, "assume not fraud.\n" + text.format(29))) == 1
    # Two deadlines from one event are no chain.
    assert chains(tmp_path, text.replace("after closing.\n", "after notice.\n").format(5)) == []


def test_bounds_on_a_quantity_are_no_chain(tmp_path: Path) -> None:
    text = (
        "controlled quantity stock of Seller.\nassume closing happens until day 5.\n"
        'article x "X".\n'
        "  floor: Each Seller shall keep its stock at least 5 within 10 days after closing.\n"
        "  later: Each Seller shall keep its stock at least 6 until day 9.\n"
    )
    assert chains(tmp_path, text) == []


def test_a_circle_of_two_bearers(tmp_path: Path) -> None:
    text = (
        "  paying: If the Seller did refund, the Buyer shall claim within 5 days thereafter.\n"
        "  refunding: If the Buyer did claim, the Seller shall refund within 5 days thereafter.\n"
    )
    assert told(chains(tmp_path, text)) == ["TL309 paying refunding"]
    free = text + "  first: The Buyer shall claim within 5 days after closing.\n"
    assert told(chains(tmp_path, free)) == []
