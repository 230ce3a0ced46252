"""Organisations: who has how many votes, and who can hold a decision up."""

from __future__ import annotations

from pathlib import Path

import pytest

import treatylang
from checker.voting.structure import blocks, smallest_blocking
from checker.voting.weigh import weigh
from tests.drafts.judging import DRAFTS, counted, game_of, refuted, table, variant

TIMBER = "organisations/tropical-timber.treaty"

# Japan alone could prevent the entry into force of the Timber Agreement.
FOUND = {
    TIMBER: table("TL514 entry.definitive"),
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
