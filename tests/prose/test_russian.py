"""Russian nouns, numerals and marks: cases, agreement, the plural after each number."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from treatylang.model.load import load
from treatylang.prose.language import language
from treatylang.prose.marks import plain
from treatylang.prose.ru.nouns import CASES, Noun, adjective, cardinal, fixed, ordered
from treatylang.prose.ru.russian import Russian
from treatylang.prose.ru.words import Words

HERE = Path(__file__).parent
NB = "\u00a0"
DAY = fixed("день дня дню день днем дне")
DAYS = fixed("дни дней дням дни днями днях", plural=True)
WEEK = fixed("неделя недели неделе неделю неделей неделе", "feminine")


@pytest.fixture(scope="module")
def russian() -> Russian:
    speaks = language(load(HERE / "vocabulary.treaty"), "ru")
    assert isinstance(speaks, Russian)
    return speaks


def declined(word: str, noun: Noun) -> str:
    return " ".join(adjective(word, noun, case) for case in CASES)


def test_adjectives_are_declined_and_agree() -> None:
    assert declined("каждый", DAY) == "каждый каждого каждому каждый каждым каждом"
    assert declined("другой", WEEK) == "другая другой другой другую другой другой"
    assert (
        declined("настоящий", WEEK) == "настоящая настоящей настоящей настоящую настоящей настоящей"
    )
    assert (
        declined("настоящий", DAYS)
        == "настоящие настоящих настоящим настоящие настоящими настоящих"
    )
    assert declined("третий", DAY) == "третий третьего третьему третий третьим третьем"
    assert adjective("ни один", WEEK, "nominative") == "ни одна"
    member = Noun(lambda case: "член", animate=True)
    assert adjective("каждый", member, "accusative") == "каждого"


@pytest.mark.parametrize(
    ("count", "nominative", "genitive", "instrumental"),
    [
        (1, "одна", "одной", "одной"), (2, "две", "двух", "двумя"),
        (5, "пять", "пяти", "пятью"), (8, "восемь", "восьми", "восемью"),
        (21, "двадцать одна", "двадцати одной", "двадцатью одной"),
        (40, "сорок", "сорока", "сорока"), (50, "пятьдесят", "пятидесяти", "пятьюдесятью"),
        (82, "восемьдесят две", "восьмидесяти двух", "восемьюдесятью двумя"),
        (90, "девяносто", "девяноста", "девяноста"),
    ],
)  # fmt: skip
def test_numerals_are_declined(
    count: int, nominative: str, genitive: str, instrumental: str
) -> None:
    said = [cardinal(count, WEEK, case) for case in ("nominative", "genitive", "instrumental")]
    assert said == [nominative, genitive, instrumental]


def test_from_one_hundred_on_numbers_are_in_figures() -> None:
    assert cardinal(100, DAY) is None and cardinal(99, DAY) == "девяносто девять"


@pytest.mark.parametrize(
    ("value", "nominative", "genitive", "dative"),
    [
        ("1", "один день", "одного дня", "одному дню"),
        ("3", "три дня", "трех дней", "трем дням"),
        ("5", "пять дней", "пяти дней", "пяти дням"),
        ("11", "одиннадцать дней", "одиннадцати дней", "одиннадцати дням"),
        ("21", "двадцать один день", "двадцати одного дня", "двадцати одному дню"),
        ("101", f"101{NB}день", f"101{NB}дня", f"101{NB}дню"),
        ("102", f"102{NB}дня", f"102{NB}дней", f"102{NB}дням"),
        ("365", f"365{NB}дней", f"365{NB}дней", f"365{NB}дням"),
        ("2.5", f"2,5{NB}дня", f"2,5{NB}дня", f"2,5{NB}дня"),
    ],
)
def test_what_is_counted_follows_its_number(
    russian: Russian, value: str, nominative: str, genitive: str, dative: str
) -> None:
    counted = russian.counting(Fraction(value), DAY, DAYS)
    said = [counted.said(case) for case in ("nominative", "genitive", "dative")]
    assert said == [nominative, genitive, dative]


@pytest.mark.parametrize(
    ("position", "said"),
    [(3, "третьего дня"), (21, "двадцать первого дня"), (40, "сорокового дня"),
     (90, "девяностого дня"), (365, "365-го дня")],
)  # fmt: skip
def test_ordinals(position: int, said: str) -> None:
    assert ordered(position, DAY).said("genitive") == said


def test_parts_of_a_whole(russian: Russian) -> None:
    values = (Fraction(1, 2), Fraction(2, 3), Fraction(1, 4), Fraction(51, 100), Fraction(5, 7))
    said = [russian.portion(value).said("genitive") for value in values]
    assert said == ["половины", "двух третей", "четверти", f"51{NB}процента", "5/7"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("закон , и в силу : да ;", f"закон, и{NB}в{NB}силу: да;"),
        ("Сторона, которая, . И", "Сторона, которая. И"),
        ("«В силе» — № 5", f"«В{NB}силе»{NB}— №{NB}5"),
    ],
)
def test_marks_are_set_as_russian_sets_them(typed: str, printed: str) -> None:
    speaks = Words.__new__(Russian)
    assert plain(Words.tidy(speaks, typed)) == printed


def test_the_alphabet_takes_no_notice_of_the_dots_of_yo(russian: Russian) -> None:
    words = ["жизнь", "Ёмкость", "единица", "емкость"]
    assert sorted(words, key=russian.sorted_by) == ["единица", "емкость", "Ёмкость", "жизнь"]
