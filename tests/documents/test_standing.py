"""A treaty as it stands is printed with the words and numbers of its draft, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatylang.documents import render
from treatylang.documents.standing import nesting
from treatylang.model.draft import Draft
from treatylang.model.load import load

PACT = """
treaty pact "Pact on the Lake" as it stands, version "9", done at "Ohrid".
state UPL "Upland". state LOW "Lowland".
recital "the Lake States".
recital "RESOLVED to share it".
recital "agree".
heading "PART I", "WATERS".
article "IV bis" level "Level" printed "ARTICLE IV bis. -".
  p1 1: text "No State lowers it, save under Article {level}, paragraph {p2}".
  p2 "(1 bis)": text "In {the cases of the preceding paragraph: p1}:"
    points "(a) in frost:", "(i) at night,", "(ii) by day;", "(b) in {{deep}} water".
    text "the others are told first".
  note: text "* See {pact}."
.
article unnumbered "".
  p3: text "No heading, no number".
heading "PART II".
annex "A" map "" printed "Annex A".
closing "Done at Ohrid".
closing "For Upland:", "(Signed)".
"""
PRINTED = """# Pact on the Lake

the Lake States

RESOLVED to share it

agree

## PART I — WATERS

### ARTICLE IV bis. - — Level

1\\. No State lowers it, save under Article IV bis, paragraph 1 bis

(1 bis) In the cases of the preceding paragraph:

(a) in frost:

(i) at night,

(ii) by day;

(b) in {deep} water

the others are told first

\\* See Pact on the Lake.

No heading, no number

## PART II

### Annex A

Done at Ohrid

For Upland:

(Signed)
"""


def drafted(folder: Path, text: str) -> Draft:
    file = folder / "draft.treaty"
    file.write_text(text, encoding="utf-8")
    return load(file, root=folder)


def test_nothing_is_added_and_nothing_changed(tmp_path: Path) -> None:
    draft = drafted(tmp_path, PACT)
    assert draft.findings == ()
    assert render(draft) == PRINTED
    said = str(render(draft, to="text")).split()
    bare = [
        word for word in PRINTED.replace("\\", "").split() if word not in ("#", "##", "###", "—")
    ]
    assert said == bare
    page = str(render(draft, to="html"))
    assert (
        "<nav" not in page
        and '<a href="#level.p1">the cases of the preceding paragraph</a>' in page
    )


def test_a_number_is_cited_as_it_is_pinned(tmp_path: Path) -> None:
    draft = drafted(tmp_path, PACT)
    assert draft.cite("level.p2") == "Article IV bis(1 bis)"
    assert draft.where("level.p1") == "Article IV bis, paragraph 1"
    assert draft.articles["unnumbered"].name == "“unnumbered”"


def test_loose_lines_keep_their_place(tmp_path: Path) -> None:
    draft = drafted(
        tmp_path,
        'treaty pact "Pact" as it stands.\nheading "PREAMBLE".\nrecital "We agree:".\n'
        'article 1 one "".\np1: text "Peace.".\nclosing "Signed.".\n'
        'annex map "" printed "MAP".\np1: text "North.".\nheading "NOTES".\nclosing "One.".\n',
    )
    assert draft.findings == ()
    assert str(render(draft)).replace("#", "").split() == (
        "Pact PREAMBLE We agree: Article 1 Peace. Signed. MAP North. NOTES One.".split()
    )


def test_headings_and_closing_words_belong_to_a_treaty_as_it_stands(tmp_path: Path) -> None:
    draft = drafted(tmp_path, 'treaty pact "Pact".\nheading "PART I".\nclosing "Done.".\n')
    assert [item.code for item in draft.findings] == ["TL107", "TL107"]


def test_words_of_a_reference_are_kept_in_any_treaty(tmp_path: Path) -> None:
    draft = drafted(
        tmp_path,
        'treaty pact "Pact".\narticle a "A".\np1: text "Peace.".\n'
        'p2: text "See {the paragraph before: p1} and {p1}.".\n',
    )
    assert "See the paragraph before and paragraph 1." in str(render(draft))


@pytest.mark.parametrize(
    ("labels", "levels"),
    [
        ("(a) (i) (ii) (b)", [0, 1, 1, 0]),
        ("(a) (b) (c) (1) (2) (A) (B) (3) (d)", [0, 0, 0, 1, 1, 2, 2, 1, 0]),
        ("(g) (h) (i) (j)", [0, 0, 0, 0]),
        ("- - -", [0, 0, 0]),
        ("1. (a) 2. (a) (b) 3.", [0, 1, 0, 1, 1, 0]),
        ("(c) (a) (e)", [0, 1, 1]),
    ],
)
def test_points_nest_by_their_numbers(labels: str, levels: list[int]) -> None:
    assert nesting(labels.split()) == levels
