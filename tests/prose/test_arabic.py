"""Arabic nouns, numerals and marks: the article, what is fused, the form after each number."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from treatylang.model.load import load
from treatylang.prose.ar.arabic import Arabic
from treatylang.prose.ar.nouns import Counted, cardinal, joined, ordinal, series, with_pronoun
from treatylang.prose.language import language
from treatylang.prose.marks import mark, plain

HERE = Path(__file__).parent
NB = "\u00a0"
DAY = Counted.of("يوم يوما يومان يومين أيام")
YEAR = Counted.of("سنة سنة سنتان سنتين سنوات", True)


@pytest.fixture(scope="module")
def arabic() -> Arabic:
    speaks = language(load(HERE / "vocabulary.treaty"), "ar")
    assert isinstance(speaks, Arabic)
    return speaks


@pytest.mark.parametrize(
    ("preposition", "words", "definite", "said"),
    [
        ("ل", "الهيئة", True, "للهيئة"), ("ب", "الهيئة", True, "بالهيئة"),
        ("ل", "التزام", False, "لالتزام"), ("ل", "الليل", True, "لليل"),
        ("على", "الهيئة", True, "على الهيئة"), ("ل", "ألمانيا", True, "لألمانيا"),
    ],
)  # fmt: skip
def test_a_preposition_of_one_letter_is_written_with_its_word(
    preposition: str, words: str, definite: bool, said: str
) -> None:
    assert joined(preposition, words, definite) == said


def test_what_is_fused_stands_within_the_reference() -> None:
    assert joined("ل", mark("a.one", "الفقرة 1")) == mark("a.one", "للفقرة 1")


def test_a_conjunction_is_written_with_its_word() -> None:
    assert series(["ألمانيا", "فرنسا", "لكسمبرغ"]) == "ألمانيا وفرنسا ولكسمبرغ"
    assert series(["هذا", "ذاك"], "أو") == "هذا أو ذاك"


def test_a_holder_is_a_suffix() -> None:
    assert (with_pronoun("مخزون", "ه"), with_pronoun("قدرة", "ها")) == ("مخزونه", "قدرتها")


@pytest.mark.parametrize(
    ("value", "days", "years"),
    [
        ("1", "يوم واحد", "سنة واحدة"), ("2", "يومين", "سنتين"),
        ("3", "ثلاثة أيام", "ثلاث سنوات"), ("8", "ثمانية أيام", "ثماني سنوات"),
        ("10", "عشرة أيام", "عشر سنوات"), ("11", "أحد عشر يوما", "إحدى عشرة سنة"),
        ("12", "اثني عشر يوما", "اثنتي عشرة سنة"), ("18", "ثمانية عشر يوما", "ثماني عشرة سنة"),
        ("21", "واحد وعشرين يوما", "إحدى وعشرين سنة"),
        ("22", "اثنين وعشرين يوما", "اثنتين وعشرين سنة"),
        ("99", "تسعة وتسعين يوما", "تسع وتسعين سنة"),
        ("100", f"100{NB}يوم", f"100{NB}سنة"), ("103", f"103{NB}أيام", f"103{NB}سنوات"),
        ("365", f"365{NB}يوما", f"365{NB}سنة"), ("2.5", f"2.5{NB}يوم", f"2.5{NB}سنة"),
    ],
)  # fmt: skip
def test_what_is_counted_follows_its_number(
    arabic: Arabic, value: str, days: str, years: str
) -> None:
    """The classes of CLDR: one, two, few (3 to 10), many (11 to 99), other (from 100 on)."""
    said = [arabic.counting(Fraction(value), what).said("genitive") for what in (DAY, YEAR)]
    assert said == [days, years]


def test_the_nominative_shows_in_the_dual_and_in_tens(arabic: Arabic) -> None:
    said = [str(arabic.counting(Fraction(count), DAY)) for count in (2, 30)]
    assert said == ["يومان", "ثلاثون يوما"]
    assert (cardinal(42, True), cardinal(2, True), cardinal(100, True)) == (
        "اثنتان وأربعون", None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("position", "masculine", "feminine"),
    [(1, "الأول", "الأولى"), (3, "الثالث", "الثالثة"), (11, "الحادي عشر", "الحادية عشرة"),
     (21, "الحادي والعشرين", "الحادية والعشرين"), (90, "التسعين", "التسعين"), (100, "100", "100")],
)  # fmt: skip
def test_ordinals(position: int, masculine: str, feminine: str) -> None:
    said = [ordinal(position, female, "genitive") for female in (False, True)]
    assert said == [masculine, feminine]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("الهيئة, والطرف; هل?", "الهيئة، والطرف؛ هل؟"),
        ("100,000 و 2.5", "100,000 و 2.5"),
        ("Executive Order 14110 (2023), section 3", "Executive Order 14110 (2023), section 3"),
        ("اتفاقية (1993), المادة 1", "اتفاقية (1993)، المادة 1"),
        ("، ، نعم ،.", "، نعم."),
    ],
)
def test_marks_are_those_of_arabic(arabic: Arabic, typed: str, printed: str) -> None:
    assert plain(arabic.tidy(typed)) == printed


def test_terms_are_sorted_without_their_article(arabic: Arabic) -> None:
    terms = ["الهيئة", "تدريب", "الإشراف", "أوزان", "التزام"]
    assert sorted(terms, key=arabic.sorted_by) == ["الإشراف", "التزام", "أوزان", "تدريب", "الهيئة"]


def test_points_are_lettered_in_the_order_of_the_abjad(arabic: Arabic) -> None:
    said = [arabic.point(at, 0) for at in (0, 1, 2, 3, 27, 28)]
    assert said == ["(أ)", "(ب)", "(ج)", "(د)", "(غ)", "(أ أ)"]
