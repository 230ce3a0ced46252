"""DOCX: read again by python-docx, a document has the text and the structure of its tree.

``Reader`` counts lists and follows bookmarks by itself, so that it is a judge of the writer.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from treatylang.documents import render, word
from treatylang.documents.build import build
from treatylang.documents.flow import Block, Kind, flow
from treatylang.documents.formats import Layout, Unavailable
from treatylang.documents.tree import (
    Division,
    Document,
    Instrument,
    Note,
    Paragraph,
    Part,
    Passage,
    Point,
)
from treatylang.documents.word.writer import number_of
from treatylang.model.load import load
from treatylang.prose.marks import Link, Run
from treatylang.prose.marks import words as said

HERE = Path(__file__).parent
DRAFTS = Path(__file__).parents[2] / "drafts"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Reader:
    """A DOCX file as it is seen: numbers of lists in front of their paragraphs."""

    def __init__(self, content: bytes | str) -> None:
        assert isinstance(content, bytes)
        self.content = content
        self.file = docx.Document(io.BytesIO(content))
        self.body = self.file.element.body
        self._counts: dict[str, int] = {}
        self.lines: list[tuple[str, str]] = []
        self.numbers: dict[str, str] = {}
        for item in self.file.paragraphs:
            label = self._label(item._p)
            for mark in item._p.iter(qn("w:bookmarkStart")):
                self.numbers[mark.get(qn("w:name"))] = label
            text = item.text.replace("\n", " ")
            self.lines.append((item.style.name, f"{label}\t{text}" if label else text))

    def _label(self, element: object) -> str:
        found = element.xpath("./w:pPr/w:numPr/w:numId/@w:val")  # type: ignore[attr-defined]
        if not found:
            return ""
        part = self.file.part.numbering_part.element
        (num,) = part.xpath(f"./w:num[@w:numId='{found[0]}']")
        (kind,) = num.xpath("./w:abstractNumId/@w:val")
        (start,) = num.xpath(".//w:startOverride/@w:val")
        (level,) = part.xpath(f"./w:abstractNum[@w:abstractNumId='{kind}']/w:lvl")
        at = self._counts.get(found[0], int(start) - 1) + 1
        self._counts[found[0]] = at
        style, text = (level.find(qn(tag)).get(qn("w:val")) for tag in ("w:numFmt", "w:lvlText"))
        roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
        counted = {"decimal": str(at), "lowerLetter": chr(96 + at), "lowerRoman": roman[at - 1]}
        return str(text).replace("%1", counted[style])

    @property
    def text(self) -> list[tuple[str, str]]:
        """Styles and lines of the text itself, without its title page."""
        heads = [at for at, (style, _) in enumerate(self.lines) if style == "TOC Heading"]
        lines = self.lines[heads[0] :] if heads else self.lines
        return [line for line in lines if not line[0].lower().startswith(("toc", "signature line"))]

    def fields(self) -> list[tuple[str, str]]:
        """Codes and results of the fields of the text."""
        found = []
        for item in self.body.iter(qn("w:p")):
            code = result = ""
            inside = ""
            for run in item.iter(qn("w:r")):
                for node in run:
                    kind = node.get(qn("w:fldCharType"))
                    inside = kind or inside
                    if kind == "end":
                        found.append((code.strip(), result))
                        code = result = ""
                    elif node.tag == qn("w:instrText"):
                        code += node.text
                    elif node.tag == qn("w:t") and inside == "separate":
                        result += node.text
        return found

    def marked(self, name: str) -> str:
        """The text within a bookmark."""
        (start,) = self.body.xpath(f".//w:bookmarkStart[@w:name='{name}']")
        text, node = "", start
        while True:
            node = node.getnext()
            if node.tag == qn("w:bookmarkEnd") and node.get(qn("w:id")) == start.get(qn("w:id")):
                return text
            text += "".join(item.text for item in node.iter(qn("w:t")))


def lines(document: Document) -> list[str]:
    """What a document says, block by block, by the road of the plain text."""
    left_out = (Kind.NOTE, Kind.VERSION)
    return [line(block) for block in flow(document) if block.kind not in left_out]


def line(block: Block) -> str:
    between = " " if block.kind in (Kind.PART, Kind.HEADING) and block.runs else "\t"
    text = said(block.runs)
    between = between if text else ""
    return f"{block.label}{between}{text}" if block.label else text


def tree(*runs: Run, **changes: object) -> Document:
    """A document of one paragraph."""
    values: dict[str, object] = {"lang": "en", "direction": "ltr", "points": (), "notes": ()}
    values |= changes
    passage = Passage(runs, values["points"])  # type: ignore[arg-type]
    one = Paragraph("a.one", "1", "1.", (passage,), values["notes"])  # type: ignore[arg-type]
    article = Division("a", "Article 1", "Aims", (one,))
    treaty = Instrument("t", "Treaty", "", "", "", None, (article,), (), (), ())
    lang, direction = str(values["lang"]), str(values["direction"])
    return Document(lang, direction, (treaty,), {"contents": "Contents"})


@pytest.mark.parametrize(
    ("file", "lang"),
    [
        (HERE / "accord.treaty", "en"),
        (HERE / "council.treaty", "en"),
        (DRAFTS / "ai-accord/corrected-reading.treaty", "en"),
        (DRAFTS / "ai-accord/corrected-reading.treaty", "fr"),
        (DRAFTS / "ai-accord/corrected-reading.treaty", "zh"),
        (DRAFTS / "ai-accord/corrected-reading.treaty", "ar"),
        (DRAFTS / "ai-convention/convention.treaty", "en"),
        (DRAFTS / "un-charter/charter.treaty", "en"),
        (DRAFTS / "federations/us-constitution.treaty", "en"),
    ],
)
def test_read_again_it_has_the_text_of_the_tree(file: Path, lang: str) -> None:
    document = build(load(file), lang)
    found = Reader(word.write(document))
    told = lines(document)
    start = next(at for at, (_, text) in enumerate(found.text) if text == told[0])
    own = [text for style, text in found.text[start:] if style != "Subtitle"]
    assert own == told
    headings = [text for style, text in found.text if style.startswith("Heading")]
    several = len(document.instruments) > 1
    assert headings == [
        line(block)
        for block in flow(document)
        if block.kind in (Kind.PART, Kind.HEADING) or (several and block.kind is Kind.TITLE)
    ]
    _is_sound(found)
    assert found.content == word.write(document)


def _is_sound(found: Reader) -> None:
    """Names are unique, and every reference finds what it shows."""
    names = [item.get(qn("w:name")) for item in found.body.iter(qn("w:bookmarkStart"))]
    ids = [item.get(qn("w:id")) for item in found.body.iter(qn("w:bookmarkStart"))]
    ends = [item.get(qn("w:id")) for item in found.body.iter(qn("w:bookmarkEnd"))]
    assert len({name.lower() for name in names}) == len(names)
    assert sorted(ids) == sorted(ends) and len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[^\W\d]\w{0,39}", name) for name in names)
    assert {item.get(qn("w:anchor")) for item in found.body.iter(qn("w:hyperlink"))} <= set(names)
    for code, result in found.fields():
        if code.startswith("REF"):
            _, name, *switches = code.split()
            listed = "\\n" in switches
            assert result == (found.numbers[name].rstrip(".") if listed else found.marked(name))
    for tag, order in ORDERS.items():
        for item in (*found.body.iter(qn(tag)), *found.file.styles.element.iter(qn(tag))):
            places = [order.index(child.tag.removeprefix(W)) for child in item]
            assert places == sorted(set(places)), [child.tag for child in item]


ORDERS = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore numPr suppressLineNumbers tabs "
    "suppressAutoHyphens bidi spacing ind jc outlineLvl rPr".split(),
    "w:rPr": "rStyle rFonts b bCs i iCs sz szCs vertAlign rtl lang ins del moveFrom moveTo".split(),
    "w:sectPr": "footerReference pgSz pgMar lnNumType titlePg bidi".split(),
}
"""The order of children in ISO/IEC 29500-1, Annex A, without those that are never written."""


def test_references_are_fields_that_show_their_numbers() -> None:
    found = Reader(render(load(DRAFTS / "ai-accord/corrected-reading.treaty"), to="docx"))
    shown = [item for item in found.fields() if item[0].startswith("REF")]
    assert ("REF inspection_inspection \\n \\h", "1") in shown
    assert ("REF inspection_number \\h", "6") in shown
    assert found.body.xpath(".//w:instrText")[0].text == ' TOC \\o "1-1" \\h \\z \\u '
    chinese = Reader(word.write(build(load(DRAFTS / "ai-accord/corrected-reading.treaty"), "zh")))
    numerals = {item for item in chinese.fields() if item[0].startswith("REF inspection_")}
    assert numerals == {
        ("REF inspection_number \\h", "第六条"),
        ("REF inspection_inspection_number \\h", "一"),
        ("REF inspection_relief_number \\h", "二"),
    }
    (paragraph,) = [p for p in found.file.paragraphs if p.text.startswith("Articles 4 to 8")]
    assert paragraph.style.name == "Numbered Paragraph"


def test_numbers_that_no_list_counts_are_text() -> None:
    def article(*labels: str) -> Document:
        paragraphs = tuple(
            Paragraph(f"a.{at}", label.rstrip("."), label, (Passage((Link(f"a.{at}", label),)),))
            for at, label in enumerate(labels)
        )
        division = Division("a", "Article 4 bis", "Aims", paragraphs)
        treaty = Instrument("t", "Treaty", "", "", "", None, (division,), (), (), ())
        return Document("en", "ltr", (treaty,), {})

    def listed(found: Reader) -> int:
        return len(found.body.xpath(".//w:numPr"))

    for labels, count in (
        (("2.", "3.", "4."), 3),
        (("1.", "3."), 0),
        (("1.", "1 bis.", "2."), 0),
        (("第一款",), 0),
    ):
        document = article(*labels)
        found = Reader(word.write(document))
        assert listed(found) == count
        assert [text for _, text in found.text] == lines(document)
        _is_sound(found)
    assert found.marked("a_number") == "4 bis"


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Article 4 bis", "4 bis"),
        ("Part II bis", "II bis"),
        ("Annex", "Annex"),
        ("Annexe IV", "IV"),
        ("Article premier", "premier"),
        ("第四条", "第四条"),
        ("المادة 4", "4"),
        ("", ""),
    ],
)
def test_the_number_of_a_name(name: str, number: str) -> None:
    assert number_of(name) == number


def test_an_article_may_have_the_name_of_its_treaty() -> None:
    first = Division("t", "Article 1", "Aims", (Paragraph("t.a", "", "", (Passage(("Text.",)),)),))
    second = Division("u", "Article 2", "More", (Paragraph("u.a", "", "", (Passage(("Text.",)),)),))
    one = Instrument("t", "First", "", "", "", None, (first,), (), (), ())
    two = Instrument("u", "Second", "", "", "", None, (second,), (), (), ())
    found = Reader(word.write(Document("en", "ltr", (one, two), {"contents": "Contents"})))
    _is_sound(found)
    assert found.marked("t_number") == "1" and found.marked("u_title") == "Second"


def test_points_within_points_and_beyond_the_alphabet() -> None:
    inner = (Point("(i)", ("one",)), Point("(ii)", ("two",)))
    few = (Point("(h)", ("h",), inner), Point("(i)", ("i",)), Point("(j)", ("j",)))
    many = tuple(Point(f"({name})", (name,)) for name in ("y", "z", "aa"))
    for points, counted in ((few, 6), (many, 1)):
        document = tree("All:", points=points)
        found = Reader(word.write(document))
        assert [text for _, text in found.text] == lines(document)
        assert len(found.body.xpath(".//w:numPr")) == counted


def test_notes_are_footnotes() -> None:
    def notes(*labels: str) -> Document:
        made = tuple(Note(f"n{label}", label, "reason", (f"because {label}",)) for label in labels)
        return tree("Text.", notes=made)

    for document, custom in ((notes("1", "2"), 0), (notes("7"), 1)):
        content = word.write(document)
        found = Reader(content)
        assert len(found.body.xpath(".//w:footnoteReference")) == len(document.instruments[0].notes)
        assert len(found.body.xpath(".//w:footnoteReference[@w:customMarkFollows]")) == custom
        part = zipfile.ZipFile(io.BytesIO(content)).read("word/footnotes.xml").decode()
        for note in document.instruments[0].notes:
            assert said(note.runs) in part
    assert "footnotes" not in " ".join(
        zipfile.ZipFile(io.BytesIO(word.write(tree("x")))).namelist()
    )


def test_parts_are_headings_above_articles() -> None:
    one = Division("a", "Article 1", "Aims", (Paragraph("a.one", "", "", (Passage(("Text.",)),)),))
    section = Part("s", "Section 1", "Small", 2, (one,))
    whole = Part("p", "Part I", "Great", 1, (section,))
    annex = Division("x", "Annex", "List", (Paragraph("x.one", "", "", (Passage(("Item.",)),)),))
    treaty = Instrument("t", "Treaty", "", "", "", None, (whole,), (annex,), (), ())
    found = Reader(word.write(Document("en", "ltr", (treaty,), {})))
    assert [line for line in found.text if line[0].startswith("Heading")] == [
        ("Heading 1", "Part I Great"),
        ("Heading 2", "Section 1 Small"),
        ("Heading 3", "Article 1 Aims"),
        ("Heading 1", "Annex List"),
    ]


def test_arabic_runs_from_the_right_and_chinese_has_its_fonts() -> None:
    found = Reader(
        word.write(
            tree("يلتزم كل طرف بأحكام United Nations Charter هذا", lang="ar", direction="rtl")
        )
    )
    (line,) = [p for p in found.file.paragraphs if "Charter" in p.text]
    sides = [(run.text, bool(run._r.xpath("./w:rPr/w:rtl"))) for run in line.runs]
    assert ("United Nations Charter", False) in sides and (" هذا", True) in sides
    styles = found.file.styles.element
    assert styles.xpath("./w:style[@w:styleId='Normal']/w:pPr/w:bidi")
    assert found.body.xpath("./w:sectPr/w:bidi")
    assert styles.xpath("./w:docDefaults//w:lang/@w:bidi") == ["ar-SA"]
    mixed = Reader(word.write(tree("The word سلام means peace.")))
    assert [bool(run._r.xpath("./w:rPr/w:rtl")) for run in mixed.file.paragraphs[-1].runs] == [
        False,
        True,
        False,
    ]
    chinese = Reader(word.write(tree("各缔约方应当", lang="zh")))
    assert chinese.body.xpath(".//w:r/w:rPr/w:lang/@w:eastAsia")[0] == "zh-CN"
    assert "SimSun" in chinese.file.styles.element.xpath(".//w:rFonts/@w:eastAsia")
    assert not chinese.body.xpath(".//w:bidi")


def test_text_of_a_draft_never_becomes_markup() -> None:
    hostile = "<w:p/> & ]]> {TOC} \x0c\x00\u202e HYPERLINK"
    found = Reader(word.write(tree(hostile, points=(Point("(a)", (hostile,)),))))
    shown = "<w:p/> & ]]> {TOC}  \ufffd HYPERLINK"
    assert [text for _, text in found.text][-2:] == [f"1.\t{shown}", f"(a)\t{shown}"]
    assert not found.body.xpath(".//w:instrText")


def test_nothing_in_it_tells_the_day_or_the_program() -> None:
    content = word.write(tree("Text."))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {item.date_time for item in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
        assert not re.search(r"20\d\d-|python|created|modified", core)
        assert "<dc:title>Treaty</dc:title>" in core
        assert not [name for name in file.namelist() if "thumbnail" in name or "theme" in name]


def test_lines_are_numbered_on_request() -> None:
    plain, numbered = (
        Reader(word.write(tree("Text."), Layout(line_numbers=on))) for on in (False, True)
    )
    assert not plain.body.xpath("./w:sectPr/w:lnNumType")
    assert numbered.body.xpath("./w:sectPr/w:lnNumType/@w:restart") == ["continuous"]


def test_without_its_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "find_spec", lambda name: None)
    with pytest.raises(Unavailable, match=re.escape("pip install 'treatylang[docx]'")):
        word.write(tree("Text."))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_follows_the_references(tmp_path: Path) -> None:
    """It works numbers out anew: a reference that found no target would say so."""
    draft = load(DRAFTS / "ai-accord/corrected-reading.treaty")
    (tmp_path / "accord.docx").write_bytes(word.write(build(draft)))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "txt:Text", "accord.docx"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=240,
    )
    text = " ".join((tmp_path / "accord.txt").read_text(encoding="utf-8-sig").split())
    assert "Error" not in text
    assert "Articles 4 to 8 are interpreted" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "in accordance with paragraph 1 of Article 6." in text.replace("\N{NO-BREAK SPACE}", " ")
