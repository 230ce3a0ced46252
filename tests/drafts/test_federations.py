"""Federations: the Bundesrat, the Swiss cantons, and the fifty States of Article V."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

import treatylang
from checker.voting.structure import any_suffice, fewest_needed, smallest_blocking
from checker.voting.weigh import weigh
from tests.drafts.judging import DRAFTS, counted, game_of, refuted, table, variant

BUNDESRAT = "federations/bundesrat.treaty"
UNITED_STATES = "federations/us-constitution.treaty"
SWISS = "federations/swiss-double-majority.treaty"

# A protection that does not name itself: of Article 79(3) by its text, and of equal suffrage.
FOUND = {
    BUNDESRAT: table("TL516 amendment.eternity amendment.two_thirds_of_both"),
    UNITED_STATES: table("TL516 amendment.equality amendment.ratification congress.suffrage"),
    SWISS: table(),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_is_found(name: str) -> None:
    assert counted(DRAFTS / name) == FOUND[name]


def test_seats_in_the_bundesrat() -> None:
    # Basic Law, Art. 51(2), for the population at the end of 2023.
    votes = weigh(treatylang.load(DRAFTS / BUNDESRAT).institutions, "land_votes").votes
    assert {count: sum(v == count for v in votes.values()) for count in (6, 5, 4, 3)} == {
        6: 4, 5: 1, 4: 7, 3: 4,
    }  # fmt: skip
    assert sum(votes.values()) == 69
    assert [votes[name] for name in ("NI", "HE", "RP", "HH")] == [6, 5, 4, 3]


@pytest.mark.parametrize(("vote", "least", "blocking"), [("absolute", 7, 7), ("two_thirds", 10, 4)])
def test_how_many_laender(vote: str, least: int, blocking: int) -> None:
    game = game_of(BUNDESRAT, vote)
    assert fewest_needed(game) == least
    assert len(smallest_blocking(game) or ()) == blocking


@pytest.mark.parametrize(
    ("vote", "needed", "laender"),
    [
        ("absolute", 35, "NW NI BW BY HE HB HH"),
        ("two_thirds", 46, "NW NI BW BY HE RP SN HB HH SL"),
    ],
)
def test_so_many_votes_carry_and_one_land_less_does_not(
    vote: str, needed: int, laender: str
) -> None:
    votes = weigh(treatylang.load(DRAFTS / BUNDESRAT).institutions, "land_votes").votes
    coalition = laender.split()
    assert sum(votes[name] for name in coalition) == needed
    game = game_of(BUNDESRAT, vote)
    assert game.wins(coalition)
    assert not any(game.wins(set(coalition) - {name}) for name in coalition)


def seats(draft: treatylang.Draft) -> dict[str, Fraction]:
    return dict(weigh(draft.institutions, "seats").votes)


def test_the_house_as_apportioned_in_2020(tmp_path: Path) -> None:
    file = (DRAFTS / "federations/us-states-2020.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(file.splitlines()))
    assert sum(int(row["population"]) for row in rows) == 331_108_434
    official = {row["code"]: int(row["representatives"]) for row in rows}
    assert seats(treatylang.load(DRAFTS / UNITED_STATES)) == official
    # Eighty-nine more inhabitants, and New York would have kept a seat that Minnesota kept.
    for more, new_york in ((88, 26), (89, 27)):
        folder = tmp_path / str(more)
        path = variant(
            folder,
            UNITED_STATES,
            {"US_NY,New York,20215751": f"US_NY,New York,{20215751 + more}"},
            of="federations/us-states-2020.csv",
        )
        found = seats(treatylang.load(path))
        assert (found["US_NY"], found["US_MN"]) == (new_york, 34 - new_york)


def test_electors_are_seats_and_two() -> None:
    draft = treatylang.load(DRAFTS / UNITED_STATES)
    electors = weigh(draft.institutions, "electors").votes
    assert sum(electors.values()) == 538
    assert electors["US_DC"] == 3
    assert {n: v - 2 for n, v in electors.items() if n != "US_DC"} == seats(draft)


def test_how_many_states() -> None:
    assert fewest_needed(game_of(UNITED_STATES, "majority")) == 12
    house = game_of(UNITED_STATES, "contingent")
    assert fewest_needed(house) == any_suffice(house) == 26


def test_the_house_may_elect_nobody(tmp_path: Path) -> None:
    edits = {"# In the House California": "assert election ends with a decision.\n# In the House"}
    ((claim, votes),) = refuted(variant(tmp_path, UNITED_STATES, edits)).items()
    assert claim == "election ends with a decision"
    one, other = map(set, votes)
    assert len(one) == len(other) == 25
    assert not one & other


def test_a_proviso_that_names_itself_is_entrenched(tmp_path: Path) -> None:
    edits = {
        "An amendment to congress.suffrage enters": (
            "An amendment to congress.suffrage and equality enters"
        ),
        "is not entrenched.": "is entrenched.",
    }
    assert counted(variant(tmp_path, UNITED_STATES, edits)) == []


def test_claims_too_many_are_refuted(tmp_path: Path) -> None:
    edits = {
        "no 12 UnionState together": "no 13 UnionState together",
        "at least 38 UnionState": "at least 39 UnionState",
        "any 38 UnionState": "any 37 UnionState",
    }
    found = refuted(variant(tmp_path, UNITED_STATES, edits))
    assert sorted(len(votes[0]) for votes in found.values()) == [37, 37, 38]


def test_the_cantons_tie_at_eleven_and_a_half() -> None:
    game = game_of(SWISS, "double_majority")
    whole = [name for name in game.players if name not in "PEOPLE OW NW BS BL AR AI".split()]
    assert len(whole) == 20
    assert not game.wins(("PEOPLE", *whole[:11], "OW"))
    assert game.wins(("PEOPLE", *whole[:11], "OW", "NW"))
    assert not game.wins(game.others(("PEOPLE",)))
    assert fewest_needed(game) == 13
    # Against 11 whole cantons the others, 12 votes, still carry; one half more and they do not.
    assert game.wins(game.others(whole[:11]))
    assert not game.wins(game.others((*whole[:11], "OW")))
