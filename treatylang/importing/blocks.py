"""What every format is read into: blocks of text in their order, each with its first line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from treatylang.syntax.hidden import HIDING, shown


class Role(Enum):
    """What a block is in a treaty. Formats without structure leave it to ``roles.py``."""

    UNKNOWN = "unknown"
    HEADING = "heading"
    TITLE = "title"
    PART = "part"
    SECTION = "section"
    ARTICLE = "article"
    ANNEX = "annex"
    PARAGRAPH = "paragraph"
    POINT = "point"
    TEXT = "text"
    RECITAL = "recital"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its number as printed (``label``: "Article 4.", "1.", "(a)"; "" where it has none)
    and its ``text``, which of an article, annex or part is the heading.

    ``level`` of a heading is that of the format (1 is the highest; 0: no heading); ``row`` tells
    that it is the row of a table.
    """

    text: str
    line: int
    role: Role = Role.UNKNOWN
    label: str = ""
    level: int = 0
    row: bool = False

    @property
    def words(self) -> list[str]:
        """Return the words of the block, see ``words_of``."""
        return words_of(f"{self.label} {self.text}")


@dataclass(frozen=True, slots=True)
class Notice:
    """What the drafter should know about a place of the file."""

    line: int
    message: str


class Unreadable(Exception):
    """A file that cannot be imported; the message is for its drafter."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, as they are compared: what stands between blanks, with the
    punctuation that is attached to it; what has neither letters nor figures (dashes, bullets,
    rules) is no word."""
    return [word for word in text.split() if any(map(str.isalnum, word))]


def clean(blocks: Iterable[Block]) -> tuple[list[Block], list[Notice]]:
    """Return the blocks with single blanks, without empty ones and without the characters that hide
    text (a draft may not have any), and a notice for each block that had them."""
    kept: list[Block] = []
    notices: list[Notice] = []
    for block in blocks:
        label, text = (_visible(part) for part in (block.label, block.text))
        if (label, text) != (_spaced(block.label), _spaced(block.text)):
            notices.append(Notice(block.line, "characters that are not seen were left out here"))
        if label or text:
            kept.append(replace(block, label=label, text=text))
    return kept, notices


def _visible(text: str) -> str:
    """Drop what ``shown`` would mark; it spares the joiners that a script is spelt with."""
    if not HIDING.search(text):
        return _spaced(text)
    return _spaced(shown(text.replace("\ufffd", " ")).replace("\ufffd", ""))


def _spaced(text: str) -> str:
    return " ".join(text.split())
