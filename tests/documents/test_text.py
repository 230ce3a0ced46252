"""Plain text: how lines break, hang and are numbered; ``accord.txt`` is what an accord becomes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from treatylang.documents import render, text
from treatylang.documents.build import build
from treatylang.documents.formats import Layout
from treatylang.documents.tree import (
    Division,
    Document,
    Instrument,
    Note,
    Paragraph,
    Passage,
    Point,
)
from treatylang.model.load import load
from treatylang.prose.marks import Link, Run

HERE = Path(__file__).parent


def document(*runs: Run, points: tuple[Point, ...] = (), number: str = "") -> Document:
    """A document of one paragraph."""
    paragraph = Paragraph("a.one", number, f"{number}.", (Passage(runs, points),))
    article = Division("a", "Article 1", "Aims", (paragraph,))
    treaty = Instrument("t", "Treaty", "", "", "", None, (article,), (), (), ())
    return Document("en", "ltr", (treaty,), {})


def body(written: str) -> list[str]:
    """The lines after the heading."""
    return written.split("Aims\n\n")[1].splitlines()


def test_numbers_and_points_hang() -> None:
    inner = Point("(i)", ("first " * 20,))
    points = (Point("(a)", ("alpha " * 20,), (inner,)), Point("(viii)", ("beta " * 20,)))
    lines = body(text.write(document("The Parties shall:", points=points, number="12")))
    assert lines[0] == "12.  The Parties shall:"
    assert lines[2].startswith("     (a)  alpha") and lines[3].startswith(" " * 10 + "alpha")
    assert any(line.startswith("          (i)  first") for line in lines)
    assert any(line.startswith("     (viii) beta") for line in lines)
    assert max(map(text.columns, lines)) <= text.WIDTH


def test_a_reference_and_a_date_stay_on_one_line() -> None:
    for pad in range(76):
        said = ("x" * pad + " ", Link("a", "Article 12 (3)"), " of 1 January 2030")
        written = text.write(document(*said))
        assert "Article 12 (3)" in written
        assert "1 January" in written


def test_no_line_of_chinese_begins_with_a_full_stop() -> None:
    said = "各缔约国应当，在收到请求后，允许管理局的视察员进入（附件）。" * 9
    for pad in range(9):
        lines = body(text.write(document("一" * pad + said)))
        assert all(line.strip()[0] not in "，。）" for line in lines)
        assert all(line[-1] != "（" for line in lines)
        assert max(map(text.columns, lines)) <= text.WIDTH
        assert "".join(lines) == "一" * pad + said


def test_a_note_is_called_where_it_belongs_and_stands_at_the_end(tmp_path: Path) -> None:
    file = tmp_path / "draft.treaty"
    file.write_text(
        'class Party "Party".\nact go "go" by Party.\narticle one "One".\n'
        'a1: Each Party shall go, because "of the tide".\n',
        encoding="utf-8",
    )
    tree = build(load(file, root=tmp_path))
    note = Note("n1", "1", "reason", ("Of the tide.",))
    treaty = tree.instruments[0]
    article = treaty.divisions[0]
    paragraphs = (replace(article.paragraphs[0], notes=(note,)),)
    body = (replace(article, paragraphs=paragraphs),)
    lines = text.write(replace(tree, instruments=(replace(treaty, body=body),))).splitlines()
    assert "Each Party shall go. [1]" in lines
    assert "[1]  Of the tide." in lines


def test_every_line_with_text_has_the_next_number() -> None:
    draft = load(HERE / "accord.treaty", root=HERE)
    plain = render(draft, to="text").splitlines()
    numbered = render(draft, to="text", layout=Layout(line_numbers=True)).splitlines()
    assert len(plain) == len(numbered)
    said = [(line, plain[at]) for at, line in enumerate(numbered) if line]
    assert [int(line[:5]) for line, _ in said] == list(range(1, len(said) + 1))
    assert all(line[7:] == words for line, words in said)


def test_lines_have_no_numbers_where_there_are_no_lines() -> None:
    draft = load(HERE / "accord.treaty", root=HERE)
    with pytest.raises(ValueError, match="lines have no numbers in html"):
        render(draft, to="html", layout=Layout(line_numbers=True))
