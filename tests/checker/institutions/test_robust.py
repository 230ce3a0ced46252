"""Claims for all data within a tolerance, worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import checker
from treatylang.findings import Finding
from treatylang.model.load import load

# A has 50 of 160. It reaches a third where 2 × 50 (1 + x) = 110 (1 − x): at x = 4.76 %.
DRAFT = """
class Party "Party" plural "Parties".
class Elected "elected member" plural "elected members".
state A "Arcadia" is Party.
state B "Borduria" is Party.
state C "Cagliostro" is Party.
state D "Drusidia" is Party.
quantity gdp of Party.
assume gdp of A = 50 and gdp of B = 40 and gdp of C = 40 and gdp of D = 30.
organ Council "Council", composed of Party.
organ Board "Board", composed of A and 10 Elected.
weights wealth of Council = 100% gdp.
weights tamed of Council = 100% gdp, capped at 32%, excess to the others in proportion.
vote third in Council: at least 2/3 of wealth.
vote capped in Council: at least 2/3 of tamed.
vote nine in Board: at least 9 members.
article a "A".
  aim: text "Peace.".
"""


def found(folder: Path, claim: str) -> list[Finding]:
    file = folder / "draft.treaty"
    file.write_text(DRAFT + claim, encoding="utf-8")
    draft = load(file, folder)
    assert [(f.message, f.place.line) for f in draft.findings] == []
    return [f for f in checker.check([draft]).findings if f.code in ("TL501", "TL900")]


@pytest.mark.parametrize(
    "claim",
    [
        "assert no Party has a veto in third for all gdp within 4%.",
        "assert no Party has a veto in third for all data within 4.7%.",
        "assert no Party has a veto in capped for all data within 40%.",
        "assert no Party has more than 32% of tamed for all data within 50%.",
        "assert the share of A and B in wealth is between 54% and 59% for all data within 4%.",
        "assert any 9 members suffice in nine for 8 to 14 Elected.",
    ],
)
def test_holds(claim: str, tmp_path: Path) -> None:
    assert found(tmp_path, claim) == []


def test_refuted_with_figures_and_the_largest_tolerance_for_which_it_holds(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "assert no Party has a veto in third for all gdp within 8%.")
    assert "Without Arcadia nothing is carried" in one.scenario
    assert one.advice == "What does hold: the claim, for all data within ±4.7 %."
    assert one.checked == ("replayed by the evaluator of ballots",)
    assert one.witness is not None
    figures = one.witness["figures"]
    assert isinstance(figures, dict)
    values = {name: Fraction(value) for name, value in figures.items()}
    declared = {"gdp of A": 50, "gdp of B": 40, "gdp of C": 40, "gdp of D": 30}
    assert all(abs(value / declared[name] - 1) <= Fraction(8, 100)
               for name, value in values.items())  # fmt: skip
    whole = sum(values.get(name, Fraction(value)) for name, value in declared.items())
    assert values["gdp of A"] / whole > Fraction(1, 3)


def test_refuted_for_one_membership_of_many(tmp_path: Path) -> None:
    claim = "assert no Elected has a veto in nine for 8 to 14 Elected."
    (one,) = found(tmp_path, claim)
    # Nine of nine: with eight Elected each member has a veto, and with nine none has.
    assert one.scenario.startswith("With 8 Elected: Without elected member 1 nothing")
    assert found(tmp_path, claim.replace("8 to", "9 to")) == []


@pytest.mark.parametrize(
    "claim",
    [
        # Within one per cent no coalition fares otherwise: the figures are those declared.
        "the Banzhaf power of A in third is at most 50% for all data within 1%",
        "the Penrose power of A in capped is at least 10% for all data within 2%",
        "some 3 members suffice in third for all data within 3%",
        "no Party is a dummy in third for all data within 3%",
    ],
)
def test_of_power_where_no_coalition_fares_otherwise(claim: str, tmp_path: Path) -> None:
    assert found(tmp_path, f"assert {claim}.") == []


def test_of_power_at_the_ends_of_the_tolerance(tmp_path: Path) -> None:
    claim = "assert the Banzhaf power of A in third is at most 34% for all data within 10%."
    (one,) = found(tmp_path, claim)
    assert (one.code, one.scenario) == (
        "TL501",
        "Let the figures be gdp of Arcadia +10 %, gdp of Borduria −10 %, gdp of Cagliostro −10 %, "
        "gdp of Drusidia −10 %. The Banzhaf power of Arcadia in “third” is 2/5 (40 %).",
    )
    # 55, 36, 36, 27 of 154: A with two of the others has two thirds, and without A nobody has.
    assert one.witness is not None
    assert one.witness["counts"] == [
        {"rule": "third", "members": ["A"], "index": "Banzhaf", "power": "2/5"}
    ]


@pytest.mark.parametrize(
    "claim",
    [
        "the Banzhaf power of A in third is at least 1% for all data within 30%",
        "some 3 members suffice in third for all data within 30%",
        "no Party is a dummy in third for all data within 30%",
    ],
)
def test_what_cannot_be_decided_is_said(claim: str, tmp_path: Path) -> None:
    (one,) = found(tmp_path, f"assert {claim}.")
    assert one.code == "TL900"
    assert "within the tolerance some coalitions fare otherwise" in one.message
