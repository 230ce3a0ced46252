"""The elements of WordprocessingML that python-docx has no words for: fields, bookmarks, runs of
text in either direction.

Nothing of a draft's text becomes markup: text enters as text nodes only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from treatylang.syntax.hidden import shown

Element = BaseOxmlElement
_TAGS = {
    "en": "en-GB",
    "fr": "fr-FR",
    "es": "es-ES",
    "ru": "ru-RU",
    "zh": "zh-CN",
    "ar": "ar-SA",
}
"""The regional variants that spelling is checked by; the United Nations write British English."""
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_LEFT = "A-Za-z\u00aa-\u02b8\u0370-\u058f\u1e00-\u1fff"
_IN_LEFT = re.compile(f"[{_RIGHT}]+(?:[ \\u00a0]+[{_RIGHT}]+)*")
_IN_RIGHT = re.compile(f"[{_LEFT}]+(?:[ \\u00a0'’.-]+[{_LEFT}]+)*")


@dataclass(frozen=True, slots=True)
class Speech:
    """The language that runs of text are tagged with, and its direction."""

    lang: str
    rtl: bool

    @property
    def tag(self) -> str:
        """Return the tag of BCP 47: "fr-FR"."""
        return _TAGS.get(self.lang, self.lang)

    @property
    def step(self) -> int:
        """Return how far a number hangs, and each level of points is indented, in twentieths of a
        point: a centimetre, or what “（十）” takes."""
        return 794 if self.lang == "zh" else 567

    @property
    def slants(self) -> bool:
        """Tell whether its script has italics."""
        return not self.rtl and self.lang != "zh"

    @property
    def hyphenated(self) -> bool:
        """Tell whether its words are too long to fill lines with."""
        return self.lang == "ru"

    def attributes(self) -> dict[str, str]:
        """Return the languages by kind of script, as ``w:lang`` has them."""
        if self.rtl:
            return {"val": "en-GB", "bidi": self.tag}
        if self.lang == "zh":
            return {"val": "en-GB", "eastAsia": self.tag}
        return {"val": self.tag}


def el(tag: str, *children: Element, **attributes: str) -> Element:
    """Return an element, "w:p"; attributes are of its own namespace."""
    made = cast(Element, OxmlElement(tag))
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), value)
    made.extend(children)
    return made


def clean(text: str) -> str:
    """Return text as XML can have it: no hidden characters, white space as blanks."""
    return re.sub(r"[\t\n\r\f]", " ", shown(text))


def texts(text: str, speech: Speech, *properties: str, deleted: bool = False) -> list[Element]:
    """Return runs that have this text; ``properties`` are "i", "b" or "rStyle=Name"."""
    return [
        _run(part, speech, rtl, properties, "w:delText" if deleted else "w:t")
        for part, rtl in _directions(clean(text), speech.rtl)
        if part
    ]


def _run(
    text: str, speech: Speech, rtl: bool, properties: tuple[str, ...], tag: str = "w:t"
) -> Element:
    node = el(tag)
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return el("w:r", _properties(speech, rtl, properties), node)


def _properties(speech: Speech, rtl: bool, names: tuple[str, ...]) -> Element:
    """Return run properties, in the order that the schema has them."""
    made = el("w:rPr")
    for name in names:
        if name.startswith("rStyle="):
            made.append(el("w:rStyle", val=name.removeprefix("rStyle=")))
    for name in ("b", "i"):
        if name in names and (name == "b" or speech.slants):
            made.extend((el(f"w:{name}"), el(f"w:{name}Cs")))
    if rtl:
        made.append(el("w:rtl"))
    lang = speech.attributes() if rtl == speech.rtl else ({"bidi": "ar-SA"} if rtl else {})
    if lang:
        made.append(el("w:lang", **lang))
    return made


def _directions(text: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Cut a text where its direction changes, and tell whether each part runs from the right."""
    other = _IN_RIGHT if rtl else _IN_LEFT
    end = 0
    for match in other.finditer(text):
        yield text[end : match.start()], rtl
        yield match[0], not rtl
        end = match.end()
    yield text[end:], rtl


def tab(deleted: bool = False) -> Element:
    """Return a run that is a tabulator."""
    return el("w:r", el("w:tab"))


def line_break() -> Element:
    return el("w:r", el("w:br"))


def field(code: str, result: list[Element], dirty: bool = False) -> list[Element]:
    """Return the runs of a field with the result that it shows until it is next updated."""
    return [*field_begin(code, dirty), *result, field_end()]


def field_begin(code: str, dirty: bool = False) -> list[Element]:
    instruction = el("w:instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    stale = {"dirty": "true"} if dirty else {}
    return [
        el("w:r", el("w:fldChar", fldCharType="begin", **stale)),
        el("w:r", instruction),
        el("w:r", el("w:fldChar", fldCharType="separate")),
    ]


def field_end() -> Element:
    return el("w:r", el("w:fldChar", fldCharType="end"))


def paragraph(style: str, content: list[Element], *properties: Element) -> Element:
    """Return a paragraph; ``properties`` are in the order of the schema (CT_PPr)."""
    return el("w:p", el("w:pPr", el("w:pStyle", val=style), *properties), *content)


class Bookmarks:
    """Names and ids of bookmarks: each thing has one, named after its label in the draft."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._ids = 0

    def name(self, key: str) -> str:
        """Return the name of a key's bookmark: at most 40 letters, digits and low lines, which
        begin with a letter; programs count names without regard to case as one."""
        if key not in self._names:
            stem = re.sub(r"\W", "_", key)
            stem = stem if stem[:1].isalpha() else f"b_{stem}"
            name, at = stem[:40], 1
            while name.lower() in self._taken:
                at += 1
                name = f"{stem[:35]}_{at}"
            self._taken.add(name.lower())
            self._names[key] = name
        return self._names[key]

    def around(self, key: str, content: list[Element]) -> list[Element]:
        """Return the content with the key's bookmark around it."""
        self._ids += 1
        number = str(self._ids)
        return [
            el("w:bookmarkStart", id=number, name=self.name(key)),
            *content,
            el("w:bookmarkEnd", id=number),
        ]
