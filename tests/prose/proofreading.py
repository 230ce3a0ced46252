"""What a proofreader would mark in the words of a document, by rules that hold in every language,
and in English by some more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatylang.documents.flow import Block, Kind, flow
from treatylang.documents.tree import Document
from treatylang.prose.marks import words

_PAIRS = {"(": ")", "“": "”", "«": "»", "[": "]", "（": "）", "「": "」", "《": "》"}
_LIKE_YOU = "uni|use|usu|[Ee]u|one|once|ura|uk|U[A-Z]|[A-Z]\b"
_VOWEL = re.compile(rf"\b[Aa] (?!{_LIKE_YOU})(?=[aeioAEIO]|u[^n]|un[^i]|hour|honest|heir)")
_CONSONANT = re.compile(
    r"\b[Aa]n (?=[bcdfgjklmnpqrstvwyz]|h(?!our|onest|onour|eir)|uni(?!n|m)|use|eu|one\b|once)"
)
_SMALL = "two|three|four|five|six|seven|eight|nine|ten"
_ONE = "day|month|year|week|Party|State|Member(?! States)|vote|hour"
_MANY = "Parties|States|Members|days|months|years|weeks|votes|hours"
_BOTH = r"Parties|States|Members|paragraphs \d+ and \d+|Articles \d+ and \d+"
_EVERYWHERE = (
    ("two blanks", re.compile(r"  |\u00a0 | \u00a0")),
    ("a blank at the edge", re.compile(r"^[ \u00a0]|[ \u00a0]$")),
    ("a blank before a mark", re.compile(r"\s[,.](?!\d)")),
    ("two marks", re.compile(r",,|,\.|(?<!\.)\.\.(?!\.)|;;|::|;\.|:\.|，，|。。|，。")),
    ("a mark without a blank after it", re.compile(r"[a-zа-яé],[a-zа-яé]|[a-zа-я];[a-zа-я]")),
    ("a template shows", re.compile(r"[{}]|\bNone\b|⟦|⟧|<\w+[ =>]")),
    ("a typed quotation mark", re.compile(r'"')),
    ("an empty pair", re.compile(r"\(\s*\)|“\s*”|«[\s\u00a0]*»|（\s*）")),
)
_ENGLISH = (
    ("a typed apostrophe", re.compile(r"'")),
    ("a word twice", re.compile(r"\b(?!(?:that|had)\b)([A-Za-z]+) \1\b", re.IGNORECASE)),
    ("“a” before a vowel", _VOWEL),
    ("“an” before a consonant", _CONSONANT),
    ("one of many", re.compile(rf"(?<!-)\b[Oo]ne (?:{_MANY})\b")),
    ("many of one", re.compile(rf"(?<!-)\b(?:{_SMALL}|\d{{2,}}) (?:{_ONE})\b(?! of| period|-)")),
    ("a plural with “is”", re.compile(rf"(?<!of the )\b(?:{_BOTH}) (?:is|has|does)\b")),
    ("a name of the draft", re.compile(r"\b[a-z]+_[a-z_]+\b")),
    ("the the", re.compile(r"\b[Tt]he (?:the|a|an|its|their|this|each|every|no)\b")),
    ("no article", re.compile(r"\b(?:of|by|from|to) United (?:States|Kingdom|Nations)\b")),
    ("a dangling part", re.compile(r"\b(?:and|or|where|if|unless|of|the|a|an|by|with)[.;]")),
    ("and, or", re.compile(r"\bboth [^.;]* or [^.;]* and\b(?! both)")),
)  # fmt: skip


def marked(document: Document) -> Iterator[str]:
    """Yield what a proofreader would mark in a document, with the words around it; a treaty that is
    printed as it stands is left alone."""
    exact = {item.anchor for item in document.instruments if item.exact}
    if exact:
        return
    for block in flow(document):
        said = words(block.runs)
        names = block.kind is Kind.TITLE
        for what in () if names else _marked(said, document.lang):
            yield f"{what}: {said}"
        if what := _ending(block, said):
            yield f"{what}: {said}"


def _marked(said: str, lang: str) -> Iterator[str]:
    rules = [*_EVERYWHERE, *(_ENGLISH if lang == "en" else ())]
    for what, pattern in rules:
        if found := pattern.search(said):
            yield f"{what} ({found[0]!r})"
    for first, last in _PAIRS.items():
        if said.count(first) != said.count(last):
            yield f"{first} and {last} are not as many"


def _ending(block: Block, said: str) -> str:
    """Say what is wrong with how a block ends: a sentence has one stop, a heading none."""
    said = re.sub(r"( \[\d+\])+$", "", said)
    if block.kind in (Kind.HEADING, Kind.PART, Kind.TITLE):
        return "a heading with a stop" if said.endswith((",", ";", ":")) else ""
    if block.kind is Kind.PARAGRAPH and not said.endswith(
        (".", ":", "!", "?", ".”", ".’", "。", "：", "。”", ".»", ".\u00a0»", "»", "؟", ";")
    ):
        return "no stop"
    if block.kind is Kind.POINT and not re.search(
        r"([.;:,。；：؛،]|; (?:and|or)|[;；؛] ?\w+)[”»]?$", said
    ):
        return "a point without a stop"
    return ""
