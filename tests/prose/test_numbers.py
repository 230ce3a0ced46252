"""Numbers, amounts, durations and dates in words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from treatylang.model.formula import Duration
from treatylang.prose.numbers import calendar, duration, fraction_of, number, ordinal


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(0), "0"),
        (Fraction(1), "1"),
        (Fraction(999), "999"),
        (Fraction(100_000), "100,000"),
        (Fraction(999_999_999), "999,999,999"),
        (Fraction(10**9), "10⁹"),
        (Fraction(10**26), "10²⁶"),
        (Fraction(2 * 10**26), "2 × 10²⁶"),
        (Fraction(25 * 10**24), "2.5 × 10²⁵"),
        (Fraction(10**26 + 1), "10²⁶ + 1"),
        (Fraction(10**26 - 1), "10²⁶ − 1"),
        (10**26 + Fraction(1, 2), "10²⁶ + 0.5"),
        (Fraction(1_234_567_890), "1,234,567,890"),
        (Fraction(5, 2), "2.5"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(1, 10**9), "10⁻⁹"),
        (Fraction(2, 3), "two thirds"),
        (Fraction(1, 3), "one third"),
        (Fraction(5, 13), "5/13"),
        (Fraction(7, 3), "2 1/3"),
        (Fraction(-5), "−5"),
    ],
)
def test_numbers_are_told_exactly(value: Fraction, said: str) -> None:
    assert number(value) == said


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (Duration(1), "one day"),
        (Duration(30, "day", (30, "day")), "thirty days"),
        (Duration(-90, "day", (90, "day")), "ninety days"),
        (Duration(14, "day", (2, "week")), "two weeks"),
        (Duration(12, "month", (1, "year")), "one year"),
        (Duration(45), "forty-five days"),
        (Duration(180), "180 days"),
    ],
)
def test_durations_are_words_below_one_hundred(span: Duration, said: str) -> None:
    assert duration(span) == said


def test_dates_do_not_follow_the_locale() -> None:
    assert calendar(date(2035, 12, 31)) == "31 December 2035"


@pytest.mark.parametrize(
    ("factor", "said"),
    [
        (Fraction(2), "twice"),
        (Fraction(1, 2), "half of"),
        (Fraction(2, 3), "two thirds of"),
        (Fraction(35, 100), "35 per cent of"),
        (Fraction(3), "3 times"),
    ],
)
def test_multiples(factor: Fraction, said: str) -> None:
    assert fraction_of(factor) == said


def test_ordinals() -> None:
    assert [ordinal(at) for at in (1, 9, 10, 11, 21, 22, 113)] == [
        "first", "ninth", "10th", "11th", "21st", "22nd", "113th",
    ]  # fmt: skip
