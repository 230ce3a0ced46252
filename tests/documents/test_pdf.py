"""PDF: tagged, with its fonts, its language and all words of the text, and none of them read as
Typst."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from treatylang.documents import render
from treatylang.documents.formats import Layout, Unavailable
from treatylang.documents.pdf import write
from treatylang.documents.tree import (
    Division,
    Document,
    Instrument,
    Note,
    Paragraph,
    Part,
    Passage,
    Point,
    Preamble,
    Recital,
)
from treatylang.model.load import load
from treatylang.prose.marks import Link

DRAFTS = Path(__file__).parent.parent.parent / "drafts"
ACCORD = DRAFTS / "ai-accord" / "corrected-reading.treaty"


def read(made: object) -> PdfReader:
    assert isinstance(made, bytes)
    return PdfReader(io.BytesIO(made))


def solid(text: str) -> str:
    """Return a text without the blanks and the hyphens that the end of a line takes or adds."""
    return "".join(text.replace("_", "").replace("\xad", "").split())


def body(page: Any) -> str:
    """Return what stands on a page between its running title and its number."""
    return "\n".join(page.extract_text().strip().splitlines()[1:-1])


def fonts(reader: PdfReader) -> Iterator[tuple[str, bool]]:
    """Yield the name of each font, and whether it is in the file."""
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            (real,) = font.get_object()["/DescendantFonts"]
            found = real.get_object()["/FontDescriptor"].get_object()
            inside = bool({"/FontFile2", "/FontFile3"} & set(found))
            yield font.get_object()["/BaseFont"].partition("+")[2], inside


def tags(node: Any) -> Iterator[str]:
    """Yield the roles of the structure elements from this one down."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tags(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"].removeprefix("/")
        if "/K" in node:
            yield from tags(node["/K"])


def written(text: str, lang: str = "en", points: tuple[str, ...] = (), title: str = "") -> Document:
    """Return a short document that has this text wherever text can stand."""
    said = (text,)
    note = Note("n1", "1", "reason", said)
    listed = tuple(Point(f"({'abc'[at]})", (item,)) for at, item in enumerate(points))
    one = Paragraph("a.one", "1", "1.", (Passage(said, listed), Passage(said)), (note,))
    two = Paragraph("a.two", "2", "2.", (Passage((*said, Link("a.one", text or "x"))),))
    article = Division("a", "Article 1", text, (one, two))
    parts = (Part("p", "Part I", text, 1, (article,)),)
    preamble = Preamble(said, (Recital(text, said),), said)
    treaty = Instrument("t", title or text, text, text, text, preamble, parts, (), (said,), (text,))
    return Document(lang, "rtl" if lang == "ar" else "ltr", (treaty,), {"contents": "Contents"})


@pytest.mark.parametrize("lang", ["en", *load(ACCORD).lexicons])
def test_a_text_is_complete_in_every_language(lang: str) -> None:
    draft = load(ACCORD)
    reader = read(render(draft, to="pdf", lang=lang))
    root: Any = reader.trailer["/Root"]
    title, *_ = str(render(draft, to="html", lang=lang)).partition("<title>")[2].split("</title>")
    assert root["/Lang"].split("-")[0] == lang
    assert root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None and reader.metadata.title == title
    assert all(inside for _, inside in fonts(reader))
    claimed = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in claimed and "<pdfuaid:part>1<" in claimed
    if lang == "ar":  # readers put the letters of a line in different orders
        return
    front, _, *pages = reader.pages
    assert solid(front.extract_text()).startswith(solid(title))
    said = solid(str(render(draft, to="text", lang=lang)))
    assert said.endswith(solid("".join(map(body, pages))))
    assert len(said) - len(solid("".join(map(body, pages)))) < 200  # the title page


def test_the_structure_is_tagged_and_leads_through_the_text() -> None:
    reader = read(render(load(ACCORD), to="pdf"))
    root: Any = reader.trailer["/Root"]
    found = set(tags(root["/StructTreeRoot"]))
    assert {"Title", "H1", "L", "LI", "Lbl", "LBody", "TOC", "TOCI", "P", "Link"} <= found
    marks = [item.title for item in reader.outline if not isinstance(item, list)]
    assert marks[:3] == ["Use of terms", "Article 1 Definitions", "Article 2 Aim"]
    assert reader.get_destination_page_number(reader.outline[0]) == 2  # type: ignore[arg-type]
    listed = [item.get_object() for item in reader.pages[1]["/Annots"]]  # type: ignore[attr-defined]
    assert len(listed) >= len(marks) and all(item["/Subtype"] == "/Link" for item in listed)
    assert "Licensing of training runs" in reader.pages[1].extract_text()


def test_the_same_draft_gives_the_same_bytes(tmp_path: Path) -> None:
    first = render(load(ACCORD), to="pdf")
    assert render(load(ACCORD), to="pdf") == first
    command = [sys.executable, "-m", "treatylang", "render", str(ACCORD), "-o", "accord.pdf"]
    subprocess.run(command, check=True, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert (tmp_path / "accord.pdf").read_bytes() == first


def test_a_short_text_begins_under_its_title_and_has_footnotes() -> None:
    reader = read(write(written("Peace.", title="Pact")))
    assert len(reader.pages) == 1
    said = solid(reader.pages[0].extract_text())
    assert said.startswith("PactPeace.Peace.Peace.") and said.endswith("1Peace.1")
    assert "Note" in set(tags(reader.trailer["/Root"]["/StructTreeRoot"]))  # type: ignore[index]


def test_a_treaty_as_it_stands_gets_no_words_of_ours(tmp_path: Path) -> None:
    (tmp_path / "t.treaty").write_text(
        'treaty pact "Pact" as it stands, version "9".\nrecital "We". recital "agree".\n'
        + "".join(f'article {n} a{n} "Head {n}".\n  p: text "Text {n}.".\n' for n in range(1, 12))
        + 'closing "Done".\n',
        encoding="utf-8",
    )
    draft = load(tmp_path / "t.treaty")
    reader = read(render(draft, to="pdf"))
    first, second = reader.pages
    said = first.extract_text().strip().removesuffix("1") + body(second)
    assert solid(said) == solid(str(render(draft, to="text")))


def test_lines_are_numbered_through() -> None:
    plain = read(write(written("Peace.", title="Pact")))
    numbered = read(write(written("Peace.", title="Pact"), Layout(line_numbers=True)))
    before, after = (item.pages[0].extract_text().split() for item in (plain, numbered))
    for word in before:
        after.remove(word)
    assert sorted(map(int, after)) == list(range(1, len(after) + 1)) and len(after) > 8


NASTY = st.lists(
    st.sampled_from(
        r"""# $ \ * _ ` @ < > [ ] { } ( ) // /* */ " ' = - + ~ ; : --- ... -> #panic() #(1/0)
        #read("/etc/passwd") #import"@preview/x:1.0.0" #eval("1") #{while#true{}} \u{41} $x$ <a.one>
        @a.one https://a.example %s {{x}} ${x} &amp; <b> \n a é ж Ω 第 ة 10²⁶""".split()
    ),
    min_size=1,
    max_size=6,
).map("".join)


@given(text=NASTY, points=st.lists(NASTY, max_size=2).map(tuple))
@settings(max_examples=30, deadline=None)
def test_text_of_a_draft_is_never_read_as_typst(text: str, points: tuple[str, ...]) -> None:
    reader = read(write(written(text, points=points)))
    assert reader.metadata is not None and reader.metadata.title == text
    if "ة" not in "".join((text, *points)):
        said = "".join(solid(page.extract_text()) for page in reader.pages)
        assert said.count(solid(text)) >= 12
        assert all(solid(point) in said for point in points)
    uris = [item.get_object() for item in reader.pages[0].get("/Annots", [])]
    assert all("/URI" not in item.get("/A", {}) for item in uris)


def test_arabic_runs_from_right_to_left_in_a_font_of_its_own() -> None:
    reader = read(write(written("المادة 1", lang="ar")))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"].startswith("ar") and root["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert {name.partition("-")[0] for name, _ in fonts(reader)} == {"Amiri"}
    assert set("المادة") <= set(reader.pages[0].extract_text())


def test_a_character_that_no_font_has_is_named() -> None:
    with pytest.raises(ValueError, match=r"the character “ᠮ” \(U\+182E\); write it in another way"):
        write(written("ᠮ"))


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Unavailable, match=r"pip install 'treatylang\[pdf\]'"):
        write(written("x"))


def test_a_draft_without_a_treaty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.treaty").write_text('class Party "Party".\n', encoding="utf-8")
    with pytest.raises(ValueError, match="the draft names no treaty; begin it with"):
        render(load(tmp_path / "t.treaty"), to="pdf")
