"""``lake.treaty`` is what ``lake.txt`` becomes, and it is printed word for word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.importing import comparing
from treatylang.documents import render
from treatylang.importing import Unreadable, import_treaty
from treatylang.model.load import load, read_text

HERE = Path(__file__).parent
LAKE = HERE / "lake.txt"
ACROSS: list[tuple[str, str, Callable[[str], list[str]]]] = [
    ("text", "txt", comparing.words),
    ("markdown", "md", comparing.of_markdown),
    ("html", "html", comparing.of_html),
]


def test_a_treaty_becomes_this_draft() -> None:
    found = import_treaty(LAKE)
    assert found.text == (HERE / "lake.treaty").read_text(encoding="utf-8")
    assert (found.articles, found.clauses, found.references) == (5, 7, 10)
    assert [(item.line, item.message) for item in found.notices] == [
        (33, "article 9 is cited here, and this treaty has none; it stays text")
    ]


def test_the_draft_has_no_findings() -> None:
    draft = load(HERE / "lake.treaty")
    assert draft.findings == ()
    linked = {(item.source, item.target) for item in draft.references}
    assert ("article_2.p2", "article_2.p1") in linked
    assert ("article_2.p2_bis", "article_2.p2") in linked
    assert ("article_3.p1", "annex_a") in linked


@pytest.mark.parametrize(("to", "ending", "words"), ACROSS)
def test_it_is_printed_word_for_word_in_each_format_and_read_again(
    to: str, ending: str, words: Callable[[str], list[str]], tmp_path: Path
) -> None:
    printed = str(render(load(HERE / "lake.treaty"), to=to))
    assert words(printed) == comparing.words(LAKE.read_text(encoding="utf-8"))
    again = tmp_path / f"lake.{ending}"
    again.write_text(printed, encoding="utf-8")
    first = (HERE / "lake.treaty").read_text(encoding="utf-8").split("\n", 1)[1]
    assert import_treaty(again).text.split("\n", 1)[1] == first


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "has no text"),
        ("a.txt", b"Article 1\n\nThe \xe9tat.", "is not UTF-8 text"),
        ("a.txt", b"%PDF-1.7", "is PDF; save it as"),
        ("a.docx", b"PK\x03\x04", "is a Word or ZIP file"),
        ("a.xml", b"<?xml version='1.0'?><law/>", "XML but not Akoma Ntoso"),
        ("a.rst", b"Article 1", "says no format"),
        ("a.txt", b"A\0B", "is no text"),
    ],
)
def test_what_cannot_be_read_is_refused(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(Unreadable, match=said):
        import_treaty(file)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        import_treaty(tmp_path / "a.txt")
    with pytest.raises(Unreadable, match="is a folder"):
        import_treaty(tmp_path)


def test_other_encodings_that_say_so_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    said = "TREATY\r\n\r\nArticle 1\r\n\r\nThe état shall stay.\r\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        file.write_bytes(said.encode(encoding))
        assert "The état shall stay." in import_treaty(file).text


def test_characters_that_are_not_seen_are_left_out_with_a_notice(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("TREATY\n\nArticle 1\n\nThe wa\u00adter\u200b shall stay.\n", encoding="utf-8")
    found = import_treaty(file)
    assert "The water shall stay." in found.text
    assert [notice.line for notice in found.notices] == [5]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.md", "# T\n\n## Article 1\n\n1. One.\n2.\n(a)Two.\n", "T Article 1 1. One. 2. (a)Two."),
        ("a.md", "###Article 1\n\n* One.\n\n```\n code  two\n```\n", "Article 1 - One. code two"),
        ("a.md", "| a | b |\n|---|---|\n| 1 | 2 |\n\n<p>x</p>\n", "a | b 1 | 2 x"),
        ("a.html", "<ol><li><ol type=a><li>One<li>Two</ol></ol>", "1. a. One b. Two"),
        ("a.html", "<ol type=I start=4><li>One<li>Two</ol>", "IV. One V. Two"),
        ("a.html", "<ol><li><span>(a)</span><div>One</div></li></ol>", "(a) One"),
        ("a.html", "<table><tr><td>(a)<td>One<tr><td>x<td>y<td>z</table>", "(a) One x | y | z"),
        ("a.html", "<head><title>No</title><p>One<script>no()</script><b>t</b>wo", "One two"),
        (
            "a.html",
            "One<br>two<p hidden>no</p><nav><p>no</nav>three &amp; &lt;b&gt;",
            "One two three & <b>",
        ),
        ("a.html", "<img alt='A map'><!-- no --><a class='skip'>no</a>", "A map"),
    ],
)
def test_what_a_reader_sees_is_what_comes_back(
    name: str, content: str, said: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    draft = read_text("a.treaty", import_treaty(file).text)
    assert comparing.words(str(render(draft, to="text"))) == comparing.words(said)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.html", "<p>One</p><nav><p>Two", "<nav>, which is not shown, is never closed"),
        (
            "a.xml",
            '<!DOCTYPE x [<!ENTITY a "b">]><akomaNtoso>&a;</akomaNtoso>',
            "declares a document",
        ),
        (
            "a.xml",
            '<!DOCTYPE x SYSTEM "file:///etc/passwd"><akomaNtoso>x</akomaNtoso>',
            "declares a document type",
        ),
        ("a.xml", "<akomaNtoso>", "not well-formed"),
        ("a.xml", f"<akomaNtoso>{'<p>' * 300}x{'</p>' * 300}</akomaNtoso>", "more than 200 deep"),
    ],
)
def test_a_hostile_file_is_refused(name: str, content: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(Unreadable, match=said):
        import_treaty(file)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<div " * 50_000),
        ("a.html", "<!--" * 50_000),
        ("a.html", "<?x" * 50_000),
        ("a.html", "</a" * 50_000),
        ("a.txt", "(a) " * 50_000),
        ("a.txt", "1. (a) " * 50_000),
        ("a.txt", "Article 1\n" * 10_000),
        ("a.md", "> " * 5_000 + "x"),
        ("a.md", "[" * 20_000),
        ("a.txt", f"Article 1\n\nSee Articles {'1, ' * 50_000}2."),
    ],
)
def test_nothing_hangs(name: str, content: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    try:
        assert import_treaty(file).words <= len(content)
    except Unreadable as refused:
        assert "never closed" in str(refused) or "has no text" in str(refused)


def test_deep_and_broken_pages_come_back(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    for content in (
        "<div>" * 20000 + "One",
        "<ol><li>" * 3000 + "One",
        "<table>" * 3000,
    ):
        file.write_text(f"<p>Start</p>{content}", encoding="utf-8")
        assert "Start" in import_treaty(file).text


STRUCTURES = {
    "Articles in sections": (
        "TREATY\n\nArticle. I.\n\nSection. 1.\n\nOne.\n\nSection. 2.\n\nTwo.\n",
        ["article_i.section_1", "article_i.section_2"],
    ),
    "points within points, and words after them": (
        "TREATY\n\nArticle 1\n\n1. One:\n(a) x;\n(i) y;\n(b) z,\n\nif so.\n2. Two.\n",
        ["article_1.p1", "article_1.p2"],
    ),
    "annexes with articles of their own": (
        "TREATY\n\nArticle 1\n\nOne.\n\nAnnex I\n\nArticle 1\n\nTwo.\n",
        ["article_1.p1", "annex_i_article_1.p1"],
    ),
    "the same numbers in two languages": (
        "TREATY\n\nArticle 1\n\nOne.\n\nArticle 2\n\nSee Article 1.\n\nArtikel 1\n\nEins.\n\n"
        "Artikel 2\n\nSiehe Artikel 1.\n",
        ["article_1.p1", "article_2.p1", "article_1_2.p1", "article_2_2.p1"],
    ),
    "an article of points alone": (
        "TREATY\n\nArticle 1\n\n(a) One.\n\n(b) Two.\n", ["article_1.a", "article_1.b"],
    ),
    "numbered paragraphs alone": ("TREATY\n\n1. One.\n\n2. Two.\n", ["text.p1", "text.p2"]),
    "a keyword for a heading": (
        "# T\n\n## Article 1\n\nOne.\n\n## Each\n\nTwo.\n", ["article_1.p1", "each_.p1"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STRUCTURES)
def test_structures(name: str, tmp_path: Path) -> None:
    content, labels = STRUCTURES[name]
    file = tmp_path / ("a.md" if content.startswith("#") else "a.txt")
    file.write_text(content, encoding="utf-8")
    draft = read_text("a.treaty", import_treaty(file).text)
    assert draft.findings == ()
    assert list(draft.clauses) == labels


@pytest.mark.parametrize(
    ("said", "links"),
    [
        ("See Article 2 of this Treaty.", ["article_2"]),
        ("See Article 2 of the Charter.", []),
        (
            "See Articles 1 to 3 and Article 2(1).",
            ["article_1", "article_3", "article_2", "article_2.p1"],
        ),
        ("See paragraph 2 of Article 2.", ["article_2.p2", "article_2"]),
        ("See Article 2, paragraphs 1 and 2.", ["article_2", "article_2.p1", "article_2.p2"]),
        ("See the following Article.", ["article_2"]),
        ("See l'article 2, paragraphe 1.", ["article_2", "article_2.p1"]),
        ("See Article 2 of the Treaty on the Lake.", []),
        ("See paragraph 1 of the Annex.", []),
        ("See 12 articles 30 days.", []),
    ],
)
def test_references(said: str, links: list[str], tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        f"TREATY\n\nArticle 1\n\n{said}\n\nArticle 2\n\n1. One.\n\n2. Two.\n\nArticle 3\n\nIt.\n",
        encoding="utf-8",
    )
    draft = read_text("a.treaty", import_treaty(file).text)
    assert [item.target for item in draft.references] == links
    assert said in str(render(draft, to="text"))


def test_parts_and_sections_become_such_and_are_linked() -> None:
    found = import_treaty(HERE / "sea.txt")
    heads = [
        line for line in found.text.splitlines() if line.startswith(("part", "section", "heading"))
    ]
    assert heads == [
        'part "I" part_i "INTRODUCTION" printed "PART I".',
        'part "II" part_ii "TERRITORIAL SEA" printed "PART II".',
        'section 1 section_1 "GENERAL PROVISIONS" printed "SECTION 1.".',
        'section 2 section_2 "LIMITS" printed "SECTION 2.".',
        'heading "BOOK II", "OTHER".',
    ]
    said = " ".join(found.text.split())
    assert "subject to Part {part_ii} and section {section_2} of Part {part_ii}:" in said
    assert "under section {section_2}" in said
    assert "Part XV and Part I of the Charter" in said  # of no part of this treaty
