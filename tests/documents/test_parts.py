"""Parts, titles, chapters and sections: in documents, in references, in amendment rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.institutions.protection import covering
from treatylang.documents import render
from treatylang.documents.build import build
from treatylang.documents.tree import Part, walk
from treatylang.model.load import load, read_text
from treatylang.prose.language import LANGUAGES
from treatylang.prose.marks import Link

HERE = Path(__file__).parent
ARTICLE = 'article a "A".\n  one: text "One.".\n'


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_draft_with_parts_becomes_this_document(lang: str) -> None:
    written = render(load(HERE / "parts.treaty"), lang=lang)
    assert written == (HERE / f"parts.{lang}.md").read_text(encoding="utf-8")


def test_a_page_nests_parts_and_their_headings() -> None:
    page = render(load(HERE / "parts.treaty"), to="html")
    headings = re.findall(
        r'<h(\d)(?: class="part")?>(?:<span class="name">(.*?)</span>)?', str(page)
    )
    assert ("2", "Part II") in headings
    assert ("3", "Section 1") in headings
    assert ("4", "Article 2") in headings
    assert 'href="#rules">Section 1</a> of <a href="#fishing">Part II</a>' in str(page)


def test_articles_stand_where_the_draft_puts_them() -> None:
    (instrument,) = build(load(HERE / "parts.treaty")).instruments
    told = [(item.anchor, item.depth) for item in walk(instrument.body) if isinstance(item, Part)]
    assert told == [
        ("general", 1), ("fishing", 1), ("rules", 2), ("permissions", 2), ("transition", 1),
        ("beginning", 2), ("last", 1),
    ]  # fmt: skip
    assert [item.name for item in instrument.divisions] == [f"Article {n}" for n in range(1, 6)]


@pytest.mark.parametrize("lang", sorted(set(LANGUAGES) - {"en"}))
def test_every_language_names_parts_and_refers_to_them(lang: str) -> None:
    """The draft has no words in most of them; the parts have."""
    (instrument,) = build(load(HERE / "parts.treaty"), lang).instruments
    named = [item.name for item in walk(instrument.body) if isinstance(item, Part)]
    assert len(set(named)) == 7
    links = [
        (run.target, run.words)
        for item in instrument.divisions
        for paragraph in item.paragraphs
        for passage in paragraph.passages
        for run in passage.runs
        if isinstance(run, Link)
    ]
    assert {"general", "fishing", "rules", "permissions"} <= {target for target, _ in links}
    assert all(any(map(str.isalnum, words)) for _, words in links)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f'part p "P".\n{ARTICLE}part q "Q".\n', "the part “q” has no article"),
        (
            f'part p "P".\nannex a "A".\n  one: text "One.".\n{ARTICLE}',
            "the part “p” has no article",
        ),
        (f'part p "P".\n{ARTICLE}part p "Q".\n{ARTICLE.replace(" a", " b")}', "declared twice"),
        (f'part a "P".\n{ARTICLE}', "declared twice"),
        (f'part 1.5 p "P".\n{ARTICLE}', "a part's number is a whole number"),
        (f'one: part p "P".\n{ARTICLE}', "only clauses have labels"),
        ('article b "B".\npart p "P".\n  one: text "One.".\n', "stands outside any article"),
    ],
)
def test_what_is_no_part_is_refused(text: str, message: str) -> None:
    found = read_text("a.treaty", text).findings
    assert any(message in item.message for item in found), found


def test_numbers_follow_those_that_are_pinned() -> None:
    named = {
        "part 3 p": "Part 3", "part q": "Part 4", 'chapter "II bis" r': "Chapter II bis",
        "chapter s": "Chapter III", "section t": "Section 1", 'title "X" u': "Title X",
    }  # fmt: skip
    text = "".join(
        f'{head} "".\narticle a{at} "A".\n  one: text "One.".\n' for at, head in enumerate(named)
    )
    draft = read_text("a.treaty", text)
    assert not draft.findings
    assert [item.name for item in draft.parts.values()] == list(named.values())


def test_a_rule_for_a_part_covers_its_articles() -> None:
    head = (HERE / "council.treaty").read_text(encoding="utf-8")
    rules = (
        'part core "Core".\nsection first "First".\narticle inner "Inner".\n  x: text "X.".\n'
        'part change "Change".\narticle how "How".\n'
        "  none: No amendment to core is admitted.\n"
        "  rest: An amendment to how is adopted by the Council by consensus.\n"
    )
    draft = read_text("council.treaty", head + rules)
    errors = [item.message for item in draft.findings if item.severity.value == "error"]
    assert errors == []
    institutions = draft.institutions
    (rule,) = covering(draft, institutions, "inner.x")
    assert rule.clause == "how.none"
    assert covering(draft, institutions, "first") == covering(draft, institutions, "inner.x")
    assert "No amendment to Part I shall be admitted" in str(render(draft))
