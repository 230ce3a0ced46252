"""The annotated edition: what stands on it, and that it is safe to open."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

import treatylang
from treatylang.cli.main import main
from treatylang.documents.annotated import annotated
from treatylang.model.load import read_text

HOSTILE = "<script>alert(1)</script> & {{ 7 * 7 }}"
LAKE = """
treaty lake "Treaty on the Lake" done at "Ohrid", authentic in en.
unit tonne "tonne" plural "tonnes".
class Party "Party" plural "Parties".
fact drought "the Commission has declared a drought".
act fish "land fish" by Party with catch in tonne "a yearly catch".
part use "Use".
article fishing "Fishing".
  limit: No Party shall fish with catch > 900 tonnes, because "HOSTILE".
  need:
    Each Party shall fish
      with catch >= 1000 tonnes.
  relief: Notwithstanding limit, a Party may fish with catch <= 950 tonnes, if drought,
    source "Draft A, Art. 1", serves as application_in_time.
  text: text "As {limit} says: HOSTILE.".
""".replace("HOSTILE", HOSTILE)


@pytest.fixture(scope="module")
def page() -> str:
    draft = read_text("lake.treaty", LAKE)
    assert not draft.findings
    return annotated(draft, treatylang.check([draft]))


class _Page(HTMLParser):
    """Collects the tags with their attributes, and the text of each annotation by its label."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.notes: dict[str, str] = {}
        self._said: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "details":
            self._said = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "details" and self._said is not None:
            words = " ".join(" ".join(self._said).split())
            self.notes[words.split()[0]] = words
            self._said = None

    def handle_data(self, data: str) -> None:
        if self._said is not None:
            self._said.append(data)


def test_a_clause_shows_its_lines_its_norms_and_its_findings(page: str) -> None:
    notes = _Page(page).notes
    assert set(notes) == {f"fishing.{name}" for name in ("limit", "need", "relief", "text")}
    need = notes["fishing.need"]
    assert need.startswith("fishing.need duty, 1 finding !")
    assert "need: Each Party shall fish with catch >= 1000 tonnes." in need
    assert "duty A Party must land fish with a yearly catch of 1,000 tonnes or more." in need
    assert "error TL201 a duty and a prohibition meet on the same act" in need
    assert "Scenario P is a Party." in need and "Repair" in need
    assert re.findall(r'<li value="(\d+)"><code>(.*?)</code>', page)[1:4] == [
        ("10", "need:"),
        ("11", "  Each Party shall fish"),
        ("12", "    with catch &gt;= 1000 tonnes."),
    ]


def test_a_clause_shows_what_it_refers_to_and_what_refers_to_it(page: str) -> None:
    notes = _Page(page).notes
    assert "Referred to by Article 1(3) (notwithstanding)" in notes["fishing.limit"]
    assert "Article 1(4) (text)" in notes["fishing.limit"]
    assert "Refers to Article 1(1) (notwithstanding)" in notes["fishing.relief"]
    assert "Prevails over Article 1(1) ." in notes["fishing.relief"]
    assert "Yields to Article 1(3) ." in notes["fishing.limit"]
    assert "Serves as application in time" in notes["fishing.relief"]
    assert "Source Draft A, Art. 1" in notes["fishing.relief"]


def test_settled_findings_are_shown_and_not_counted(page: str) -> None:
    limit = _Page(page).notes["fishing.limit"]
    assert limit.startswith("fishing.limit prohibition, 1 finding, 1 settled !")
    assert "Settled by" in limit


def test_it_loads_and_runs_nothing(page: str) -> None:
    tags = _Page(page).tags
    assert not {tag for tag, _ in tags} & {"script", "link", "img", "iframe", "object", "form"}
    assert all(not name.startswith("on") for _, attrs in tags for name in attrs)
    addresses = [attrs["href"] or "" for tag, attrs in tags if tag == "a"]
    assert addresses and all(address.startswith("#") for address in addresses)
    assert not re.search(r"url\(|@import|https?:", page)
    policy = next(a["content"] or "" for tag, a in tags if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_every_link_leads_somewhere_and_no_place_is_there_twice(page: str) -> None:
    tags = _Page(page).tags
    places = [attrs["id"] for _, attrs in tags if attrs.get("id")]
    assert len(places) == len(set(places))
    targets = {(attrs["href"] or "")[1:] for tag, attrs in tags if tag == "a"}
    assert targets <= set(places)


def test_words_of_a_draft_never_become_markup(page: str) -> None:
    assert "<script" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7 * 7 }}" in page


def test_it_opens_by_keyboard_and_prints_what_is_open(page: str) -> None:
    assert page.count("<summary>") == page.count("<details ") == 4
    assert "@media print { .note:not([open]) { display: none; }" in page


def test_it_is_written_to_a_file_and_findings_do_not_change_the_status(tmp_path: Path) -> None:
    (tmp_path / "lake.treaty").write_text(LAKE, encoding="utf-8")
    target = tmp_path / "lake.html"
    done = CliRunner().invoke(main, ["annotate", str(tmp_path / "lake.treaty"), "-o", str(target)])
    assert done.exit_code == 0, done.output
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    bad = CliRunner().invoke(main, ["annotate", str(tmp_path / "lake.treaty"), "--lang", "xx"])
    assert bad.exit_code == 2 and "unknown language" in bad.output
