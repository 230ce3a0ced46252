"""Writing a document as PDF: A4, tagged (PDF/UA-1) and archivable (PDF/A-2a), fonts embedded.

The page is laid out by Typst, as a library. The program that it runs is shipped and fixed; all
words of the document reach it as data, so that nothing in a draft is read as Typst, and it has no
files, no packages and no system fonts to read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, assert_never

from treatylang.documents.flow import bound
from treatylang.documents.formats import PLAIN, Layout, Unavailable
from treatylang.documents.tree import (
    Division,
    Document,
    Instrument,
    Note,
    Paragraph,
    Part,
    Passage,
    Point,
    Runs,
    walk,
)
from treatylang.prose.marks import Link
from treatylang.prose.templates import StyleError, filled
from treatylang.resources import folder
from treatylang.syntax.hidden import shown

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

_STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]
_LATIN, _ARABIC, _CHINESE = "Libertinus Serif", "Amiri", "Noto Serif SC"
"""The first is part of Typst; the others are packages of the extra."""
_BETWEEN_CHINESE = {"name": _LATIN, "covers": "latin-in-cjk"}
"""Latin letters and figures, and no punctuation: that has the width of a character."""
_FONTS: dict[str, list[Any]] = {
    "ar": [_ARABIC, _LATIN, _CHINESE],
    "zh": [_BETWEEN_CHINESE, _CHINESE, _LATIN, _ARABIC],
}
_HEADINGS: dict[str, list[Any]] = {
    "zh": [_BETWEEN_CHINESE, "Noto Sans SC", _LATIN, _ARABIC],
}
_OTHERS: list[Any] = [_LATIN, _ARABIC, _CHINESE]
_PACKAGES = ("fontpkg_amiri", "pylopdf_fonts_zh_cn")
_UPRIGHT = ("ar", "zh")
"""Languages that are not slanted."""
_HYPHENATED = ("ru",)
"""Languages the words of which are too long to leave whole in even lines."""
_MEASURES = "layout/pdf.json.j2"
_PAPERS = ("a4", "us-letter", "a5")
_BOUNDS = {
    "margin": 150, "size": 24, "small": 24, "title": 48, "leading": 3, "gap": 60, "hang": 100,
    "above": 120, "below": 120, "named": 200, "signing": 200,
}  # fmt: skip
"""The largest of each measure, in points; the leading is in heights of a letter."""
_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_UNDATED = date(1970, 1, 1)
_FRONTED = 7
"""A document of more divisions has a title page and a table of contents."""


def write(document: Document, layout: Layout = PLAIN) -> bytes:
    """Return the document as PDF, the same bytes for the same document.

    Raises Unavailable where the extra ``pdf`` is not installed, and ValueError for a document
    without a title and for a character that no font has.
    """
    try:
        import typst
    except ImportError:
        raise Unavailable("PDF is made with Typst: pip install 'treatylang[pdf]'") from None
    if not (document.instruments and document.instruments[0].title):
        raise ValueError(
            "a PDF must have a title, and the draft names no treaty; begin it with: "
            'treaty lake "Treaty on the Lake".'
        )
    data = json.dumps(_document(document, layout), ensure_ascii=False)
    program = (folder("templates") / "layout" / "document.typ").read_bytes()
    with TemporaryDirectory() as nowhere:
        compiler = typst.Compiler(
            program,
            root=nowhere,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"document": data},
            package_path=nowhere,
            package_cache_path=nowhere,
        )
        try:
            made = compiler.compile(format="pdf", pdf_standards=_STANDARDS, timestamp=0)
        except typst.TypstError as error:
            raise ValueError(_explained(error.message)) from None
    assert isinstance(made, bytes)
    return made


def _explained(message: str) -> str:
    found = _GLYPH.search(message)
    if found is None:
        return f"the document cannot be set as PDF: {message}"
    code = " ".join(f"U+{ord(char):04X}" for char in found[1])
    return (
        f"no font of PDF documents has the character “{found[1]}” ({code}); write it in another "
        "way, or choose another format"
    )


@cache
def _fonts() -> Fonts:
    from typst import Fonts

    paths = []
    for name in _PACKAGES:
        found = find_spec(name)
        if found is None or not found.submodule_search_locations:
            raise Unavailable(
                "the fonts of PDF documents are not installed: pip install 'treatylang[pdf]'"
            )
        paths.append(Path(found.submodule_search_locations[0]))
    return Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)


# --- the document as data -------------------------------------------------------------------------


def _document(document: Document, layout: Layout) -> dict[str, Any]:
    contents = document.contents
    known = frozenset(_anchors(document))
    data = _Data(known)
    parts = {p.anchor for i in document.instruments for p in walk(i.body) if isinstance(p, Part)}
    return {
        "lang": document.lang,
        "direction": document.direction,
        "title": shown(document.instruments[0].title),
        "date": _date(document),
        "labels": document.labels,
        "style": _style(document),
        "line-numbers": layout.line_numbers,
        "fronted": len(contents) > _FRONTED,
        "entries": {
            entry.anchor: {
                "name": shown(entry.name),
                "heading": shown(entry.heading),
                "depth": entry.depth,
                "part": entry.anchor in parts,
            }
            for entry in contents
        },
        "instruments": [data.instrument(item) for item in document.instruments],
    }


def _date(document: Document) -> tuple[int, int, int]:
    """Return the day on which the treaty was done. A file that is archived must have a date; where
    the draft has none it is that of the Unix epoch, never today's."""
    day = document.meaning.done_on.get(document.instruments[0].anchor, _UNDATED)
    return day.year, day.month, day.day


def _style(document: Document) -> dict[str, Any]:
    """Return the measures of the page, which are a template's, and the fonts."""
    lang = document.lang
    fonts = _FONTS.get(lang, _OTHERS)
    return {
        **_measures(filled(_MEASURES, lang=lang)),
        "fonts": fonts,
        "headings": _HEADINGS.get(lang, fonts),
        "slanted": "normal" if lang in _UPRIGHT else "italic",
        "hyphenated": lang in _HYPHENATED,
        "weight": "regular" if lang == "zh" else "bold",
    }


def _measures(text: str) -> dict[str, Any]:
    """Return the measures that a template gives. Raises StyleError for any that the page has not,
    lacks, or cannot be set with."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StyleError(f"{_MEASURES}: what it makes is not JSON: {error}") from None
    if not isinstance(found, dict) or set(found) != {"paper", *_BOUNDS}:
        names = ", ".join(("paper", *_BOUNDS))
        raise StyleError(f"{_MEASURES}: the measures of a page are {names}; no others, and all")
    if found["paper"] not in _PAPERS:
        raise StyleError(f"{_MEASURES}: the paper is one of {', '.join(_PAPERS)}")
    for name, most in _BOUNDS.items():
        value = found[name]
        if type(value) not in (int, float) or not 0 < value <= most:
            raise StyleError(f"{_MEASURES}: “{name}” is a number above 0, up to {most}")
    return found


def _anchors(document: Document) -> Iterable[str]:
    for item in document.instruments:
        yield item.anchor
        for part in (*walk(item.body), *item.annexes):
            yield part.anchor
            if isinstance(part, Division):
                yield from (paragraph.anchor for paragraph in part.paragraphs)


class _Data:
    """The nodes of the tree as what JSON knows; links lead to ``known`` anchors only."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known

    def instrument(self, item: Instrument) -> dict[str, Any]:
        preamble = item.preamble
        return {
            "anchor": item.anchor,
            "title": shown(item.title),
            "version": shown(item.version),
            "done": shown(item.done),
            "authentic": shown(item.authentic),
            "preamble": preamble
            and {
                "parties": self.runs(preamble.parties),
                "recitals": [
                    {"opening": shown(recital.opening), "runs": self.runs(recital.runs)}
                    for recital in preamble.recitals
                ],
                "agreed": self.runs(preamble.agreed),
            },
            "body": self.body(item.body),
            "annexes": self.body(item.annexes),
            "closing": [self.runs(runs) for runs in item.closing],
            "signatures": [shown(line) for line in item.signatures],
        }

    def body(self, items: Sequence[Part | Division]) -> list[dict[str, Any]]:
        return [self.member(item) for item in items]

    def member(self, item: Part | Division) -> dict[str, Any]:
        head = {"anchor": item.anchor, "name": shown(item.name), "heading": shown(item.heading)}
        match item:
            case Part():
                return {**head, "depth": item.depth, "body": self.body(item.body)}
            case Division():
                return {**head, "paragraphs": [self.paragraph(part) for part in item.paragraphs]}
            case _:
                assert_never(item)

    def paragraph(self, item: Paragraph) -> dict[str, Any]:
        return {
            "anchor": item.anchor,
            "label": shown(item.label) if item.number else "",
            "passages": [self.passage(passage) for passage in item.passages],
            "notes": [self.note(note) for note in item.notes],
        }

    def passage(self, item: Passage) -> dict[str, Any]:
        return {"runs": self.runs(item.runs), "points": [self.point(p) for p in item.points]}

    def point(self, item: Point) -> dict[str, Any]:
        return {
            "label": shown(item.label),
            "runs": self.runs(item.runs),
            "points": [self.point(point) for point in item.points],
        }

    def note(self, item: Note) -> dict[str, Any]:
        return {"label": item.label, "runs": self.runs(item.runs)}

    def runs(self, runs: Runs) -> list[Any]:
        found: list[Any] = []
        for run in bound(runs):
            if isinstance(run, Link) and run.target in self.known:
                found.append({"target": run.target, "words": shown(run.words)})
            else:
                found.append(shown(run.words if isinstance(run, Link) else run))
        return found
