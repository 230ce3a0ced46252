"""Entry into force, adoption and amendment: how many, and who can prevent it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.voting.structure import any_suffice, fewest_needed, veto_players
from tests.drafts.judging import DRAFTS, counted, game_of, refuted, table, variant

ICC = "final-clauses/icc-statute.treaty"
TEST_BAN = "final-clauses/test-ban.treaty"
REVIEW = "un-charter/review.treaty"

# The Charter says twice how a review conference is convened, and not the same: found for each
# organ. Seven of fifteen, moreover, are less than half.
FOUND = {
    "final-clauses/eu-revision.treaty": table(),
    "final-clauses/high-seas.treaty": table(),
    ICC: table(),
    "final-clauses/law-of-the-sea.treaty": table(),
    "final-clauses/law-of-treaties.treaty": table(),
    "final-clauses/montreal-protocol.treaty": table(),
    # Forty-four States hold out, each alone.
    TEST_BAN: table("TL514 entry.ratifications"),
    "npt/entry-into-force.treaty": table(),
    REVIEW: table(
        "TL519 review.convening review.tenth_session",
        "TL519 review.convening review.tenth_session",
        "TL505",
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_is_found(name: str) -> None:
    assert counted(DRAFTS / name) == FOUND[name]


@pytest.mark.parametrize(
    ("name", "needed", "enough"),
    [
        ("final-clauses/high-seas.treaty", 60, 60),
        (ICC, 60, 60),
        ("final-clauses/law-of-the-sea.treaty", 60, 60),
        ("final-clauses/law-of-treaties.treaty", 35, 35),
        ("npt/entry-into-force.treaty", 43, 62),
        ("organisations/opcw.treaty", 65, 65),
        ("organisations/african-union.treaty", 36, 36),
        ("organisations/nato.treaty", 7, 12),
    ],
)
def test_ratifications(name: str, needed: int, enough: int) -> None:
    game = game_of(name)
    assert (fewest_needed(game), any_suffice(game)) == (needed, enough)


def test_an_amendment_is_adopted_and_accepted(tmp_path: Path) -> None:
    # A claim about the clause is about both: 84 adopt, and 110 have to accept.
    edits = {
        "at least 110 members": "at least 111 members",
        "no 15 Party together": "no 16 Party together",
        "at least 84 members": "at least 85 members",
    }
    found = refuted(variant(tmp_path, ICC, edits))
    assert sorted(len(votes[0]) for votes in found.values()) == [84, 109, 110]


def test_with_nine_in_both_paragraphs_the_council_agrees_with_itself(tmp_path: Path) -> None:
    edits = {"by at least 7 members": "by at least 9 members"}
    found = counted(variant(tmp_path, REVIEW, edits))
    assert found == table("TL519 review.convening review.tenth_session")


def test_each_of_forty_four_can_prevent_the_test_ban(tmp_path: Path) -> None:
    game = game_of(TEST_BAN)
    assert len(game.players) == 44
    assert veto_players(game) == game.players
    # One hold-out less, by a Treaty that forty-three are enough for: the claims are refuted.
    edits = {
        "ratification by every State of Annex2,": "ratification by at least 43 of the Annex2,",
    }
    found = refuted(variant(tmp_path, TEST_BAN, edits))
    assert {claim: len(votes[0]) for claim, votes in found.items()} == {
        "at least 44 members are needed in the entry into force": 43,
        "each Annex2 has a veto in the entry into force": 43,
        "COD can prevent the entry into force": 43,
        "this treaty cannot enter into force without IND": 43,
    }
