"""Users ask how much of a draft is formal."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from treatylang.cli.main import main

DRAFT = """
class Party "Party" plural "Parties".
state UPL "Upland" is Party. state LOW "Lowland" is Party.
act go "leave" by Party.
article one "First".
  a: Each Party shall go.
  b: text "The rules of {a} are good, as {two} says:" points "here;", "there.".
  c: Each Party shall go. text "So it is.".
article two "Second".
  d: text "See {one.b} and {one.b}.".
  e: This treaty enters into force upon ratification by 2 Parties.
"""


def coverage(folder: Path, *options: str, text: str = DRAFT) -> tuple[int, str]:
    (folder / "pact.treaty").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["coverage", str(folder / "pact.treaty"), *options])
    return done.exit_code, done.output


def test_it_counts_clauses_and_words_and_lists_what_is_text(tmp_path: Path) -> None:
    status, said = coverage(tmp_path)
    assert status == 0
    head, first, b, second, d, outside = said.splitlines()
    assert ": 3 of 5 clauses formal, " in head
    assert first.startswith("  Article 1 First: 2 of 3 clauses formal, ")
    assert b.startswith("    one.b (Article 1(2)): text, ")
    assert b.endswith("; refers to one.a, two; referred to by two.d")
    assert second.startswith("  Article 2 Second: 1 of 2 clauses formal, ")
    assert d.startswith("    two.d (Article 2(1)): text, ") and d.endswith("; refers to one.b")
    assert outside.strip().endswith("words stand outside clauses")


def test_the_same_as_data(tmp_path: Path) -> None:
    status, said = coverage(tmp_path, "--format", "json")
    data = json.loads(said)["drafts"][0]
    assert (status, data["clauses"], data["formal_clauses"]) == (0, 5, 3)
    one = data["articles"][0]["clauses"]
    assert [clause["formal"] for clause in one] == [True, False, True]
    assert one[0]["text_words"] == 0 and one[1]["text_words"] == one[1]["words"]
    assert 0 < one[2]["text_words"] < one[2]["words"]
    words = sum(clause["words"] for item in data["articles"] for clause in item["clauses"])
    assert data["words"] == words > 0


def test_text_alone_is_covered_to_nothing_and_is_no_failure(tmp_path: Path) -> None:
    status, said = coverage(tmp_path, text='article a "A".\np: text "Peace.".\n')
    assert status == 0 and "0 of 1 clause formal, 0 of 1 words (0 %)" in said


def test_a_draft_that_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    assert coverage(tmp_path, text="article.\n")[0] == 2
