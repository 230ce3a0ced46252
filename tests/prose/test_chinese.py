"""Chinese numerals, marks and order."""

from __future__ import annotations

import pytest

from treatylang.prose.zh.chinese import Chinese
from treatylang.prose.zh.marks import numbered, numeral, series, typeset


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "零"), (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"),
        (100, "一百"), (101, "一百零一"), (110, "一百一十"), (365, "三百六十五"),
        (1001, "一千零一"), (1010, "一千零一十"), (2035, "二千零三十五"),
    ],
)  # fmt: skip
def test_numerals(count: int, words: str) -> None:
    assert numeral(count) == words


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("4", "第四条"),
        ("4 bis", "第四条之二"),
        ("4A", "第4A条"),
        ("15", "第十五条"),
        ("XIV", "第十四条"),
        ("IX", "第九条"),
        ("VIII", "第八条"),
    ],
)
def test_articles_are_numbered(number: str, said: str) -> None:
    assert numbered(number, "条") == said


def test_lists() -> None:
    assert [series(["甲", "乙", "丙"][:count]) for count in range(4)] == [
        "", "甲", "甲和乙", "甲、乙和丙",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("训练, 是 (一) 的 .", "训练，是（一）的。"),
        ("(见附件)", "（见附件）"),
        ("于 2030年 生效;", "于2030年生效；"),
        ("2 × 10²⁶ 次, 见 Art. 31(1)", "2 × 10²⁶次，见Art. 31(1)"),
        ("管理局（Authority）决定: 是", "管理局（Authority）决定：是"),
        ("\ufdd0a.b\ufdd1第一款\ufdd2 , 后", "\ufdd0a.b\ufdd1第一款\ufdd2，后"),
    ],
)
def test_marks_are_as_wide_as_characters(typed: str, printed: str) -> None:
    assert typeset(typed) == printed


def test_terms_stand_in_the_order_of_pinyin() -> None:
    terms = ["训练", "前沿缔约方", "管理局", "模型权重", "加速器", "安全"]
    speaks = Chinese.__new__(Chinese)
    assert sorted(terms, key=speaks.sorted_by) == [
        "安全", "管理局", "加速器", "模型权重", "前沿缔约方", "训练",
    ]  # fmt: skip
