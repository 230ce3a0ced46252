"""Documents in several languages: what they become, and that no text says more than another."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from treatylang.documents import render
from treatylang.documents.concordance import Cell, concordance, rows
from treatylang.model.load import load
from treatylang.prose.marks import Link

HERE = Path(__file__).parent
DRAFTS = Path(__file__).parents[2] / "drafts"
TRANSLATED = sorted(
    path
    for folder in (HERE, DRAFTS)
    for path in folder.rglob("*.treaty")
    if list(path.parent.glob(f"{path.stem}.*.lexicon")) and path.stem != "vocabulary"
)
EXPECTED = sorted(path.name for path in HERE.glob("*.??.md"))
"""What a draft becomes in a language: "accord.fr.md" is that of "accord.treaty"."""
HOSTILE = "<script>alert(1)</script> & *b* [x](http://y.example) ${{ 7 }} {% x %}"


@pytest.mark.parametrize("name", EXPECTED)
def test_a_draft_becomes_this_document(name: str) -> None:
    stem, code, _ = name.split(".")
    path = HERE / f"{stem}.treaty"
    if stem == "ai-accord":
        path = DRAFTS / "ai-accord" / "corrected-reading.treaty"
    written = render(load(path), lang=code)
    assert written == (HERE / name).read_text(encoding="utf-8")


def test_a_language_without_words_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.treaty").write_text('treaty t "T".', encoding="utf-8")
    with pytest.raises(ValueError, match=r"no words in “fr”.* a\.fr\.lexicon"):
        render(load(tmp_path / "a.treaty", tmp_path), lang="fr")


def test_a_gap_is_marked_and_never_english(tmp_path: Path) -> None:
    (tmp_path / "a.treaty").write_text(
        'treaty t "T".\nclass Party "Party" plural "Parties".\nact go "depart" by Party.\n'
        'article a "Going".\n  one: Each Party shall go.\n  two: text "So be it." \n',
        encoding="utf-8",
    )
    (tmp_path / "a.fr.lexicon").write_text('class Party "Partie", feminine.', encoding="utf-8")
    written = render(load(tmp_path / "a.treaty", tmp_path), lang="fr")
    assert isinstance(written, str)
    assert "Chaque Partie ⟦act go: present⟧." in written
    assert "⟦article a⟧" in written and "⟦text a.two⟧" in written
    assert "depart" not in written and "So be it" not in written


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: path.stem)
def test_no_text_says_more_than_another(path: Path) -> None:
    """The same articles, paragraphs, points, references and amounts, in every language."""
    draft = load(path)
    for code in draft.lexicons:
        for row in rows(draft, ("en", code)):
            english, other = row.cells
            assert english.lines and other.lines, row.anchor
            assert [depth for *_, depth in english.lines] == [depth for *_, depth in other.lines]
            links = _links(english), _links(other)
            for name in draft.instruments:  # "this Accord" is a link where a language declines it
                links[0].pop(name, None), links[1].pop(name, None)
            assert links[0] == links[1], row.anchor
            if not row.heading and row.anchor != "document-terms-1":
                assert _figures(english) == _figures(other), row.anchor


def _links(cell: Cell) -> Counter[str]:
    return Counter(run.target for _, runs, _ in cell.lines for run in runs if isinstance(run, Link))


def _figures(cell: Cell) -> Counter[str]:
    """Return the numbers of a text that no language writes in words: of three digits and more, and
    powers of ten."""
    text = " ".join(
        run.words if isinstance(run, Link) else run for _, runs, _ in cell.lines for run in runs
    )
    text = re.sub(r"(?<=\d)[,.\u00a0\u202f](?=\d{3})", "", text)
    return Counter(re.findall(r"\d{3,}|10[⁰¹²³⁴⁵⁶⁷⁸⁹]+", text))


class Cells(HTMLParser):
    """Collects the languages and directions of a table's cells, and the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.langs: list[str] = []
        self.tags: set[str] = set()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        if tag == "td":
            self.langs.append(found.get("lang") or "")
        self.anchors += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []


def test_the_concordance_sets_clause_beside_clause() -> None:
    draft = load(DRAFTS / "ai-accord" / "corrected-reading.treaty")
    page = Cells(concordance(draft, "html", ("en", "fr")))
    assert page.langs.count("en") == page.langs.count("fr") > 40
    assert len(set(page.anchors)) == len(page.anchors)
    assert {link.removeprefix("#") for link in page.links} <= set(page.anchors)
    text = concordance(draft, "markdown", ("en", "fr"))
    cap = text[text.index("*licensing.cap*") : text.index("*licensing.civil*")]
    assert "**en** 1\\. No Party shall conduct" in cap
    assert "**fr** 1\\. Aucune Partie ne procède" in cap


def test_what_a_concordance_cannot_be_made_of_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.treaty").write_text('treaty t "T".', encoding="utf-8")
    draft = load(tmp_path / "a.treaty", tmp_path)
    with pytest.raises(ValueError, match="no lexicon"):
        concordance(draft)
    with pytest.raises(ValueError, match="no words in “fr”"):
        concordance(draft, "html", ("en", "fr"))
    with pytest.raises(ValueError, match="unknown format"):
        concordance(draft, "odt")


def test_words_of_a_lexicon_never_become_markup(tmp_path: Path) -> None:
    (tmp_path / "a.treaty").write_text(
        'treaty t "T".\narticle a "A".\n  one: text "So." points "x", "y".\n', encoding="utf-8"
    )
    (tmp_path / "a.fr.lexicon").write_text(
        f'treaty t "{HOSTILE}", masculine, kind "{HOSTILE}".\narticle a "{HOSTILE}".\n'
        f'text a.one "{HOSTILE.replace("{", "(")}", points "# x", "- y".\n',
        encoding="utf-8",
    )
    draft = load(tmp_path / "a.treaty", tmp_path)
    for page in (render(draft, "html", "fr"), concordance(draft, "html")):
        assert isinstance(page, str)
        assert "script" not in Cells(page).tags and "<script>alert" not in page
    for text in (render(draft, "markdown", "fr"), concordance(draft, "markdown")):
        assert isinstance(text, str)
        assert "\\<script" in text and "\\*b\\*" in text and "[x](http" not in text


def test_a_page_from_right_to_left_keeps_what_is_read_from_left_to_right(tmp_path: Path) -> None:
    (tmp_path / "a.treaty").write_text(
        'treaty t "T".\narticle a "A".\n  one: text "By Order 14110, section 4.2(b)(i), at most '
        '2 × 10²⁶ operations." \n',
        encoding="utf-8",
    )
    (tmp_path / "a.ar.lexicon").write_text(
        'treaty t "اتفاق", masculine, kind "الاتفاق".\narticle a "مادة".\n'
        'text a.one "بموجب Order 14110, section 4.2(b)(i)، ما لا يتجاوز 2 × 10²⁶ عملية.".\n',
        encoding="utf-8",
    )
    page = render(load(tmp_path / "a.treaty", tmp_path), "html", "ar")
    assert isinstance(page, str)
    assert '<html lang="ar" dir="rtl">' in page
    assert '<bdi dir="ltr">Order 14110, section 4.2(b)(i)</bdi>، ما' in page
    assert '<bdi dir="ltr">2 × 10²⁶</bdi> عملية.' in page
    english = render(load(tmp_path / "a.treaty", tmp_path), "html")
    assert isinstance(english, str) and "<bdi" not in english
