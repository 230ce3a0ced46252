"""A treaty section asks which final clauses a draft lacks, and what then applies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from treatylang.cli.main import main
from treatylang.model.topics import TOPICS

MANY = """
treaty lake "Convention on the Lake" done at "Ohrid", authentic in en.
class Party "Party" plural "Parties".
state UPL "Upland" is Party. state LOW "Lowland" is Party. state MID "Midland" is Party.
act fish "fish" by Party.
article fishing "Fishing".
  ban: No Party shall fish.
article disputes "Settlement of disputes".
  talk: text "The Parties settle their disputes by negotiation.".
article final "Final provisions".
  entry: This treaty enters into force upon ratification by 2 Parties.
  keep: text "The Secretary-General is the depositary.", serves as depositary.
    serves as registration and signature.
  stop: A Party may terminate this treaty.
"""
TWO = MANY.replace('state MID "Midland" is Party.', "")


def asked(folder: Path, text: str, *options: str) -> tuple[int, str]:
    (folder / "lake.treaty").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["checklist", str(folder / "lake.treaty"), *options])
    return done.exit_code, done.output


def items(folder: Path, text: str) -> dict[str, dict[str, object]]:
    status, said = asked(folder, text, "--format", "json")
    assert status == 0
    (draft,) = json.loads(said)["drafts"]
    return {item["name"]: item for item in draft["items"]}


def test_what_is_there_is_shown_with_its_clause(tmp_path: Path) -> None:
    found = items(tmp_path, MANY)
    said = {name: item["status"] for name, item in found.items()}
    assert said["entry_into_force"] == said["ratification"] == "present"
    assert said["depositary"] == said["registration"] == said["signature"] == "present"
    assert said["duration"] == "present"  # a power to terminate
    assert found["depositary"]["clauses"] == [
        {"clause": "final.keep", "where": "Article 3, paragraph 2"}
    ]
    assert found["testimonium"]["clauses"] == [{"clause": None, "where": "the end of the document"}]


def test_what_is_missing_has_the_rule_that_then_applies(tmp_path: Path) -> None:
    found = items(tmp_path, MANY)
    assert found["reservations"]["status"] == "missing"
    assert found["reservations"]["law"] == "VCLT Arts. 19 to 23"
    assert found["withdrawal"]["status"] == "missing"
    assert "twelve months’ notice" in str(found["withdrawal"]["default"])
    assert "annexes" not in found  # there are none
    assert found["settlement_of_disputes"]["status"] == "perhaps"  # a heading says so


def test_a_treaty_between_two_has_another_list(tmp_path: Path) -> None:
    many, two = items(tmp_path, MANY), items(tmp_path, TWO.replace(" by 2", " by all"))
    assert set(many) - set(two) == {"accession", "reservations", "declarations", "depositary"}


def test_it_is_information_read_line_by_line(tmp_path: Path) -> None:
    status, said = asked(tmp_path, MANY)
    lines = said.splitlines()
    assert status == 0 and "7 present" not in lines[1]
    assert "  present  Depositary: Article 3(2) final.keep" in lines
    assert "  perhaps  Settlement of disputes: Article 2 disputes.talk" in lines
    assert "           if it is: serves as settlement_of_disputes." in lines
    assert "  missing  Reservations" in lines


def test_annexes_of_a_draft_want_a_status(tmp_path: Path) -> None:
    text = MANY + 'annex map "Map".\n  map: text "The map.".\n'
    found = items(tmp_path, text)["annexes"]
    assert found["status"] == "perhaps" or found["status"] == "missing"
    serving = text.replace('"The map."', '"The map is an integral part.", serves as annexes')
    assert items(tmp_path, serving)["annexes"]["status"] == "present"


def test_an_unknown_matter_is_an_error_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "lake.treaty").write_text(MANY.replace("as depositary", "as depositry"))
    done = CliRunner().invoke(main, ["check", str(tmp_path / "lake.treaty")])
    assert "error[TL101]" in done.output and "“depositry”" in done.output
    assert "Did you mean “depositary”?" in done.output


@pytest.mark.parametrize("topic", TOPICS)
def test_every_matter_may_be_served_by_a_text(tmp_path: Path, topic: str) -> None:
    text = MANY + f'annex map "Map".\n  map: text "The map.", serves as {topic}.\n'
    found = items(tmp_path, text)[topic]
    assert "map.map" in [clause["clause"] for clause in found["clauses"]]  # type: ignore[attr-defined]


def test_a_draft_that_cannot_be_read_says_so_in_its_status(tmp_path: Path) -> None:
    assert asked(tmp_path, "treaty lake nothing.")[0] == 2
