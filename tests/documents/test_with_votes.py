"""Figures of votes after the text of an HTML page."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

import treatylang
from treatylang.cli.render import command

DRAFT = """
treaty union "Treaty <b>of</b> Union".
class Party "Party" plural "Parties".
state A "Arcadia <script>" is Party.
state B "Borduria" is Party.
state C "Cagliostro" is Party.
organ Council "Council", composed of Party.
weights votes of Council: A 3, B 2, C 1.
vote weighted in Council: at least 5 votes of votes.
article a "A".
  made: Decisions of the Council on "peace" are made by weighted.
assert C is a dummy in weighted.
assert A and C together are decisive in weighted.
"""


class Cells(HTMLParser):
    """Collects what stands in the cells of tables, and the elements that are opened."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1] and self.tags[-1] in ("td", "th"):
            self.rows[-1][-1] += data.strip()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "draft.treaty"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_tables_drawings_and_claims_follow_the_text(file: Path) -> None:
    plain = str(treatylang.render(file, to="html"))
    page = str(treatylang.render(file, to="html", with_votes=True))
    text, section = page.split('<section class="votes"')
    assert plain.partition("</style>")[2].startswith(text.partition("</style>")[2].rstrip())
    found = Cells()
    found.feed(section)
    assert found.rows == [
        ["", "votes", "share", "Banzhaf", "Shapley-Shubik", ""],
        ["Arcadia <script>", "3", "50.00 %", "50.00 %", "50.00 %", "veto"],
        ["Borduria", "2", "33.33 %", "50.00 %", "50.00 %", "veto"],
        ["Cagliostro", "1", "16.67 %", "0.00 %", "0.00 %", "dummy"],
    ]
    assert found.tags.count("img") == 1
    assert "script" not in found.tags
    assert "<b>proved</b>: C is a dummy in weighted." in section
    assert "<b>refuted</b>: A and C together are decisive in weighted." in section


def test_only_where_they_fit(file: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="figures of votes do not go into text"):
        treatylang.render(file, to="text", with_votes=True)
    bare = tmp_path / "bare.treaty"
    bare.write_text('treaty t "T".\narticle a "A".\n  aim: text "Peace.".\n', encoding="utf-8")
    with pytest.raises(ValueError, match="has no votes: nothing to show"):
        treatylang.render(bare, to="html", with_votes=True)


def test_on_the_command_line(file: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    arguments = [str(file), "--with-votes", "-o", str(page)]
    found = CliRunner().invoke(command, arguments, standalone_mode=False)
    assert (found.exception, found.return_value) == (None, 0)
    assert 'class="votes"' in page.read_text(encoding="utf-8")
