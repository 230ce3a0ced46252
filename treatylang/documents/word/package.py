"""The package around the text: styles, settings, footer, footnotes; and its bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
from docx.document import Document as Package
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from treatylang.documents.word.elements import (
    Element,
    Speech,
    clean,
    el,
    field,
    paragraph,
    tab,
    texts,
)
from treatylang.documents.word.numbering import Lists
from treatylang.documents.word.styles import FOOTER, NOTE, styles

_KEPT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
}
"""What stays of the template that python-docx begins with; its theme and thumbnail do not."""
_LONGEST_TITLE = 255
_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip archive can say; no file is stamped with the day that it is made on."""


def blank(title: str, speech: Speech, roles: Sequence[str]) -> Package:
    """Return a document without text, with the styles of a treaty."""
    made = docx.Document()
    for relations in (made.part.package.rels, made.part.rels):
        for key in [key for key, item in relations.items() if item.reltype not in _KEPT]:
            del relations[key]
    body = made.element.body
    for child in list(body):
        body.remove(child)
    _refill(made.styles.element, styles(speech, roles))
    _refill(made.settings.element, _settings(speech))
    properties = made.core_properties
    _refill(properties._element, [])
    properties.title = clean(title)[:_LONGEST_TITLE]
    properties.language = speech.tag
    return made


def _refill(part: Element, children: Sequence[Element]) -> None:
    for child in list(part):
        part.remove(child)
    part.extend(children)


def _settings(speech: Speech) -> list[Element]:
    """Return settings: those of Word 2013 and later, so that it opens in no compatibility mode."""
    mode = el(
        "w:compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val="15",
    )
    return [
        el("w:defaultTabStop", val=str(speech.step)),
        *([el("w:autoHyphenation")] if speech.hyphenated else []),
        el("w:compat", mode),
        el("w:themeFontLang", **speech.attributes()),
    ]


def finish(
    made: Package,
    speech: Speech,
    content: Sequence[Element],
    *,
    lists: Lists | None = None,
    notes: Sequence[Sequence[Element]] = (),
    legend: str = "",
    cover: bool = False,
    numbered_lines: bool = False,
) -> bytes:
    """Return the file with this content.

    ``notes`` are the runs of footnotes 1, 2 ...; ``legend`` stands in the footer, beside the page;
    ``cover`` keeps it off the first page.
    """
    _refill(made.part.numbering_part.element, [])
    if lists:
        lists.fill(made.part.numbering_part.element, speech.step)
    body = made.element.body
    body.extend(content)
    body.append(el("w:sectPr"))
    footer = made.sections[0].footer
    footer.is_linked_to_previous = False
    counted = Speech("en", rtl=False)
    pages = [*field("PAGE", texts("1", counted)), *texts("/", counted)]
    pages += field("NUMPAGES", texts("1", counted))
    parts, side = [texts(legend, speech), [tab()], pages], []
    if speech.rtl:  # a paragraph from the left keeps "2/14" in order beside fields
        parts, side = parts[::-1], [el("w:bidi", val="0")]
    line = paragraph(FOOTER, [run for part in parts for run in part], *side)
    _refill(footer._element, [line])
    _refill(body.sectPr, [*body.sectPr, *_page(speech, cover, numbered_lines)])
    if notes:
        blob = serialize_part_xml(_footnotes(notes))
        where = PackURI("/word/footnotes.xml")
        part = Part(where, CONTENT_TYPE.WML_FOOTNOTES, blob, made.part.package)
        made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        separators = [el("w:footnote", id=key) for key in ("-1", "0")]
        made.settings.element.insert(1, el("w:footnotePr", *separators))
    return _bytes(made)


def _page(speech: Speech, cover: bool, numbered_lines: bool) -> list[Element]:
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "1440")
    page = [
        el("w:pgSz", w="11906", h="16838"),
        el("w:pgMar", **margin, header="709", footer="709", gutter="0"),
    ]
    if numbered_lines:
        page.append(el("w:lnNumType", countBy="1", restart="continuous"))
    if cover:
        page.append(el("w:titlePg"))
    if speech.rtl:
        page.append(el("w:bidi"))
    return page


def _footnotes(notes: Sequence[Sequence[Element]]) -> Element:
    part = el("w:footnotes")
    for at, kind in enumerate(("separator", "continuationSeparator"), start=-1):
        inside = el("w:p", el("w:r", el(f"w:{kind}")))
        part.append(el("w:footnote", inside, type=kind, id=str(at)))
    for at, runs in enumerate(notes, start=1):
        part.append(el("w:footnote", paragraph(NOTE, list(runs)), id=str(at)))
    return part


def _bytes(made: Package) -> bytes:
    """Return the bytes of the file, with nothing in them that the text does not decide."""
    written, dated = io.BytesIO(), io.BytesIO()
    made.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(dated, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return dated.getvalue()
