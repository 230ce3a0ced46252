"""Organisations: who has how many votes, and who can hold a decision up."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

import treatylang
from checker.voting.power import swings
from checker.voting.structure import blocks, fewest_needed, smallest_blocking, veto_players
from checker.voting.weigh import weigh
from tests.drafts.judging import DRAFTS, counted, game_of, refuted, table, variant

TIMBER = "organisations/tropical-timber.treaty"
EEC = "organisations/eec-council.treaty"
UNION = "organisations/eu-council.treaty"
FUND = "organisations/monetary-fund.treaty"

# Japan alone could prevent the entry into force of the Timber Agreement.
FOUND = {
    TIMBER: table("TL514 entry.definitive"),
    "organisations/african-union.treaty": table(),
    # Luxembourg, a dummy: no clause is at fault.
    EEC: table("TL507"),
    UNION: table(),
    FUND: table(),
    "organisations/nato.treaty": table(),
    "organisations/opcw.treaty": table(),
    "organisations/seabed-authority.treaty": table(),
    "organisations/wto.treaty": table(),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_is_found(name: str) -> None:
    assert counted(DRAFTS / name) == FOUND[name]


def test_a_thousand_votes_each() -> None:
    draft = treatylang.load(DRAFTS / TIMBER).institutions
    votes = weigh(draft, "timber_votes").votes
    seats = {seat.name: seat.classes for seat in draft.bodies["Council"].seats}
    for side in ("Producer", "Consumer"):
        assert sum(votes[name] for name, classes in seats.items() if side in classes) == 1000


def test_japan_holds_out_at_70_per_cent_and_not_at_65(tmp_path: Path) -> None:
    assert smallest_blocking(game_of(TIMBER)) == ("JPN",)
    edits = {
        "12 of the Producer": "10 of the Producer",
        "at least 55% of timber": "at least 50% of timber",
        "16 of the Consumer": "14 of the Consumer",
        "at least 70% of timber": "at least 65% of timber",
        "assert at least 28 members": "assert at least 24 members",
    }
    path = variant(tmp_path, TIMBER, edits)
    found = refuted(path)
    ((claim, (in_favour,)),) = found.items()
    assert claim == "JPN can prevent the entry into force"
    assert "JPN" not in in_favour
    assert counted(path) == table("TL501 entry.definitive")


def test_two_consumers_and_three_producers_block_a_special_vote() -> None:
    game = game_of(TIMBER, "special")
    assert blocks(game, ("JPN", "KOR"))
    assert not blocks(game, ("JPN", "USA"))
    producers = [name for name in game.players if name in {"BRA", "IDN", "MYS", "IND", "MMR"}]
    assert smallest_blocking(game, producers) == ("BRA", "IDN", "MYS")


def test_a_member_of_the_wto_holds_a_waiver_up_for_ninety_days(tmp_path: Path) -> None:
    name = "organisations/wto.treaty"
    edits = {
        "can stall waiver for more than 90 days": "can stall waiver for more than 89 days",
        "no 41 Member together have a veto": "no 42 Member together have a veto",
        "any 125 members": "any 124 members",
    }
    found = refuted(variant(tmp_path, name, edits))
    assert {claim.split(" ")[1]: len(votes[0]) for claim, votes in found.items()} == {
        "Member": 165, "42": 124, "124": 124,
    }  # fmt: skip


def test_article_10_protects_itself_only_where_it_says_so(tmp_path: Path) -> None:
    edits = {"to article decisions and article amendments": "to article decisions"}
    found = counted(variant(tmp_path, "organisations/wto.treaty", edits))
    assert {code for code, _ in found} == {"TL501", "TL516"}


def test_seven_names_are_the_majority_of_twelve(tmp_path: Path) -> None:
    name = "organisations/nato.treaty"
    game = game_of(name)
    named = {"BEL", "CAN", "FRA", "GBR", "LUX", "NLD", "USA"}
    assert game.wins(named)
    assert {player for player in game.players if blocks(game, (player,))} == named
    edits = {'allow TL514 because "Without any of the seven there was to be no Alliance".': ""}
    assert counted(variant(tmp_path, name, edits)) == table("TL514 ratification.entry")


def test_three_of_a_small_chamber_block_the_seabed_council() -> None:
    name = "organisations/seabed-authority.treaty"
    game = game_of(name, "substance")
    assert len(smallest_blocking(game) or ()) == 3
    developing = [player for player in game.players if player.startswith("Developing")]
    assert len(smallest_blocking(game, developing) or ()) == 11
    assert len(smallest_blocking(game_of(name, "procedural")) or ()) == 18


def test_swings_in_the_council_of_six() -> None:
    # Every coalition, by hand: twelve of seventeen votes, and four members without a proposal.
    votes = {"BEL": 2, "DEU": 4, "FRA": 4, "ITA": 4, "LUX": 1, "NLD": 2}
    draft = treatylang.load(DRAFTS / EEC).institutions
    assert weigh(draft, "votes_1958").votes == votes

    def swings_of(heads: int) -> list[int]:
        winning = {
            frozenset(few)
            for size in range(7)
            for few in combinations(votes, size)
            if sum(votes[name] for name in few) >= 12 and len(few) >= heads
        }
        return [sum(name in w and w - {name} not in winning for w in winning) for name in votes]

    for vote, heads, by_hand in (
        ("on_proposal", 0, [6, 10, 10, 10, 0, 6]),
        ("otherwise", 4, [7, 9, 9, 9, 1, 7]),
    ):
        assert swings_of(heads) == by_hand
        assert list(swings(game_of(EEC, vote)).swings.values()) == by_hand


def test_luxembourg_counts_where_the_votes_are_thirteen(tmp_path: Path) -> None:
    edits = {"  at least 12 votes of votes_1958.": "  at least 13 votes of votes_1958."}
    found = refuted(variant(tmp_path, EEC, edits))
    losing, winning = map(set, found["LUX is a dummy in on_proposal"])
    assert winning - losing == {"LUX"}
    assert "DEU, FRA and ITA together are decisive in on_proposal" in found


def test_the_union_without_the_united_kingdom() -> None:
    # Council Decision 2014/900/EU: 507,416.6 thousand, as published but for rounding.
    draft = treatylang.load(DRAFTS / UNION).institutions
    assert sum(draft.figures.values()) == 507_416_900
    games = {name: game_of(UNION, name) for name in ("of_28", "double_28", "of_27", "double_27")}
    # Kurz and Napel (2016): the clause on four members adds ten coalitions.
    wins = {name: swings(game).winning for name, game in games.items()}
    assert wins["of_28"] - wins["double_28"] == 10
    assert wins["of_27"] > wins["double_27"]
    assert [len(smallest_blocking(game) or ()) for game in games.values()] == [4, 3, 4, 3]
    assert fewest_needed(games["of_28"]) == 16
    assert fewest_needed(games["of_27"]) == 15


def test_only_the_united_states_prevent_what_takes_85_per_cent(tmp_path: Path) -> None:
    assert veto_players(game_of(FUND, "special_85")) == ("USA",)
    weights = weigh(treatylang.load(DRAFTS / FUND).institutions, "power")
    assert weights.total == 170_000
    edits = {"at least 85% of power": "at least 83% of power"}
    # Japan, China and the Netherlands' chair still do: they have 17.68 % of it.
    ((claim, (in_favour,)),) = refuted(variant(tmp_path, FUND, edits)).items()
    assert claim == "USA has a veto in special_85"
    assert len(in_favour) == 23
