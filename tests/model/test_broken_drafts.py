"""What a drafter is told of a broken draft: message, place and advice, beside the draft."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.model import test_institutions
from tests.model.drafts import VOCABULARY, read, wrong
from treatylang.findings import Finding


class Case(NamedTuple):
    draft: str
    norms: int
    said: str
    vocabulary: str


def _cases(name: str, vocabulary: str) -> list[Case]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    cases = []
    for part in text.split("=====\n")[1:]:
        draft, _, said = part.partition("\n--- ")
        norms, _, said = said.partition("\n")
        draft = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m.group(1), 16)), draft)
        cases.append(Case(draft, int(norms), said.strip(), vocabulary))
    return cases


def _said(finding: Finding) -> str:
    place = f"{finding.place.line - 1}:{finding.place.column}"
    said = f"{finding.code} {place} {finding.message}"
    return f"{said}\n    {finding.advice}" if finding.advice else said


CASES = [
    *_cases("broken.txt", VOCABULARY),
    *_cases("broken-votes.txt", test_institutions.VOCABULARY),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.draft.split("\n")[-1][:50])
def test_a_broken_draft(case: Case, tmp_path: Path) -> None:
    draft = read(tmp_path, case.draft, case.vocabulary)
    assert "\n".join(map(_said, wrong(draft))) == case.said
    assert len(draft.norms) == case.norms


DEEP = "brackets or “not” stand more than 60 deep in one another"
LARGE = "a number has at most 400 digits, and lies below 1e400"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("if " + "not " * 100 + "emergency", DEEP),
        ("if " + "(" * 100 + "emergency" + ")" * 100, DEEP),
        ("if " + "emergency or " * 20_000 + "emergency", "this sentence has more than 2000 words"),
        ("if " + "a" * 1_000_000, "this name has more than 200 letters"),
        ("if pop > " + "9" * 1_000_000, LARGE),
        ("if pop > 1e9999999", LARGE),
    ],
    ids=["not", "brackets", "or", "name", "digits", "exponent"],
)
def test_a_monstrous_sentence(text: str, message: str, tmp_path: Path) -> None:
    one, two = f"one: Each Party shall notify, {text}.", "two: Each Party may train."
    draft = read(tmp_path, f'article a "A".\n{one}\n{two}')
    assert [finding.message for finding in wrong(draft)] == [message]
    assert list(draft.norms) == ["a.two"]


def test_a_long_chain_is_no_deep_nest(tmp_path: Path) -> None:
    text = "emergency and " * 900 + "emergency"
    draft = read(tmp_path, f'article a "A".\none: Each Party shall notify, if {text}.')
    assert not wrong(draft)


def test_all_errors_are_told_and_the_good_clauses_stay(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        'article a "A".\n'
        "one: Each Party shal notify.\n"
        "two: Each Party shall notify within 30 days after request.\n"
        "three: Each Party shall notify, if emergncy.\n"
        "four: Each Party shall train\n"
        "five: No Party shall train with compute > 5 days.\n"
        'six: text "As is {said}.\n'
        "seven: Each Party may train.\n",
    )
    assert [(finding.code, finding.place.line - 1) for finding in wrong(draft)] == [
        ("TL002", 2),
        ("TL101", 4),
        ("TL002", 5),
        ("TL106", 6),
        ("TL002", 7),
    ]
    assert list(draft.norms) == ["a.two", "a.four", "a.seven"]
    assert draft.unreadable


def test_what_speaks_of_a_lost_name_is_no_second_error(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        "fact war there is a war.\n"
        'article a "A".\n'
        "one: Each Party shall notify, if war.\n"
        "two: Each Party shall shall notify.\n"
        "three: Notwithstanding two, each Party may train.\n"
        "four: If two is breached, each Party shall notify.\n"
        "five: Each Party shall notify, if emergncy.\n"
        "six: If five is breached, each Party shall notify.\n"
        "seven: Each Party may notify, except as provided in five.\n",
    )
    found = [(finding.code, finding.place.line - 1) for finding in wrong(draft)]
    assert found == [("TL002", 1), ("TL002", 4), ("TL101", 7)]
    assert list(draft.norms) == ["a.seven"]
    assert draft.norms["a.seven"].carve_outs == ()
