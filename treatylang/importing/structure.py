"""From blocks with roles to the structure of a treaty: what stands in which article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from treatylang.importing.blocks import Block, Role
from treatylang.importing.captions import caption
from treatylang.model.numbering import bare


@dataclass(slots=True)
class Passage:
    """Words of a provision, and the points after them, each with its number."""

    text: str
    points: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Clause:
    """A paragraph: ``printed`` is its number as it stands ("" where it has none)."""

    printed: str
    passages: list[Passage]
    line: int
    name: str = ""

    @property
    def number(self) -> str:
        return bare(self.printed)


@dataclass(slots=True)
class Article:
    """An article or annex with its caption as printed, or a text without any."""

    printed: str
    number: str
    heading: str
    annex: bool
    line: int
    clauses: list[Clause] = field(default_factory=list)
    name: str = ""
    scope: str = ""
    """The name of the annex that it stands in."""
    text: int = 0
    """Of several texts with the same numbers (languages), which it stands in."""
    part: str = ""
    """The innermost part that it stands in."""


@dataclass(slots=True)
class Part:
    """A part, title, chapter or section with its caption as printed."""

    kind: str
    printed: str
    number: str
    heading: str
    line: int
    name: str = ""
    above: str = ""
    """The part that it stands in."""


@dataclass(slots=True)
class Lines:
    """Words outside articles: ``kind`` is "recital", "heading" or "closing"."""

    kind: str
    words: list[str]
    line: int


@dataclass(slots=True)
class Treaty:
    """A treaty: its title and everything else in the order of the text."""

    title: str = ""
    items: list[Article | Part | Lines] = field(default_factory=list)

    @property
    def parts(self) -> list[Part]:
        return [item for item in self.items if isinstance(item, Part)]

    @property
    def articles(self) -> list[Article]:
        return [item for item in self.items if isinstance(item, Article)]


def structure(blocks: Iterable[Block]) -> Treaty:
    """Return the structure of a treaty. Nothing is left out: a block that fits nowhere is a text in
    an article without a caption."""
    return _Builder().build(list(blocks))


_DIVISIONS = frozenset([Role.ARTICLE, Role.ANNEX, Role.PART, Role.SECTION])


class _Builder:
    def __init__(self) -> None:
        self.treaty = Treaty()
        self.begun = False
        """Whether the first article has been met: before it all is preamble."""
        self.closed = False
        """Whether the closing words have begun: up to the next article or annex all is closing."""
        self.first = Role.ARTICLE
        """What begins the provisions."""

    def build(self, blocks: list[Block]) -> Treaty:
        divided = any(block.role in _DIVISIONS for block in blocks)
        if not divided:  # a text of numbered paragraphs alone
            self.first = Role.PARAGRAPH
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            self._add(block, following)
        return self.treaty

    def _add(self, block: Block, following: Block | None) -> None:
        if block.role is self.first:
            self.begun = True
        match block.role:
            case Role.TITLE:
                self.treaty.title = f"{block.label} {block.text}".strip()
            case Role.ARTICLE | Role.ANNEX:
                self.begun, self.closed = True, False
                self._article(block)
            case Role.SECTION if self._is_within(block):
                self._current(block).clauses.append(
                    Clause(block.label, [Passage(block.text)] if block.text else [], block.line)
                )
            case Role.PART | Role.SECTION:
                self.begun, self.closed = True, False
                self._part(block)
            case Role.HEADING:
                self._heading(block, following)
            case Role.RECITAL:
                self._line("recital", [f"{block.label} {block.text}"], block)
            case Role.CLOSING:
                self.closed = True
                self._line("closing", [f"{block.label} {block.text}"], block)
            case _ if not self.begun:
                self._line("recital", [f"{block.label} {block.text}"], block)
            case _ if self.closed:
                self._line("closing", [f"{block.label} {block.text}"], block)
            case Role.PARAGRAPH:
                self._paragraph(block)
            case Role.POINT:
                self._point(block)
            case _:
                self._text(block)

    def _line(self, kind: str, words: list[str], block: Block) -> None:
        said = [" ".join(part.split()) for part in words]
        self.treaty.items.append(Lines(kind, [part for part in said if part], block.line))

    def _part(self, block: Block) -> None:
        """Take a part by its caption; what the language has no word for (a book) is a heading."""
        found = caption(block.label)
        if found and found.part and found.number:
            number = bare(found.number)
            self.treaty.items.append(Part(found.part, block.label, number, block.text, block.line))
        else:
            self._line("heading", [block.label, block.text], block)

    def _article(self, block: Block) -> None:
        found = caption(block.label)
        number = found.number if found else bare(block.label)
        annex = block.role is Role.ANNEX
        self.treaty.items.append(Article(block.label, number, block.text, annex, block.line))

    def _heading(self, block: Block, following: Block | None) -> None:
        """Take a heading without a number: of a provision where one follows, else of a part."""
        heads = following is not None and following.role in (
            Role.ARTICLE, Role.PART, Role.ANNEX, Role.HEADING, Role.RECITAL, Role.TITLE,
        )  # fmt: skip
        words = f"{block.label} {block.text}".strip()
        if not self.begun or heads or following is None or self.closed:
            self._line("heading", [words], block)
        else:
            self.treaty.items.append(Article("", "", words, False, block.line))

    def _is_within(self, block: Block) -> bool:
        """Tell whether a section stands in an article, as in the Constitution of the United States,
        and is no heading above articles."""
        last = self.treaty.items[-1] if self.treaty.items else None
        if not isinstance(last, Article) or not last.printed or self.closed:
            return False
        word = block.label.split()[0]
        return not last.clauses or last.clauses[-1].printed.startswith(word)

    # --- provisions -----------------------------------------------------------------------------

    def _current(self, block: Block) -> Article:
        last = self.treaty.items[-1] if self.treaty.items else None
        if isinstance(last, Article):
            return last
        article = Article("", "", "", False, block.line)
        self.treaty.items.append(article)
        return article

    def _paragraph(self, block: Block) -> None:
        article = self._current(block)
        before = [clause.printed for clause in article.clauses if clause.printed]
        if article.clauses and before and not _same_style(before[-1], block.label):
            self._point(block)
            return
        if article.clauses and not before and _is_opened(article.clauses[-1]):
            self._point(block)
            return
        article.clauses.append(Clause(block.label, [Passage(block.text)], block.line))

    def _point(self, block: Block) -> None:
        article = self._current(block)
        if not article.clauses or (
            not _is_opened(article.clauses[-1]) and _is_point(article.clauses[-1].printed)
        ):
            article.clauses.append(Clause(block.label, [Passage(block.text)], block.line))
            return
        clause = article.clauses[-1]
        if not clause.passages:
            clause.passages.append(Passage(""))
        clause.passages[-1].points.append(f"{block.label} {block.text}".strip())

    def _text(self, block: Block) -> None:
        article = self._current(block)
        text = f"{block.label} {block.text}".strip()
        last = article.clauses[-1] if article.clauses else None
        goes_on = last and (
            last.printed or (last.passages and last.passages[-1].points and text[:1].islower())
        )
        if last and goes_on and not block.row:
            last.passages.append(Passage(text))
        else:
            article.clauses.append(Clause("", [Passage(text)], block.line))


def _style(label: str) -> str:
    return re.sub(r"\w+", "n", re.sub(r"[-‐‑ ]?[a-z]{3,}\b", "", label), count=1)


def _same_style(first: str, second: str) -> bool:
    """Tell whether two numbers are written alike: "1." and "2.", not "1." and "(1)"."""
    return _style(first) == _style(second)


def _is_point(printed: str) -> bool:
    """Tell whether a clause's number is that of a point: an article that begins with "(a)"."""
    return any(map(str.isalpha, printed)) and len(printed) <= 6


def _is_opened(clause: Clause) -> bool:
    if not clause.passages:
        return True
    last = clause.passages[-1]
    return bool(last.points) or last.text.endswith((":", "—", "-", "：")) or not last.text
