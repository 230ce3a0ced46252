"""A document as one sequence of blocks: what formats without nesting (text, DOCX, PDF) print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from treatylang.documents.tree import Division, Document, Instrument, Passage, Point, Runs, walk
from treatylang.prose.marks import Link, Run

_BOUND = "\N{NO-BREAK SPACE}"
_MONTHS = "January February March April May June July August September October November December"
_DATE = re.compile(rf"(?<=\d) (?={_MONTHS.replace(' ', '|')})")
_NUMBERED = re.compile(r" (?=[\d(])")


class Kind(Enum):
    """What a block is; a writer gives each kind one style."""

    TITLE = "title"
    VERSION = "version"
    PREAMBLE = "preamble"
    PART = "part"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    POINT = "point"
    NOTE = "note"
    CLOSING = "closing"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text. ``label`` is its number as printed: "Article 1", "2.", "(a)"; ``level`` is
    the depth of a point, from 1. A paragraph that goes on after its points has no label and
    ``continued``; ``hanging`` tells that its article has numbers, so that it is indented like them.
    """

    kind: Kind
    runs: Runs
    anchor: str = ""
    label: str = ""
    level: int = 0
    continued: bool = False
    hanging: bool = False


def flow(document: Document) -> Iterator[Block]:
    """Yield the blocks of a document in the order of its text."""
    for item in document.instruments:
        for block in _instrument(item):
            yield replace(block, runs=bound(block.runs))


def bound(runs: Runs) -> Runs:
    """Return runs with no-break spaces where a line should not end."""
    return tuple(_bound(run) for run in runs)


def _bound(run: Run) -> Run:
    """Bind what should not be torn by the end of a line: "Article 1", "1 January"."""
    if isinstance(run, Link):
        return Link(run.target, _NUMBERED.sub(_BOUND, run.words))
    return _DATE.sub(_BOUND, run)


def _instrument(item: Instrument) -> Iterator[Block]:
    yield Block(Kind.TITLE, (item.title,), item.anchor)
    for line in (item.version, item.done):
        if line:
            yield Block(Kind.VERSION, (line,))
    if item.preamble:
        yield Block(Kind.PREAMBLE, item.preamble.parties)
        for recital in item.preamble.recitals:
            yield Block(Kind.PREAMBLE, (recital.opening, *recital.runs))
        yield Block(Kind.PREAMBLE, item.preamble.agreed)
    for division in (*walk(item.body), *item.annexes):
        if isinstance(division, Division):
            yield from _division(division)
        else:
            heading = (division.heading,) if division.heading else ()
            yield Block(Kind.PART, heading, division.anchor, division.name, division.depth)
    for note in item.notes:
        yield Block(Kind.NOTE, note.runs, note.anchor, f"[{note.label}]")
    for runs in item.closing:
        yield Block(Kind.CLOSING, runs)
    for line in item.signatures:
        yield Block(Kind.SIGNATURE, (line,))


def _division(division: Division) -> Iterator[Block]:
    heading = (division.heading,) if division.heading else ()
    if heading or division.name:
        yield Block(Kind.HEADING, heading, division.anchor, division.name)
    hanging = any(paragraph.number for paragraph in division.paragraphs)
    for paragraph in division.paragraphs:
        label = paragraph.label if paragraph.number else ""
        anchor = paragraph.anchor
        calls = tuple(f" [{note.label}]" for note in paragraph.notes)
        *before, last = paragraph.passages or (Passage(()),)
        called = _called(last, calls)
        for at, passage in enumerate((*before, called)):
            yield from _passage(passage, anchor, label, at > 0, hanging)
            anchor = label = ""


def _called(passage: Passage, calls: Runs) -> Passage:
    """Return a passage with the calls of its notes at its end: after its last point, if any."""
    if not passage.points:
        return Passage((*passage.runs, *calls))
    last = passage.points[-1]
    inner = _called(Passage(last.runs, last.points), calls)
    return Passage(
        passage.runs, (*passage.points[:-1], Point(last.label, inner.runs, inner.points))
    )


def _passage(
    passage: Passage, anchor: str, label: str, continued: bool, hanging: bool
) -> Iterator[Block]:
    yield Block(Kind.PARAGRAPH, passage.runs, anchor, label, 0, continued, hanging)
    yield from _points(passage.points, 1, hanging)


def _points(points: Iterable[Point], level: int, hanging: bool) -> Iterator[Block]:
    for point in points:
        yield Block(Kind.POINT, point.runs, "", point.label, level, hanging=hanging)
        yield from _points(point.points, level + 1, hanging)
