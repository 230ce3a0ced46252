"""The document tree: what a treaty consists of, whatever the format it is written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treatylang.documents.meaning import NOT_TOLD, Meaning
from treatylang.prose.marks import Run

Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """What a point defines: its name in the draft, and its words in the language of the text."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """A lettered point; ``label`` is as printed: "(a)"."""

    label: str
    runs: Runs
    points: tuple[Point, ...] = ()
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text within a paragraph, and the points that it opens."""

    runs: Runs
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, on request: a reason or a source, called at the end of what it belongs to.

    ``label`` is its number ("1"), which runs through the document; ``kind`` is "reason" or
    "source".
    """

    anchor: str
    label: str
    kind: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: ``number`` is "" where the article has only one, and ``label`` is the number as
    printed: "1."."""

    anchor: str
    number: str
    label: str
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Division:
    """An article, an annex, or the unnumbered "Use of terms" (``name`` is "" there)."""

    anchor: str
    name: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part, title, chapter or section with what it groups: smaller parts, or articles.

    ``name`` is as printed ("Part II", "Section 1"); ``depth`` is 1 for one that stands in no other.
    """

    anchor: str
    name: str
    heading: str
    depth: int
    body: tuple[Part | Division, ...]


@dataclass(frozen=True, slots=True)
class Recital:
    """A recital: the participle that it opens with, printed in italics ("Recalling"; "" where it
    has none), and the rest with its comma."""

    opening: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Preamble:
    """One sentence: who concludes the treaty, why, and "Have agreed as follows:"."""

    parties: Runs
    recitals: tuple[Recital, ...]
    agreed: Runs


@dataclass(frozen=True, slots=True)
class Instrument:
    """One treaty text. An instrument of which only articles are given has no other parts.

    ``body`` has the articles in their order, within the parts where there are any; ``done`` and
    ``authentic`` are lines of the title page ("" where the draft does not say); ``closing`` is the
    testimonium and the place, date and languages.
    """

    anchor: str
    title: str
    version: str
    done: str
    authentic: str
    preamble: Preamble | None
    body: tuple[Part | Division, ...]
    annexes: tuple[Division, ...]
    closing: tuple[Runs, ...]
    signatures: tuple[str, ...]
    exact: bool = False
    """Whether nothing may be printed that is not here: no table of contents."""

    @property
    def divisions(self) -> tuple[Division, ...]:
        """Return the articles in their order, whatever part they stand in; no annexes."""
        return tuple(item for item in walk(self.body) if isinstance(item, Division))

    @property
    def notes(self) -> tuple[Note, ...]:
        """Return the footnotes in the order of the text."""
        divisions = (*self.divisions, *self.annexes)
        return tuple(
            note for item in divisions for paragraph in item.paragraphs for note in paragraph.notes
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; ``depth`` is 0 for an instrument, then grows by one."""

    anchor: str
    name: str
    heading: str
    depth: int


@dataclass(frozen=True, slots=True)
class Document:
    """All instruments of a draft, the main one first, with the fixed words of the language."""

    lang: str
    direction: str
    """"ltr" or "rtl"."""
    instruments: tuple[Instrument, ...]
    labels: dict[str, str]
    """Words of the page itself: "Contents", "Skip to the text"."""
    meaning: Meaning = NOT_TOLD
    gap: str = " "
    """What stands between a number and what it numbers; "" in a language without blanks."""

    @property
    def contents(self) -> tuple[Entry, ...]:
        """Return the table of contents; instruments are named where there are several."""
        several = len(self.instruments) > 1
        return tuple(
            entry
            for item in self.instruments
            if not item.exact
            for entry in (
                *([Entry(item.anchor, "", item.title, 0)] if several else []),
                *_entries(item.body, 1),
                *_entries(item.annexes, 1),
            )
        )


def walk(body: Sequence[Part | Division]) -> Iterator[Part | Division]:
    """Yield parts and articles in the order of the text, each part before what it has."""
    for item in body:
        yield item
        if isinstance(item, Part):
            yield from walk(item.body)


def _entries(body: Sequence[Part | Division], depth: int) -> Iterator[Entry]:
    for item in body:
        yield Entry(item.anchor, item.name, item.heading, depth)
        if isinstance(item, Part):
            yield from _entries(item.body, depth + 1)
