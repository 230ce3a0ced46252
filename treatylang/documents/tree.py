"""The document tree: what a treaty consists of, whatever the format it is written in."""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.prose.marks import Run

Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A lettered point; ``label`` is as printed: "(a)"."""

    label: str
    runs: Runs
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text within a paragraph, and the points that it opens."""

    runs: Runs
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: ``number`` is "" where the article has only one, and ``label`` is the number as
    printed: "1."."""

    anchor: str
    number: str
    label: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """An article, an annex, or the unnumbered "Use of terms" (``name`` is "" there)."""

    anchor: str
    name: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """One treaty text. An instrument of which only articles are given has no other parts."""

    anchor: str
    title: str
    version: str
    preamble: tuple[Runs, ...]
    divisions: tuple[Division, ...]
    annexes: tuple[Division, ...]
    closing: tuple[Runs, ...]
    signatures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """All instruments of a draft, the main one first, with the fixed words of the language."""

    lang: str
    direction: str
    """"ltr" or "rtl"."""
    instruments: tuple[Instrument, ...]
    labels: dict[str, str]
    """Words of the page itself: "Contents", "Skip to the text"."""
