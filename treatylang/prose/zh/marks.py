"""Chinese numerals, lists and punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence


class Noun(str):
    """A noun phrase: it has neither number nor case."""

    __slots__ = ()
    plural = False

    def said(self, case: str) -> str:
        return self

    def tailed(self, words: str) -> Noun:
        return Noun(f"{self}{words}")


_DIGITS = "零一二三四五六七八九"
_STEPS = ((1000, "千"), (100, "百"), (10, "十"))
_LATER = {"bis": "二", "ter": "三", "quater": "四", "quinquies": "五"}
_NUMBER = re.compile(r"(\d{1,4})(?: (bis|ter|quater|quinquies))?")
_ROMAN = re.compile(r"(?=.)(X{0,3})(IX|IV|V?I{0,3})")
_VALUES = {"IX": 9, "IV": 4}

_HAN = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…"
_OPEN, _CLOSE = "\ufdd0", "\ufdd2"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", ")": "）"}
_AFTER = re.compile(rf"(?<=[{_HAN}{_CLOSE}])[,;:?!.)]")
"""A mark after a Chinese character has the width of one."""
_BEFORE = re.compile(rf"\((?=[{_HAN}{_OPEN}])|(?<=[{_HAN}{_CLOSE}])\(")
_PAIR = re.compile(r"（([^（）()]*)\)")
_BLANK = re.compile(rf"(?<=[{_HAN}{_CLOSE}])[ \t\r\n]+|[ \t\r\n]+(?=[{_HAN}{_OPEN}])")


def numeral(count: int) -> str:
    """Return a whole number from 0 to 9999 in Chinese numerals: "十二", "三十", "一百零五"."""
    if count < 10:
        return _DIGITS[count]
    said, gap = "", False
    rest = count
    for step, word in _STEPS:
        digit, rest = divmod(rest, step)
        if digit:
            said += f"{'零' if gap else ''}{_DIGITS[digit]}{word}"
            gap = False
        elif said and rest:
            gap = True
    if rest:
        said += f"{'零' if gap else ''}{_DIGITS[rest]}"
    return said.removeprefix("一") if 10 <= count < 20 else said


def numbered(number: str, word: str) -> str:
    """Return "第四条" for "4", "第二章" for "II", "第四条之二" for "4 bis"; what is
    no such number stands as it is."""
    if roman := _ROMAN.fullmatch(number):
        ones = _VALUES.get(roman[2], 5 * ("V" in roman[2]) + roman[2].count("I"))
        number = str(10 * len(roman[1]) + ones)
    found = _NUMBER.fullmatch(number)
    if found is None:
        return f"第{number}{word}"
    later = f"之{_LATER[found[2]]}" if found[2] else ""
    return f"第{numeral(int(found[1]))}{word}{later}"


def series(parts: Sequence[str], word: str = "和") -> str:
    """Return "甲", "甲和乙", "甲、乙和丙"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{'、'.join(parts[:-1])}{word}{parts[-1]}"


def typeset(text: str) -> str:
    """Return a text with the marks of Chinese and without blanks between its characters
    (GB/T 15834, Use of Punctuation Marks)."""
    text = _BLANK.sub("", text)
    text = _BEFORE.sub("（", text)
    before = ""
    while before != text:  # a mark that has become Chinese lets the next one become it
        before, text = text, _AFTER.sub(lambda found: _FULL[found[0]], text)
    return _BLANK.sub("", _PAIR.sub(r"（\1）", text))
