"""Writing a redline as DOCX with tracked changes: accepting all of them gives the second text,
rejecting all gives the first.

What moved is ``moveFrom`` where it was and ``moveTo`` where it is; words that it lost on the way
are deleted at the old place, words that it gained inserted at the new one. Numbers are text, since
a word processor does not track what its lists count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatylang.documents.flow import Kind
from treatylang.documents.redline.compare import Fate, Line, LineChange, Redline, Row
from treatylang.documents.redline.words import Op
from treatylang.documents.word import styles
from treatylang.documents.word.elements import (
    Element,
    Speech,
    clean,
    el,
    line_break,
    paragraph,
    tab,
    texts,
)
from treatylang.documents.word.package import blank, finish


def tracked(redline: Redline, author: str, date: str = "") -> bytes:
    """Return a redline as the bytes of a DOCX file, with the author and the day of its changes."""
    return _Writer(redline, author, date).file()


class _Writer:
    def __init__(self, redline: Redline, author: str, date: str) -> None:
        self.redline = redline
        self.speech = Speech(redline.lang, redline.direction == "rtl")
        self.by = {"author": clean(author)} | ({"date": f"{date}T00:00:00Z"} if date else {})
        self.ids = 0
        self.base = int(redline.several)
        self.roles = ["instrument"] * self.base + ["part"] * redline.depth + ["article"]

    def file(self) -> bytes:
        content: list[Element] = []
        for row in self.redline.rows:
            content += self._row(row)
        if self.redline.rows and self.redline.rows[-1].fate is not Fate.KEPT:
            content.append(paragraph(styles.TEXT, []))
        legend = f"{self.redline.first} → {self.redline.second}"
        return finish(blank(legend, self.speech, self.roles), self.speech, content, legend=legend)

    def _change(self, tag: str, *children: Element, **attributes: str) -> Element:
        self.ids += 1
        return el(tag, *children, id=str(self.ids), **self.by, **attributes)

    # --- paragraphs -----------------------------------------------------------------------------

    def _row(self, row: Row) -> Iterator[Element]:
        match row.fate:
            case Fate.AWAY:
                lines = [line for line in row.lines if line.before]
                yield from self._range("From", row.pair)
                for line in lines:
                    yield self._paragraph(line, {Op.SAME: "moveFrom", Op.GONE: "del"}, "moveFrom")
                yield self._range_end("From")
            case Fate.HERE:
                lines = [line for line in row.lines if line.after]
                yield from self._range("To", row.pair)
                for line in lines:
                    yield self._paragraph(line, {Op.SAME: "moveTo", Op.NEW: "ins"}, "moveTo")
                yield self._range_end("To")
            case _:
                ops = {Op.SAME: "", Op.GONE: "del", Op.NEW: "ins"}
                for line in row.lines:
                    mark = "" if line.before and line.after else "ins" if line.after else "del"
                    yield self._paragraph(line, ops, mark)

    def _range(self, way: str, pair: int) -> Iterator[Element]:
        start = self._change(f"w:move{way}RangeStart", name=f"move{pair}")
        self.opened = str(self.ids)
        yield start

    def _range_end(self, way: str) -> Element:
        return el(f"w:move{way}RangeEnd", id=self.opened)

    def _paragraph(self, line: LineChange, ops: dict[Op, str], mark: str) -> Element:
        """Return a paragraph; ``ops`` are the changes of its pieces (others are left out),
        ``mark`` that of the paragraph itself."""
        content: list[Element] = []
        for piece in line.pieces:
            if piece.op in ops:
                content += self._piece(piece.text, ops[piece.op])
        own = line.before if mark in ("del", "moveFrom") else line.after or line.before
        assert own is not None
        style, shape = self._shape(own)
        properties = [*shape]
        if mark:
            properties.append(el("w:rPr", self._change(f"w:{mark}")))
        elif line.before and line.after:
            was = self._shape(line.before)
            if _key(was) != _key((style, shape)):
                old = el("w:pPr", el("w:pStyle", val=was[0]), *was[1])
                properties.append(self._change("w:pPrChange", old))
        return paragraph(style, content, *properties)

    def _piece(self, text: str, change: str) -> list[Element]:
        runs: list[Element] = []
        for part in re.split(r"([\t\n])", text):
            if part == "\t":
                runs.append(tab())
            elif part == "\n":
                runs.append(line_break())
            else:
                runs += texts(part, self.speech, deleted=change == "del")
        return [self._change(f"w:{change}", *runs)] if change and runs else runs

    def _shape(self, line: Line) -> tuple[str, list[Element]]:
        """Return the style of a line and what it has of its own beside it."""
        match line.kind:
            case Kind.TITLE:
                return styles.heading(1) if self.base else styles.TITLE, []
            case Kind.VERSION:
                return styles.VERSION, []
            case Kind.PREAMBLE:
                return styles.PREAMBLE, []
            case Kind.PART:
                return styles.heading(min(line.level + self.base, len(self.roles))), []
            case Kind.HEADING:
                return styles.heading(len(self.roles)), []
            case Kind.PARAGRAPH if line.label:
                return styles.NUMBERED, []
            case Kind.PARAGRAPH:
                return styles.CONTINUED if line.hanging else styles.TEXT, []
            case Kind.POINT:
                step = self.speech.step
                left = str(step * (line.level + line.hanging))
                return styles.point(line.level), [el("w:ind", left=left, hanging=str(step))]
            case Kind.NOTE:
                return styles.NOTE, []
            case Kind.CLOSING:
                return styles.CLOSING, []
            case Kind.SIGNATURE:
                return styles.SIGNATURE, []


def _key(shape: tuple[str, list[Element]]) -> tuple[str, list[str]]:
    return shape[0], [element.xml for element in shape[1]]
