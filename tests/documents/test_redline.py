"""Redlines: what they say of two drafts, and that tracked changes hold both texts.

``settled`` accepts or rejects changes in the XML by the rules of ISO/IEC 29500-1, 17.13.5, and
shares nothing with the writer.
"""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from treatylang.documents.build import build
from treatylang.documents.flow import Kind, flow
from treatylang.documents.redline import compare, text, write
from treatylang.documents.redline.compare import ALIKE, Fate, Redline, redlined
from treatylang.documents.redline.summary import summary, told
from treatylang.documents.redline.words import after, before, compared, likeness
from treatylang.documents.text import columns
from treatylang.documents.tree import (
    Division,
    Document,
    Instrument,
    Paragraph,
    Passage,
    Point,
    Preamble,
    Recital,
)
from treatylang.model.load import load
from treatylang.prose.marks import words as said

HERE = Path(__file__).parent / "redline"
DRAFTS = Path(__file__).parents[2] / "drafts"
ACCORD = DRAFTS / "ai-accord"


def of_files(first: Path, second: Path, lang: str = "en") -> Redline:
    return compare(load(first), load(second), lang, ("A", "B"))


@pytest.fixture(scope="module")
def lake() -> Redline:
    return of_files(HERE / "first.treaty", HERE / "second.treaty")


def lines(document: Document) -> list[str]:
    """What a document says, as a redline prints it."""
    found = []
    for block in flow(document):
        text = said(block.runs)
        between = "\n" if block.kind in (Kind.PART, Kind.HEADING) else "\t"
        found.append(f"{block.label}{between if block.label and text else ''}{text}")
    return found


Settled = list[tuple[str, str]]


def settled(content: bytes | str, accept: bool) -> Settled:
    """Return the style and text of each paragraph when all changes are accepted, or rejected."""
    assert isinstance(content, bytes)
    dropped = ("w:del", "w:moveFrom") if accept else ("w:ins", "w:moveTo")
    body = docx.Document(io.BytesIO(content)).element.body
    found: list[tuple[str, str]] = []
    carried = ""
    for item in body.iter(qn("w:p")):
        text = carried
        for node in item:
            runs = [node] if node.tag == qn("w:r") else list(node.iter(qn("w:r")))
            if node.tag in map(qn, dropped) or node.tag == qn("w:pPr"):
                continue
            for run in runs:
                for leaf in run:
                    if leaf.tag in (qn("w:t"), qn("w:delText")):
                        text += leaf.text or ""
                    text += {qn("w:tab"): "\t", qn("w:br"): "\n"}.get(leaf.tag, "")
        shape = item.find(qn("w:pPr"))
        mark = shape.find(qn("w:rPr"))
        if mark is not None and any(child.tag in map(qn, dropped) for child in mark):
            carried = text
            continue
        changed = shape.find(qn("w:pPrChange"))
        if changed is not None and not accept:
            shape = changed.find(qn("w:pPr"))
        style = shape.find(qn("w:pStyle")).get(qn("w:val"))
        indent = shape.find(qn("w:ind"))
        left = "" if indent is None else indent.get(qn("w:left"))
        found.append((f"{style} {left}".strip(), text))
        carried = ""
    assert not carried
    return found if found and found[-1][1] else found[:-1]


def holds_both(first: Document, second: Document) -> tuple[Settled, Settled]:
    """Hold the tracked changes to both texts, and return them with their styles."""
    content = write(redlined(first, second, "A", "B"), "docx")
    accepted, rejected = settled(content, accept=True), settled(content, accept=False)
    assert [text for _, text in accepted] == lines(second)
    assert [text for _, text in rejected] == lines(first)
    return accepted, rejected


# --- what is said ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("to", "ending"), [("text", "txt"), ("markdown", "md")])
def test_two_drafts_differ_so(lake: Redline, to: str, ending: str) -> None:
    assert write(lake, to) == (HERE / f"changes.{ending}").read_text(encoding="utf-8")


def test_what_moved_was_renumbered_or_is_new_is_told_apart(lake: Redline) -> None:
    assert dict(summary(lake)) == {
        "changed": ("Title", "Preamble", "Article 2", "Article 2(2)", "Article 3(2)", "Article 4"),
        "inserted": ("Preamble", "Article 1", "Signatures"),
        "deleted": ("former Article 2(2)", "former Article 3(2)", "Signatures"),
        "moved": ("Article 1(1) to Article 2(2)", "Article 1(3) to Article 3(2)"),
        "renumbered": (
            "Article 1 to Article 2",
            "Article 1(2) to Article 2(1)",
            "Article 2 to Article 3",
            "Article 3 to Article 4",
        ),
    }
    away = [row for row in lake.rows if row.fate is Fate.AWAY]
    here = [row for row in lake.rows if row.fate is Fate.HERE]
    assert sorted(row.pair for row in away) == sorted(row.pair for row in here) == [1, 2]
    assert told(away[1]) == "moved to Article 3(2)"


def test_a_draft_is_the_same_as_itself() -> None:
    found = of_files(ACCORD / "corrected-reading.treaty", ACCORD / "corrected-reading.treaty")
    assert found.same and not summary(found)
    assert "The texts are the same." in write(found, "html")
    content = write(found, "docx")
    assert settled(content, accept=True) == settled(content, accept=False)
    body = docx.Document(io.BytesIO(content)).element.body  # type: ignore[arg-type]
    assert not body.xpath(".//w:ins | .//w:del | .//w:moveFrom | .//w:moveTo | .//w:pPrChange")


def test_a_clause_of_another_label_is_found_by_its_likeness() -> None:
    assert likeness("The Party shall report.", "The Party shall report.") == 1
    assert likeness("Each Party shall report within 30 days.", "Fish are few.", ALIKE) == 0
    close = likeness("Each Party shall report at once.", "Each Party shall report in time.")
    assert ALIKE < close < 1
    found = redlined(
        document(("a", "one", "Each Party shall report at once to the Commission.")),
        document(("a", "two", "Each Party shall report in time to the Commission.")),
        "A",
        "B",
    )
    assert dict(summary(found)) == {"changed": ("Article 1(1)",)}
    found = redlined(
        document(("a", "one", "Each Party shall report at once.")),
        document(("a", "two", "Nobody may fish in the lake.")),
        "A",
        "B",
    )
    assert dict(summary(found)) == {
        "inserted": ("Article 1(1)",),
        "deleted": ("former Article 1(1)",),
    }


def test_a_clause_of_a_deleted_article_has_moved() -> None:
    def articles(*names: str) -> Document:
        made = tuple(
            Division(name[0], f"Article {at}", name, tuple(
                Paragraph(label, "", "", (Passage((f"Text of the clause {label}.",)),))
                for label in name[1:]
            ))
            for at, name in enumerate(names, start=1)
        )  # fmt: skip
        treaty = Instrument("t", "Treaty", "", "", "", None, made, (), (), ())
        return Document("en", "ltr", (treaty,), {})

    first, second = articles("Am", "Bn"), articles("Bnm")
    found = redlined(first, second, "A", "B")
    assert dict(summary(found)) == {
        "changed": ("Article 1",),
        "deleted": ("former Article 1",),
        "moved": ("former Article 1 to Article 1",),
        "renumbered": ("Article 2 to Article 1",),
    }
    holds_both(first, second)


def test_the_most_alike_of_several_are_paired() -> None:
    texts = ("Each Party shall report on fish.", "Each Party shall report on nets.")
    found = redlined(
        document(*(("a", f"x{at}", text) for at, text in enumerate(texts))),
        document(*(("a", f"y{at}", text) for at, text in enumerate(reversed(texts)))),
        "A",
        "B",
    )
    assert dict(summary(found)) == {
        "moved": ("Article 1(1) to Article 1(2)",),
        "renumbered": ("Article 1(2) to Article 1(1)",),
    }


def test_changes_are_told_in_phrases() -> None:
    pieces = compared("A Party may fish in May.", "No Party shall fish in May.")
    assert [(piece.op.value, piece.text) for piece in pieces] == [
        ("gone", "A"),
        ("new", "No"),
        ("same", " Party "),
        ("gone", "may"),
        ("new", "shall"),
        ("same", " fish in May."),
    ]
    assert len(compared("one of two", "three of four")) == 2
    assert [piece.text for piece in compared("缔约方应当", "缔约方可")] == ["缔约方", "应当", "可"]


def test_long_texts_do_not_take_long() -> None:
    first = " ".join(f"w{at % 7}" for at in range(30_000))
    second = " ".join(f"w{at % 11}" for at in range(30_000))
    pieces = compared(first, second)
    assert (before(pieces), after(pieces)) == (first, second)
    assert 0 < likeness(first, second) < 1


# --- pages ----------------------------------------------------------------------------------------


class Page(HTMLParser):
    """The text of a page's main part with deletions, or with insertions, left out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts = {"ins": "", "del": ""}
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]
        self.open.append("note" if given.get("class") == "note" else tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() not in (tag, "note"):
            pass

    def handle_data(self, data: str) -> None:
        if "main" in self.open and "note" not in self.open:
            for left_out in self.texts:
                self.texts[left_out] += "" if left_out in self.open else data


def test_chinese_breaks_between_its_characters() -> None:
    """No line is wider than asked for, none begins with a mark, and no change loses its own."""
    folder = Path(__file__).parents[2] / "drafts" / "ai-accord"
    found = of_files(folder / "first-reading.treaty", folder / "corrected-reading.treaty", "zh")
    whole, narrow = text.write(found, 10_000), text.write(found, 40)
    inside = [line for line in narrow.split("\n") if line.startswith("  ")]
    assert len(inside) > 20 and max(map(columns, narrow.split("\n")[2:])) <= 40
    assert not [line for line in inside if line[2] in "，。、；：）"]
    assert not [line for line in inside if line.endswith(("[-", "{+"))]
    assert "".join(narrow.split()) == "".join(whole.split())


def test_a_page_has_both_texts(lake: Redline) -> None:
    page = Page(str(write(lake, "html")))
    second = build(load(HERE / "second.treaty"))
    assert page.texts["del"].split() == " ".join(lines(second)).split()
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(set(page.ids)) == len(page.ids)
    assert {"ins", "del"} <= page.tags and page.tags.isdisjoint({"script", "img", "link"})


def test_text_of_a_draft_never_becomes_markup() -> None:
    hostile = "<script>x</script> & {--y--} {++z++} *b* \x1b[31m \u202e"
    found = redlined(document(("a", "one", "Old.")), document(("a", "one", hostile)), "<A>", "B")
    page = str(write(found, "html"))
    assert "script" not in Page(page).tags and "&lt;A&gt;" in page
    text, marked = str(write(found)), str(write(found, "markdown"))
    assert "\x1b" not in text + page + marked and "\u202e" not in text + page + marked
    assert "\\{--y--}" in marked and "\\*b\\*" in marked
    holds_both(document(("a", "one", "Old.")), document(("a", "one", "<w:p/> & ]]>")))


# --- tracked changes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "lang"),
    [
        (HERE / "first.treaty", HERE / "second.treaty", "en"),
        (ACCORD / "first-reading.treaty", ACCORD / "corrected-reading.treaty", "en"),
        (ACCORD / "first-reading.treaty", ACCORD / "corrected-reading.treaty", "fr"),
        (DRAFTS / "npt/permissive-reading.treaty", DRAFTS / "npt/restrictive-reading.treaty", "en"),
        (DRAFTS / "un-charter/charter.treaty", DRAFTS / "un-charter/review.treaty", "en"),
        (DRAFTS / "climate/kyoto.treaty", DRAFTS / "climate/paris.treaty", "en"),
    ],
)
def test_accepting_gives_the_second_text_and_rejecting_the_first(
    first: Path, second: Path, lang: str
) -> None:
    a, b = build(load(first), lang), build(load(second), lang)
    accepted, rejected = holds_both(a, b)
    if len(a.instruments) == len(b.instruments):
        for document, found in ((b, accepted), (a, rejected)):
            alone = write(redlined(document, document, "", ""), "docx")
            assert found == settled(alone, accept=True)


_TEXTS = st.lists(
    st.sampled_from("each Party shall may fish report net lake 9 ; of the".split()), max_size=7
).map(" ".join)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Small treaties whose clauses have labels of one small stock, in any order and article."""
    labels = draw(st.permutations([f"c{at}" for at in range(6)]))
    articles, at = [], 0
    for number in range(draw(st.integers(0, 3))):
        paragraphs: list[Paragraph] = []
        some = draw(st.integers(0, 3))
        for label in labels[at : at + some]:
            shown = str(len(paragraphs) + 1) if some > 1 else ""
            points = draw(st.lists(_TEXTS, max_size=3))
            listed = tuple(Point(f"({chr(97 + n)})", (text,)) for n, text in enumerate(points))
            passages = [Passage((draw(_TEXTS),), listed)]
            if draw(st.booleans()):
                passages.append(Passage((draw(_TEXTS),)))
            paragraphs.append(
                Paragraph(label, shown, f"{shown}." if shown else "", tuple(passages))
            )
        at += some
        name = draw(st.sampled_from(["", f"Article {number + 1}"]))
        anchor = draw(st.sampled_from([f"a{number}", f"b{number}"]))
        articles.append(Division(anchor, name, draw(_TEXTS), tuple(paragraphs)))
    recitals = tuple(Recital("", (text,)) for text in draw(st.lists(_TEXTS, max_size=3)))
    preamble = Preamble(("The Parties,",), recitals, ("Have agreed:",))
    signatures = tuple(draw(st.lists(st.sampled_from(["For A:", "For B:", "For C:"]), unique=True)))
    treaty = Instrument(
        "t", "Treaty", draw(st.sampled_from(["", "Draft"])), "", "", preamble, tuple(articles), (),
        (("DONE at Ohrid.",),), signatures,
    )  # fmt: skip
    return Document("en", "ltr", (treaty,), {})


@settings(max_examples=25, deadline=None)
@given(documents(), documents())
def test_of_any_two_texts_a_redline_holds_both(first: Document, second: Document) -> None:
    holds_both(first, second)
    page = Page(str(write(redlined(first, second, "A", "B"), "html")))
    assert page.texts["del"].split() == " ".join(lines(second)).split()


def test_changes_have_their_author_and_day_and_moves_their_pairs(lake: Redline) -> None:
    content = write(lake, "docx", "Secretariat <x>", "2030-01-31")
    assert content == write(lake, "docx", "Secretariat <x>", "2030-01-31")
    body = docx.Document(io.BytesIO(content)).element.body  # type: ignore[arg-type]
    changes = body.xpath(".//w:ins | .//w:del | .//w:moveFrom | .//w:moveTo | .//w:pPrChange")
    assert {item.get(qn("w:author")) for item in changes} == {"Secretariat <x>"}
    assert {item.get(qn("w:date")) for item in changes} == {"2030-01-31T00:00:00Z"}
    ids = [item.get(qn("w:id")) for item in changes]
    assert len(set(ids)) == len(ids)
    for way in ("From", "To"):
        starts = body.xpath(f".//w:move{way}RangeStart")
        ends = body.xpath(f".//w:move{way}RangeEnd")
        assert {item.get(qn("w:name")) for item in starts} == {"move1", "move2"}
        assert [item.get(qn("w:id")) for item in starts] == [item.get(qn("w:id")) for item in ends]
        assert not {item.get(qn("w:id")) for item in starts} & set(ids)
    undated = write(lake, "docx")
    assert not re.search(rb"w:date=", docx.Document(io.BytesIO(undated)).part.blob)  # type: ignore[arg-type]


def document(*clauses: tuple[str, str, str]) -> Document:
    """A treaty of one article with clauses of these labels and texts."""
    paragraphs = tuple(
        Paragraph(f"{article}.{label}", str(at), f"{at}.", (Passage((text,)),))
        for at, (article, label, text) in enumerate(clauses, start=1)
    )
    division = Division("a", "Article 1", "Aims", paragraphs)
    treaty = Instrument("t", "Treaty", "", "", "", None, (division,), (), (), ())
    return Document("en", "ltr", (treaty,), {})


def test_what_cannot_be_done_is_refused(lake: Redline) -> None:
    with pytest.raises(ValueError, match="unknown format “odt”"):
        write(lake, "odt")
    with pytest.raises(ValueError, match="“today” is no day"):
        write(lake, "docx", date="today")
    with pytest.raises(ValueError, match="no words in “fr”"):
        of_files(HERE / "first.treaty", HERE / "second.treaty", "fr")
    with pytest.raises(ValueError, match="unknown language"):
        of_files(HERE / "first.treaty", HERE / "second.treaty", "la")
