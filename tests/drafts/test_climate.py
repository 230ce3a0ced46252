"""Entry into force by number and by emissions: Kyoto, Article 25, and Paris, Article 21."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

import treatylang
from checker.voting.structure import any_suffice, fewest_needed, smallest_blocking
from tests.drafts.judging import DRAFTS, check, counted, game_of, refuted, variant

KYOTO = "climate/kyoto.treaty"
PARIS = "climate/paris.treaty"


@pytest.mark.parametrize("name", [KYOTO, PARIS])
def test_is_clean(name: str) -> None:
    _, report = check(DRAFTS / name)
    assert counted(DRAFTS / name) == []
    assert report.exit_status == 0


def shares(name: str, quantity: str) -> Mapping[str, Fraction]:
    known = treatylang.load(DRAFTS / name).institutions.figures
    figures = {state: value for (about, state), value in known.items() if about == quantity}
    total = sum(figures.values())
    return {state: value / total for state, value in figures.items()}


def test_kyoto_s_table_as_printed() -> None:
    # FCCC/CP/1997/7/Add.1, annex: the total, and the shares in per cent.
    known = treatylang.load(DRAFTS / KYOTO).institutions.figures
    assert sum(known.values()) == 13_728_306
    printed = {
        "USA": "36.1", "RUS": "17.4", "JPN": "8.5", "DEU": "7.4", "GBR": "4.3", "CAN": "3.3",
        "ITA": "3.1", "POL": "3.0", "FRA": "2.7", "AUS": "2.1", "ESP": "1.9", "NLD": "1.2",
        "CHE": "0.3", "ISL": "0.0",
    }  # fmt: skip
    found = shares(KYOTO, "co2")
    assert {state: f"{float(100 * found[state]):.1f}" for state in printed} == printed


def test_paris_s_list_as_printed() -> None:
    # FCCC/CP/2015/10, annex I.
    printed = {
        "CHN": "20.09", "USA": "17.89", "RUS": "7.53", "IND": "4.10", "JPN": "3.79", "DEU": "2.56",
        "BRA": "2.48", "CAN": "1.95", "KOR": "1.85", "MEX": "1.70", "GBR": "1.55", "FRA": "1.34",
    }  # fmt: skip
    found = shares(PARIS, "emissions")
    assert {state: f"{float(100 * found[state]):.2f}" for state in printed} == printed


def test_who_could_prevent_them() -> None:
    # Two could prevent Kyoto; of Paris the three largest were needed.
    assert smallest_blocking(game_of(KYOTO)) == ("RUS", "USA")
    assert smallest_blocking(game_of(PARIS)) == ("CHN", "RUS", "USA")
    assert fewest_needed(game_of(KYOTO)) == fewest_needed(game_of(PARIS)) == 55
    # Whoever they are, 188 and 194 are enough: all but one and all but two.
    assert any_suffice(game_of(KYOTO)) == 188
    assert any_suffice(game_of(PARIS)) == 194


def test_a_claim_too_many_is_refuted(tmp_path: Path) -> None:
    edits = {"assert no Party can prevent": "assert no 2 Parties can prevent"}
    found = refuted(variant(tmp_path, KYOTO, edits))
    ((claim, (in_favour,)),) = found.items()
    assert claim == "no 2 Parties can prevent the entry into force"
    assert len(in_favour) == 187
    assert not {"RUS", "USA"} & set(in_favour)


def test_three_are_enough_against_paris(tmp_path: Path) -> None:
    edits = {"assert no 2 Parties can prevent": "assert no 3 Parties can prevent"}
    ((_, (in_favour,)),) = refuted(variant(tmp_path, PARIS, edits)).items()
    assert len(in_favour) == 193
    assert not {"CHN", "RUS", "USA"} & set(in_favour)


def test_without_the_united_states_kyoto_hung_on_russia(tmp_path: Path) -> None:
    edits = {"without USA and RUS.": "without USA and AUS."}
    ((claim, (in_favour,)),) = refuted(variant(tmp_path, KYOTO, edits)).items()
    assert claim == "this treaty cannot enter into force without USA and AUS"
    assert len(in_favour) == 187
