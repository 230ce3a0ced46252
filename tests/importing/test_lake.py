"""``lake.treaty`` is what ``lake.txt`` becomes, and it is printed word for word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.importing import comparing
from treatylang.documents import render
from treatylang.importing import Unreadable, import_treaty
from treatylang.model.load import load

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
    assert found.notices == ()


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
