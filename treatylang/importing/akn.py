"""Akoma Ntoso 3.0 as blocks, with the roles that its elements say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from treatylang.importing.blocks import Block, Notice, Role, Unreadable
from treatylang.importing.captions import caption

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PARTS = frozenset(
    """part title chapter section book tome subpart subtitle subchapter subsection division
    subdivision""".split()
)
_ARTICLES = frozenset("article rule transitional".split())
_PARAGRAPHS = frozenset("paragraph clause".split())
_POINTS = frozenset("point indent item subparagraph alinea subclause subrule".split())
_INLINE = frozenset(
    """a abbr affectedDocument b br date def del docAuthority docCommittee docDate docIntroducer
    docJurisdiction docNumber docProponent docPurpose docStage docStatus docTitle docType
    docketNumber entity event fillIn i img inline ins judge lawyer legislature location mmod mod
    mref neutralCitation noteRef object omissis opinion organization outcome party person process
    quantity quote ref relatedDocument remark rmod role rref session shortTitle signature span
    sub sup term time u vote""".split()
)
_DEPTH = 200


def blocks(content: bytes) -> tuple[list[Block], list[Notice]]:
    """Return the blocks of an Akoma Ntoso document; its metadata are no text. Raises Unreadable for
    what is not well formed, and for a document type or entities of its own, which could read
    files or fill the memory."""
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import fromstring
    except ImportError:
        raise Unreadable(
            "Akoma Ntoso is read with defusedxml: pip install 'treatylang[import]'"
        ) from None
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise Unreadable(
            "the file declares a document type or entities, which an Akoma Ntoso document needs "
            "not; delete the declaration"
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(f"the file is not well-formed XML: {error}") from None
    reader = _Reader()
    reader.read(root, 0)
    return reader.blocks, reader.notices


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []
        self.role = Role.UNKNOWN
        self.titled = False

    def read(self, element: Element, depth: int) -> None:
        """Read an element that is not within a line."""
        if depth > _DEPTH:
            raise Unreadable(f"elements stand more than {_DEPTH} deep in one another")
        name = _name(element)
        if name == "meta":
            return
        before = self.role
        if name in ("preface", "coverPage"):
            self.role = Role.TITLE
        elif name in ("preamble", "recitals"):
            self.role = Role.RECITAL
        elif name in ("conclusions", "attachments", "body", "mainBody"):
            self.role = Role.CLOSING if name == "conclusions" else Role.TEXT
        if name in _PARTS | _ARTICLES | _PARAGRAPHS | _POINTS or name in (
            "hcontainer", "attachment", "recital", "citation", "list", "tblock",
        ):  # fmt: skip
            self._numbered(element, name, depth)
        else:
            self._content(element, depth)
        self.role = before

    def _content(self, element: Element, depth: int) -> None:
        """Read text and children: what stands within a line together, the rest apart."""
        line = element.text or ""
        for child in element:
            if _name(child) in _INLINE:
                line += _text(child) + (child.tail or "")
                continue
            if _name(child) in ("tr",):
                self._put(line)
                cells = [" ".join(_text(cell).split()) for cell in child]
                self._put(" | ".join(cell for cell in cells if cell), row=True)
            else:
                self._put(line)
                self.read(child, depth + 1)
            line = child.tail or ""
        self._put(line)

    def _put(self, text: str, row: bool = False) -> None:
        said = " ".join(text.split())
        if not said:
            return
        role = self.role
        if role is Role.TITLE:
            role = Role.RECITAL if self.titled or self.blocks else Role.TITLE
            self.titled = True
        self.blocks.append(Block(said, len(self.blocks) + 1, role, row=row))

    def _numbered(self, element: Element, name: str, depth: int) -> None:
        number = heading = ""
        rest = []
        for child in element:
            if _name(child) == "num" and not number:
                number = " ".join(_text(child).split())
            elif _name(child) in ("heading", "subheading"):
                heading = f"{heading} {' '.join(_text(child).split())}".strip()
            else:
                rest.append(child)
        found = caption(number) if number else None
        if name in _PARAGRAPHS | _POINTS | {"recital", "citation", "tblock", "list"}:
            role = Role.PARAGRAPH if name in _PARAGRAPHS else Role.POINT
            self._provision(rest, number, heading, role, depth)
            return
        if name == "section" and not any(_name(item) in _ARTICLES for item in element.iter()):
            name = "article"
        role = Role.PART if name in _PARTS else Role.ARTICLE
        if found and found.kind == "annex":
            role = Role.ANNEX
        if number or heading:
            if not number and role is not Role.PART:
                role = Role.HEADING
            self.blocks.append(Block(heading, len(self.blocks) + 1, role, number))
        for child in rest:
            self.read(child, depth + 1)

    def _provision(
        self, children: list[Element], number: str, heading: str, role: Role, depth: int
    ) -> None:
        start = len(self.blocks)
        if heading:
            number = f"{number} {heading}".strip()
        for child in children:
            self.read(child, depth + 1)
        if self.role in (Role.RECITAL, Role.CLOSING, Role.TITLE):
            if number:
                more = self.blocks[start].text if len(self.blocks) > start else ""
                said = Block(f"{number} {more}".strip(), start + 1, self.role)
                self.blocks[start : start + 1] = [said]
            return
        if number:
            first = self.blocks[start] if len(self.blocks) > start else None
            if first is not None and first.role in (Role.TEXT, Role.UNKNOWN) and not first.label:
                self.blocks[start] = Block(first.text, first.line, role, number)
            else:
                self.blocks.insert(start, Block("", start + 1, role, number))


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element) -> str:
    """Return the text of an element within a line; elements that are blocks are set apart."""
    return "".join(_walk(element))


def _walk(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        apart = _name(child) not in _INLINE or _name(child) == "br"
        if apart:
            yield " "
        yield from _walk(child)
        if apart:
            yield " "
        yield child.tail or ""
