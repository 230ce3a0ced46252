"""The Charter beside another agreement, with and without its Article 103."""

from __future__ import annotations

from pathlib import Path

from tests.drafts.judging import DRAFTS, check, counted, resolved, table, variant

CHARTER = "un-charter/charter.treaty"
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
