"""The Charter beside another agreement, with and without its Article 103."""

from __future__ import annotations

from pathlib import Path

from checker.voting.power import swings
from tests.drafts.judging import (
    DRAFTS,
    check,
    counted,
    game_of,
    refuted,
    resolved,
    table,
    variant,
)

CHARTER = "un-charter/charter.treaty"
COUNCIL = "un-charter/council.treaty"
FLIGHTS = table("TL201 decisions.flights traffic.flights")
SELF_DEFENCE = table("TL203 principles.force defence.right")


def test_is_clean() -> None:
    _, report = check(DRAFTS / CHARTER)
    assert counted(DRAFTS / CHARTER) == []
    assert report.exit_status == 0


def test_article_103_settles_the_conflict_and_article_51_its_own() -> None:
    assert resolved(DRAFTS / CHARTER) == [*FLIGHTS, *SELF_DEFENCE]


def test_without_article_103_the_conflict_counts(tmp_path: Path) -> None:
    path = variant(tmp_path, CHARTER, {"this treaty prevails over air_services.": ""})
    assert counted(path) == FLIGHTS
    assert resolved(path) == SELF_DEFENCE


def test_the_higher_rank_settles_it_too(tmp_path: Path) -> None:
    edits = {"this treaty prevails over air_services.": "lex superior applies."}
    path = variant(tmp_path, CHARTER, edits)
    assert counted(path) == []
    assert resolved(path) == [*FLIGHTS, *SELF_DEFENCE]


def test_without_its_first_words_self_defence_is_a_conflict(tmp_path: Path) -> None:
    path = variant(tmp_path, CHARTER, {"Notwithstanding force, a Member": "A Member"})
    assert counted(path) == SELF_DEFENCE


def test_the_articles_keep_their_numbers() -> None:
    draft, _ = check(DRAFTS / CHARTER)
    numbers = [
        article.number for article in draft.articles.values() if article.instrument == "charter"
    ]
    assert numbers == [
        "2",
        "18",
        "24",
        "25",
        "27",
        "39",
        "41",
        "42",
        "51",
        "53",
        "103",
        "108",
        "110",
    ]


def test_the_veto_in_figures(tmp_path: Path) -> None:
    # 848 and 84 swings; of eleven members, 57 and 5.
    now, then = (game_of(COUNCIL, name) for name in ("substance", "former_substance"))
    assert {*swings(now).swings.values()} == {848, 84}
    assert {*swings(then).swings.values()} == {57, 5}
    assert counted(DRAFTS / COUNCIL) == []
    # Nine of fourteen would do without one of the five.
    edits = {
        "  at least 9 members, including every PermanentMember.": "  at least 9 members.",
    }
    found = refuted(variant(tmp_path, COUNCIL, edits))
    ((in_favour,),) = [v for c, v in found.items() if c.startswith("each Permanent")]
    assert len(in_favour) == 14
