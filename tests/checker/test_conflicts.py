"""What is found in small drafts, beside the drafts (``conflicts.txt``)."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.checker.checking import found_in, line, lines, read


class Case(NamedTuple):
    name: str
    draft: str
    found: str


def cases() -> list[Case]:
    text = Path(__file__).with_name("conflicts.txt").read_text(encoding="utf-8")
    found = []
    for part in re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).split("===== ")[1:]:
        name, _, rest = part.partition("\n")
        draft, _, said = rest.partition("---\n")
        start = "" if re.search("^article ", draft, re.MULTILINE) else 'article a "A".\n'
        found.append(Case(name, start + draft, said.strip()))
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_conflicts(case: Case, tmp_path: Path) -> None:
    findings = found_in(read(tmp_path, case.draft))
    assert "\n".join(lines(findings)) == case.found


BOUNDARIES = [
    ("gdp <= 5 FLOP", "gdp >= 5 FLOP", "5"),
    ("gdp <= 1e26 FLOP", "gdp >= 1e26 FLOP", str(10**26)),
    ("gdp + size <= 0.3 FLOP and size = 0.1 FLOP", "gdp >= 0.2 FLOP", "1/5"),
]


@pytest.mark.parametrize(("below", "above", "value"), BOUNDARIES)
def test_the_witness_of_a_boundary_has_its_value(
    below: str, above: str, value: str, tmp_path: Path
) -> None:
    text = f'article a "A". one: Each Party shall notify, if {below}.\n'
    draft = read(tmp_path, f"{text}two: No Party shall notify, if {above}.")
    (finding,) = found_in(draft)
    assert finding.witness is not None
    quantities = finding.witness["quantities"]
    assert isinstance(quantities, dict)
    assert quantities["gdp of P"] == value
    parted = read(tmp_path, f"{text}two: No Party shall notify, if {above.replace('>=', '>')}.")
    assert found_in(parted) == []


def test_a_witness_is_small_and_told(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        'article a "A".\n'
        "one: Each Party that did train with compute > 7 FLOP shall notify within 3 days"
        " thereafter.\n"
        "two: No Party shall notify, if emergency.\n"
        "three: Each Party shall assist, if truce.\n",
    )
    (finding,) = found_in(draft)
    assert finding.witness is not None
    assert finding.witness["facts"] == ["emergency"]
    assert finding.witness["breaches"] == {}
    (act,) = finding.witness["acts"]  # type: ignore[misc]  # plain data
    assert act["day"] == 0
    assert Fraction(act["attributes"]["compute"]) > 7
    assert "truce" not in finding.scenario
    assert "emergency" in finding.scenario
    assert finding.checked == ("replayed by the evaluator; each of the 2 members is needed.",)


def test_every_repair_mends(tmp_path: Path) -> None:
    repaired = 0
    for case in cases():
        draft = read(tmp_path, case.draft)
        for finding in found_in(draft):
            for repair in finding.repairs:
                text = draft.sources["draft.treaty"]
                for place, new in sorted(repair.edits, key=lambda e: e[0].start, reverse=True):
                    text = text[: place.start] + new + text[place.end :]
                after = [line(item) for item in found_in(read(tmp_path, text, "")) if item.counts]
                assert line(finding) not in after, repair.description
                repaired += 1
    assert repaired > 20
