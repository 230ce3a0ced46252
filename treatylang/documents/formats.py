"""The formats that a document can be written in, and what a reader may ask of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module that writes it (``write(document, layout)``) and the endings of its
    files. ``extra`` is the optional part of the installation that it needs."""

    name: str
    module: str
    endings: tuple[str, ...]
    binary: bool = False
    numbers_lines: bool = False
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What may be chosen about the look of a document, whatever it says."""

    line_numbers: bool = False
    appendix: str = ""
    """HTML that follows the text on a page, and is no part of it: figures of votes."""


PLAIN = Layout()
FORMATS = {
    item.name: item
    for item in (
        Format("markdown", "treatylang.documents.markdown", (".md", ".markdown")),
        Format("html", "treatylang.documents.html", (".html", ".htm")),
        Format(
            "pdf",
            "treatylang.documents.pdf",
            (".pdf",),
            binary=True,
            numbers_lines=True,
            extra="pdf",
        ),
        Format("akn", "treatylang.documents.akn", (".akn", ".xml")),
        Format("text", "treatylang.documents.text", (".txt", ".text"), numbers_lines=True),
        Format(
            "docx",
            "treatylang.documents.word",
            (".docx",),
            binary=True,
            numbers_lines=True,
            extra="docx",
        ),
    )
}


class Unavailable(Exception):
    """A format that needs a library or a font which is not installed; says what to install."""


def format_of(name: str) -> str:
    """Return the format that a file's ending stands for.

    Raises ValueError for an ending that stands for none.
    """
    ending = PurePath(name).suffix.lower()
    for item in FORMATS.values():
        if ending in item.endings:
            return item.name
    known = ", ".join(ending for item in FORMATS.values() for ending in item.endings)
    raise ValueError(f"no format has the ending “{ending}”; known are {known}")
