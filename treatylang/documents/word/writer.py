"""The text of a treaty in WordprocessingML, from its tree.

Cross references are fields: REF to the bookmark on the number of an article, or to the number
that a paragraph has. They show the right number as they stand, and follow when it changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from treatylang.documents.flow import bound
from treatylang.documents.formats import Layout
from treatylang.documents.tree import (
    Division,
    Document,
    Entry,
    Instrument,
    Note,
    Paragraph,
    Part,
    Passage,
    Point,
    Runs,
    walk,
)
from treatylang.documents.word import styles
from treatylang.documents.word.elements import (
    Bookmarks,
    Element,
    Speech,
    el,
    field,
    field_begin,
    field_end,
    line_break,
    paragraph,
    tab,
    texts,
)
from treatylang.documents.word.numbering import Lists
from treatylang.documents.word.package import blank, finish
from treatylang.prose.marks import Link, Run

_LONG = 7
"""A treaty of more articles than these has a page for its title, and a table of contents."""
_HAN = "〇一二三四五六七八九十百千"
_VALUE = rf"(?:\d+(?:[.-]\d+)*|[{_HAN}]+|[IVXLC]+)(?: (?:bis|ter|quater|quinquies))?"
_NUMERAL = re.compile(_VALUE)
_NUMBER = re.compile(rf"(?<!\w){_VALUE}$")


def written(document: Document, layout: Layout) -> bytes:
    """Return the document as the bytes of a DOCX file."""
    return _Writer(document).file(layout)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """What a reference shows of its target: the ``number``, which a bookmark holds; where the
    number is the list's, the bookmark stands in its paragraph (``listed``)."""

    key: str
    number: str
    listed: bool


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.speech = Speech(document.lang, document.direction == "rtl")
        self.marks = Bookmarks()
        self.lists = Lists()
        self.notes: list[list[Element]] = []
        several = len(document.instruments) > 1
        everything = [item for whole in document.instruments for item in walk(whole.body)]
        deepest = max((item.depth for item in everything if isinstance(item, Part)), default=0)
        self.base = int(several)
        self.roles = ["instrument"] * several + ["part"] * deepest + ["article"]
        self.numbers: dict[str, _Numbered] = {}
        self.series: dict[str, str] = {}
        self.known: set[str] = set()
        self.divisions: set[str] = set()
        for whole in document.instruments:
            self.known.add(whole.anchor)
            for item in (*walk(whole.body), *whole.annexes):
                self._count(item)
        labels = [note.label for whole in document.instruments for note in whole.notes]
        self.counted = labels == [str(at) for at in range(1, len(labels) + 1)]
        self.long = len(document.contents) > _LONG

    def _count(self, item: Part | Division) -> None:
        """Learn the numbers of a heading and of what stands under it."""
        self.known.add(item.anchor)
        self.divisions.add(item.anchor)
        number = number_of(item.name)
        if number:
            self.numbers[item.anchor] = _Numbered(f"{item.anchor}_number", number, False)
        if isinstance(item, Part):
            return
        labels = [paragraph.label for paragraph in item.paragraphs]
        plain = all(paragraph.label == f"{paragraph.number}." for paragraph in item.paragraphs)
        self.series[item.anchor] = (
            self.lists.of(labels, self.speech.step) if plain and labels else ""
        )
        for one in item.paragraphs:
            self.known.add(one.anchor)
            if one.number and self.series[item.anchor]:
                self.numbers[one.anchor] = _Numbered(one.anchor, one.number, True)
            elif one.number and (value := _NUMERAL.search(one.label)):
                self.numbers[one.anchor] = _Numbered(f"{one.anchor}_number", value[0], False)
            elif not one.number and number:
                self.numbers[one.anchor] = self.numbers[item.anchor]

    def file(self, layout: Layout) -> bytes:
        document = self.document
        first = next(iter(document.instruments), None)
        content: list[Element] = []
        if first and self.long:
            content += self._cover(first)
        for at, item in enumerate(document.instruments):
            content += self._instrument(item, first=at == 0)
        return finish(
            blank(first.title if first else "", self.speech, self.roles),
            self.speech,
            content,
            lists=self.lists,
            notes=self.notes,
            legend=first.version if first else "",
            cover=self.long,
            numbered_lines=layout.line_numbers,
        )

    def _say(self, text: str, *properties: str) -> list[Element]:
        return texts(text, self.speech, *properties)

    # --- the title page -------------------------------------------------------------------------

    def _cover(self, item: Instrument) -> list[Element]:
        low = el("w:spacing", before="4000", after="480")
        said = [paragraph(styles.TITLE, self._say(item.title), low)]
        for line in (item.version, item.done, item.authentic):
            if line:
                said.append(paragraph(styles.VERSION, self._say(line)))
        heading = self._say(self.document.labels["contents"])
        said.append(paragraph(styles.CONTENTS, heading, el("w:pageBreakBefore")))
        levels = f"1-{min(len(self.roles), 9)}"
        begin = field_begin(f'TOC \\o "{levels}" \\h \\z \\u', dirty=True)
        entries = self.document.contents
        for at, entry in enumerate(entries):
            line_ = [*(begin if at == 0 else []), self._entry(entry)]
            line_ += [field_end()] if at == len(entries) - 1 else []
            said.append(paragraph(styles.contents(self._level(entry.depth)), line_))
        return said

    def _level(self, depth: int) -> int:
        return min(max(depth + self.base, 1), len(self.roles))

    def _entry(self, entry: Entry) -> Element:
        between = "\N{IDEOGRAPHIC SPACE}" if self.speech.lang == "zh" else " \N{EM DASH} "
        said = between.join(part for part in (entry.name, entry.heading) if part)
        key = entry.anchor if entry.depth else self._title(entry.anchor)
        return el("w:hyperlink", *self._say(said), anchor=self.marks.name(key), history="1")

    def _title(self, anchor: str) -> str:
        """Return the key of a treaty's title: an article of the same name has the name."""
        return f"{anchor}_title" if anchor in self.divisions else anchor

    # --- the text -------------------------------------------------------------------------------

    def _instrument(self, item: Instrument, first: bool) -> list[Element]:
        own = self.marks.around(self._title(item.anchor), self._say(item.title))
        alone = styles.TREATY if self.long else styles.TITLE
        style = styles.heading(1) if self.base else alone
        broken = [el("w:pageBreakBefore")] if self.long or not first else []
        said = [paragraph(style, own, *broken)]
        if not (first and self.long):
            for line in (item.version, item.done):
                if line:
                    said.append(paragraph(styles.VERSION, self._say(line)))
        if item.preamble:
            said.append(paragraph(styles.PREAMBLE, self._runs(item.preamble.parties)))
            for recital in item.preamble.recitals:
                opening = self._say(recital.opening, "i") if recital.opening else []
                whole = [*opening, *self._runs(recital.runs)]
                said.append(paragraph(styles.PREAMBLE, whole))
            said.append(paragraph(styles.PREAMBLE, self._runs(item.preamble.agreed)))
        for part in walk(item.body):
            said += self._part(part)
        for annex in item.annexes:
            said += self._annex(annex)
        return said + self._closing(item)

    def _closing(self, item: Instrument) -> list[Element]:
        kept = [el("w:keepNext"), el("w:keepLines")]
        last = len(item.closing) - 1
        said = [
            paragraph(
                styles.CLOSING,
                self._runs(runs),
                *(kept if item.signatures or at < last else []),
            )
            for at, runs in enumerate(item.closing)
        ]
        for line in item.signatures:
            said.append(paragraph(styles.SIGNATURE, self._say(line)))
            said.append(paragraph(styles.SIGNED, [tab()]))
        return said

    def _part(self, item: Part | Division) -> list[Element]:
        if isinstance(item, Part):
            return [self._heading(item, self._level(item.depth))]
        if isinstance(item, Division):
            return self._division(item, len(self.roles))
        assert_never(item)

    def _annex(self, item: Division) -> list[Element]:
        return self._division(item, self._level(1), el("w:pageBreakBefore"))

    def _heading(self, item: Part | Division, level: int, *properties: Element) -> Element:
        """Return a heading in two lines, one paragraph: so that lists of headings show both."""
        name = self._numbered(item.name, self.numbers.get(item.anchor))
        between = [line_break()] if item.name and item.heading else []
        whole = [*name, *between, *self._say(item.heading)]
        return paragraph(styles.heading(level), self.marks.around(item.anchor, whole), *properties)

    def _numbered(self, label: str, numbered: _Numbered | None) -> list[Element]:
        """Return a label with the bookmark around its number."""
        if not numbered or numbered.listed or numbered.number not in label:
            return self._say(label)
        before, _, after = label.partition(numbered.number)
        marked = self.marks.around(numbered.key, self._say(numbered.number))
        return [*self._say(before), *marked, *self._say(after)]

    def _division(self, item: Division, level: int, *properties: Element) -> list[Element]:
        said = []
        if item.name or item.heading:
            said.append(self._heading(item, level, *properties))
        hanging = any(one.number for one in item.paragraphs)
        for one in item.paragraphs:
            said += self._paragraph(one, self.series[item.anchor], hanging)
        if not said:
            said.append(paragraph(styles.TEXT, self.marks.around(item.anchor, [])))
        elif not (item.name or item.heading):
            for at, mark in enumerate(self.marks.around(item.anchor, []), start=1):
                said[0].insert(at, mark)
        return said

    def _paragraph(self, item: Paragraph, series: str, hanging: bool) -> list[Element]:
        said: list[Element] = []
        passages = item.passages or (Passage(()),)
        for at, passage in enumerate(passages):
            last = at == len(passages) - 1
            calls = self._calls(item.notes) if last and not passage.points else []
            content = [*self._runs(passage.runs), *calls]
            kept = [el("w:keepNext")] if passage.points else []
            if at:
                style = styles.CONTINUED if hanging else styles.TEXT
                said.append(paragraph(style, content, *kept))
            else:
                said.append(self._opening(item, content, series, hanging, kept))
            said += self._points(passage.points, 1, hanging, item.notes if last else ())
        return said

    def _opening(
        self,
        item: Paragraph,
        content: list[Element],
        series: str,
        hanging: bool,
        kept: list[Element],
    ) -> Element:
        """Return the first passage of a paragraph, with its number."""
        if not item.number:
            style = styles.CONTINUED if hanging else styles.TEXT
            return paragraph(style, self.marks.around(item.anchor, content), *kept)
        if series:
            number = [_listed(series)]
            label: list[Element] = []
        else:
            number = []
            label = [*self._numbered(item.label, self.numbers.get(item.anchor)), tab()]
        whole = self.marks.around(item.anchor, [*label, *content])
        return paragraph(styles.NUMBERED, whole, *kept, *number)

    def _points(
        self, points: Sequence[Point], level: int, hanging: bool, notes: Sequence[Note]
    ) -> list[Element]:
        left = self.speech.step * (level + hanging)
        labels = [point.label for point in points]
        series = self.lists.of(labels, left) if points else ""
        said: list[Element] = []
        for point in points:
            last = point is points[-1]
            calls = self._calls(notes) if last and not point.points else []
            content = [*self._runs(point.runs), *calls]
            if series:
                shape = [_listed(series)]
            else:
                shape = [el("w:ind", left=str(left), hanging=str(self.speech.step))]
                content = [*self._say(point.label), tab(), *content]
            said.append(paragraph(styles.point(level), content, *shape))
            said += self._points(point.points, level + 1, hanging, notes if last else ())
        return said

    # --- runs -----------------------------------------------------------------------------------

    def _runs(self, runs: Runs) -> list[Element]:
        return [made for run in bound(runs) for made in self._run(run)]

    def _run(self, run: Run) -> list[Element]:
        if isinstance(run, str):
            return self._say(run)
        if isinstance(run, Link):
            return self._link(run)
        assert_never(run)

    def _link(self, link: Link) -> list[Element]:
        """Return a reference: its number as a field, the rest of its words as they are."""
        if link.target not in self.known:
            return self._say(link.words)
        numbered = self.numbers.get(link.target)
        found = _standing_alone(numbered.number).search(link.words) if numbered else None
        if not numbered or not found:
            name = self.marks.name(link.target)
            return [el("w:hyperlink", *self._say(link.words), anchor=name, history="1")]
        before, after = link.words[: found.start()], link.words[found.end() :]
        shown = "\\n \\h" if numbered.listed else "\\h"
        code = f"REF {self.marks.name(numbered.key)} {shown}"
        return [
            *self._say(before),
            *field(code, self._say(found[0])),
            *self._say(after),
        ]

    def _calls(self, notes: Sequence[Note]) -> list[Element]:
        """Return the calls of footnotes, which word processors number themselves where their
        count is the document's."""
        called: list[Element] = []
        for note in notes:
            at = str(len(self.notes) + 1)
            if called:
                called += self._say(", ", f"rStyle={styles.NOTE_CALL}")
            if self.counted:
                inside = [_raised(el("w:footnoteRef"))]
                called.append(_raised(el("w:footnoteReference", id=at)))
            else:
                look = f"rStyle={styles.NOTE_CALL}"
                inside = self._say(note.label, look)
                called.append(_raised(el("w:footnoteReference", customMarkFollows="1", id=at)))
                called += self._say(note.label, look)
            self.notes.append([*inside, *self._say(" "), *self._runs(note.runs)])
        return called


def _standing_alone(number: str) -> re.Pattern[str]:
    """Return what finds a number that is no part of a longer one: Chinese writes no spaces."""
    inside = f"[{_HAN}]" if number[0] in _HAN else r"\w"
    return re.compile(f"(?<!{inside}){re.escape(number)}(?!{inside})")


def _raised(mark: Element) -> Element:
    return el("w:r", el("w:rPr", el("w:rStyle", val=styles.NOTE_CALL)), mark)


def _listed(series: str) -> Element:
    return el("w:numPr", el("w:ilvl", val="0"), el("w:numId", val=series))


def number_of(name: str) -> str:
    """Return the number in a heading's name: "4 bis" of "Article 4 bis", "premier" of "Article
    premier", all of a name in one word ("第四条")."""
    found = _NUMBER.search(name)
    return found[0] if found else name.rpartition(" ")[2]
