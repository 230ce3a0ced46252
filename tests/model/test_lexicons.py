"""Lexicons: which entries fit a draft, and what a lexicon may make the tool read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from treatylang.model.draft import Draft, Ref
from treatylang.model.load import load
from treatylang.syntax import limits

DRAFT = """
treaty t "Accord on Notices" authentic in en, fr.
recital "Aware of the danger".
class Party "Party" plural "Parties".
act notify "notify" by Party with size in number "size", mode among open, secret.
article a "A".
  one: Each Party shall notify.
  two: text "As in {one} and {b}." points "first {one}", "second".
article b "B".
  three: text "So."
"""
TABLE = (Path(__file__).parent / "broken-lexicons.txt").read_text(encoding="utf-8")
CASES = [
    re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), case.split("\n\n#")[0].strip())
    for case in TABLE.split("=====\n")[1:]
]


def read(folder: Path, lexicon: str, name: str = "draft.fr.lexicon") -> Draft:
    (folder / "draft.treaty").write_text(DRAFT, encoding="utf-8")
    (folder / name).write_text(lexicon, encoding="utf-8")
    return load(folder / "draft.treaty", folder)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.split("\n")[0][:40])
def test_an_entry(case: str, tmp_path: Path) -> None:
    lexicon, _, expected = case.partition("---")
    said = []
    for finding in read(tmp_path, lexicon.strip()).findings:
        assert finding.place.path == "draft.fr.lexicon"
        said.append(f"{finding.code} {finding.place.line}:{finding.place.column} {finding.message}")
        said += [f"    {finding.advice}"] if finding.advice else []
    assert "\n".join(said) == expected.strip()


def test_what_an_entry_says(tmp_path: Path) -> None:
    lexicon = read(
        tmp_path,
        'class Party "Partie", feminine,\n  plural "Parties".\n'
        'text two "Selon\n  {one} et {b}.", points "un {one}", "deux".',
    ).lexicons["fr"]
    party = lexicon.find("class", "Party")
    assert party and (party.words, party.forms) == ("Partie", {"plural": "Parties"})
    assert party.flags == {"feminine"} and party.place.line == 1
    text = lexicon.find("text", "a.two", 1)
    assert text and text.runs == ("Selon ", Ref("a.one"), " et ", Ref("b"), ".")
    assert text.points == (("un ", Ref("a.one")), ("deux",))
    assert lexicon.find("act", "notify") is None


def test_a_lexicon_in_no_known_language_is_not_passed_over(tmp_path: Path) -> None:
    (finding,) = read(tmp_path, "", "draft.xx.lexicon").findings
    assert finding.code == "TL110" and "draft.xx.lexicon" in finding.message


def test_a_lexicon_of_another_file_is_none_of_this_draft(tmp_path: Path) -> None:
    assert read(tmp_path, "what is this", "other.fr.lexicon").findings == ()


def test_no_lexicon_outside_of_the_project_is_read(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text('class Party "Partie".')
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "draft.treaty").write_text(DRAFT, encoding="utf-8")
    (folder / "draft.fr.lexicon").symlink_to(outside)
    draft = load(folder / "draft.treaty", folder)
    (finding,) = draft.findings
    assert finding.code == "TL110" and "outside" in finding.message
    assert draft.unreadable and not draft.lexicons


def test_a_lexicon_counts_towards_the_size_of_a_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BYTES", len(DRAFT.encode()) + 10)
    draft = read(tmp_path, 'class Party "Partie", feminine.')
    assert [finding.code for finding in draft.findings] == ["TL004"]


def test_the_first_errors_are_enough(tmp_path: Path) -> None:
    findings = read(tmp_path, "x.\n" * 1000).findings
    assert len(findings) == limits.ERRORS + 1
    assert findings[-1].code == "TL004"
