"""The concordance: all texts of a draft side by side, clause by clause.

All are made from one meaning, so that they have the same rows; what one lacks stands empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from treatylang.documents.build import build
from treatylang.documents.html import linking
from treatylang.documents.markdown import environment as markdown
from treatylang.documents.tree import Division, Document, Instrument, Paragraph, Point, Runs
from treatylang.model.draft import Draft
from treatylang.prose import cldr
from treatylang.prose.templates import styled
from treatylang.syntax.hidden import shown

FORMATS = ("html", "markdown")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one text says in a row: lines, each with its label (or "") and its depth."""

    lang: str
    direction: str
    lines: tuple[tuple[str, Runs, int], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of the texts: a heading, a recital, a paragraph. ``anchor`` is the same in all of
    them; ``label`` is the clause's in the draft ("licensing.cap"), "" for what has none."""

    anchor: str
    label: str
    heading: bool
    cells: tuple[Cell, ...]


_Lines = tuple[tuple[str, Runs, int], ...]


def rows(draft: Draft, languages: tuple[str, ...]) -> tuple[Row, ...]:
    """Return the rows of the texts in these languages, in the order of the first."""
    documents = [build(draft, code) for code in languages]
    told = [dict(_units(document)) for document in documents]
    headings = {anchor for anchor, lines in _units(documents[0]) if lines and lines[0][2] < 0}
    found = []
    for anchor in dict.fromkeys(anchor for units in told for anchor in units):
        cells = tuple(
            Cell(document.lang, document.direction, units.get(anchor, ()))
            for document, units in zip(documents, told, strict=True)
        )
        label = anchor if anchor in draft.clauses else ""
        found.append(Row(anchor, label, anchor in headings, cells))
    return tuple(found)


def concordance(
    draft: Draft, to: str = "html", languages: tuple[str, ...] = (), style: Path | None = None
) -> str:
    """Return the concordance of a draft as a page or as Markdown: of English and of all languages
    that it has lexicons of, where none are named. ``style`` is the folder of a house style.

    Raises ValueError for an unknown format, for a language that the draft has no words in and for
    what is wrong with a house style, and ``cldr.NotInstalled`` without Babel.
    """
    if to not in FORMATS:
        raise ValueError(f"unknown format “{to}”; known are {', '.join(FORMATS)}")
    chosen = languages or ("en", *draft.lexicons)
    for code in chosen:
        if code != "en" and code not in draft.lexicons:
            raise ValueError(f"the draft has no words in “{code}”")
    if len(chosen) < 2:
        raise ValueError("the draft has no lexicon, so that there is nothing to set beside it")
    with styled(style):
        return shown(_written(draft, to, chosen))


def _written(draft: Draft, to: str, languages: tuple[str, ...]) -> str:
    found = rows(draft, languages)
    title = next(iter(draft.instruments.values())).title if draft.instruments else ""
    names = {code: cldr.tongue(code, "en") for code in languages}
    parts: dict[str, Any] = {"rows": found, "languages": languages, "title": title, "names": names}
    if to == "html":
        anchors = frozenset(row.anchor for row in found)
        return linking(anchors).get_template("layout/concordance.html.j2").render(**parts)
    written = markdown().get_template("layout/concordance.md.j2").render(**parts)
    return re.sub(r"\n{3,}", "\n\n", written).strip() + "\n"


def _units(document: Document) -> Iterator[tuple[str, _Lines]]:
    for item in document.instruments:
        yield from _instrument(item)


def _instrument(item: Instrument) -> Iterator[tuple[str, _Lines]]:
    yield item.anchor, (("", (item.title,), -2),)
    for name, line in (("version", item.version), ("done", item.done)):
        if line:
            yield f"{item.anchor}-{name}", (("", (line,), 0),)
    if item.preamble:
        yield f"{item.anchor}-parties", (("", item.preamble.parties, 0),)
        for at, recital in enumerate(item.preamble.recitals, start=1):
            yield f"{item.anchor}-recital-{at}", (("", (recital.opening, *recital.runs), 0),)
        yield f"{item.anchor}-agreed", (("", item.preamble.agreed, 0),)
    for division in (*item.divisions, *item.annexes):
        yield from _division(division)
    for at, closing in enumerate(item.closing, start=1):
        yield f"{item.anchor}-closing-{at}", (("", closing, 0),)
    for at, line in enumerate(item.signatures, start=1):
        yield f"{item.anchor}-signature-{at}", (("", (line,), 0),)


def _division(division: Division) -> Iterator[tuple[str, _Lines]]:
    yield division.anchor, ((division.name, (division.heading,), -1),)
    for paragraph in division.paragraphs:
        yield paragraph.anchor, tuple(_paragraph(paragraph))


def _paragraph(paragraph: Paragraph) -> Iterator[tuple[str, Runs, int]]:
    for at, passage in enumerate(paragraph.passages):
        yield paragraph.label if not at else "", passage.runs, 0
        yield from _points(passage.points, 1)


def _points(points: tuple[Point, ...], depth: int) -> Iterator[tuple[str, Runs, int]]:
    for point in points:
        yield point.label, point.runs, depth
        yield from _points(point.points, depth + 1)
