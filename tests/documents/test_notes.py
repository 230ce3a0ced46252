"""Footnotes for reasons and sources, and the typography of what a draft says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from treatylang.documents import render
from treatylang.documents.typography import mend
from treatylang.model.load import load, read_text

DRAFTS = Path(__file__).parents[2] / "drafts"
NOTED = """
treaty lake "Treaty on the Lake".
class Party "Party" plural "Parties".
act fish "fish" by Party.
annex figures "Figures".
  table: text "A table.", source "The Commission's report".
article fishing "Fishing".
  ban: No Party shall fish, because "the stock's health matters", source "Draft A, Art. 1".
  points: text "It is shown:" points "here;", "there."
    , because "b".
"""


@pytest.mark.parametrize(
    ("to", "call", "note"),
    [
        ("text", "No Party shall fish. [1] [2]", "[1]  The stock’s health matters."),
        ("markdown", r"No Party shall fish.[^1][^2]", "[^2]: Draft A, Art. 1."),
        (
            "html",
            'href="#document-note-1" id="document-note-1-call"',
            "The stock’s health matters.",
        ),
    ],
)
def test_reasons_and_sources_are_footnotes_on_request(to: str, call: str, note: str) -> None:
    draft = read_text("lake.treaty", NOTED)
    assert not draft.findings
    with_them, without = (str(render(draft, to=to, notes=notes)) for notes in (True, False))
    assert call in with_them and note in with_them
    assert "stock" not in without and "[1]" not in without


def test_notes_are_numbered_in_the_order_of_the_document() -> None:
    written = str(render(read_text("lake.treaty", NOTED), to="text", notes=True))
    assert re.findall(r"^\[(\d)\]  (.*)$", written, re.MULTILINE) == [
        ("1", "The stock’s health matters."), ("2", "Draft A, Art. 1."), ("3", "B."),
        ("4", "The Commission’s report."),
    ]  # fmt: skip
    assert "there. [3]" in written and "A table. [4]" in written


def test_notes_are_in_the_language_of_the_document() -> None:
    draft = load(DRAFTS / "ai-accord" / "first-reading.treaty")
    written = str(render(draft, lang="fr", notes=True))
    assert "CVDT, art. 33, par. 1." in written and "⟦" not in written


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("the People's Republic", "the People’s Republic"),
        ("the Parties' stocks", "the Parties’ stocks"),
        ("'s stocks", "’s stocks"),
        ('the "weights" of', "the “weights” of"),
        ("the 'weights' of", "the ‘weights’ of"),
        ("nothing", "nothing"),
    ],
)
def test_typed_marks_become_printed_ones(typed: str, printed: str) -> None:
    assert mend(typed) == printed


def test_a_treaty_as_it_stands_keeps_its_marks() -> None:
    said = 'treaty t "The T\'s" as it stands.\narticle 1 a "A".\n  p1: text "It\'s \\"so\\".".\n'
    written = str(render(read_text("t.treaty", said), to="text"))
    assert 'It\'s "so".' in written and "The T's" in written
