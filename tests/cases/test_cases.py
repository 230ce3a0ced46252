"""Published cases: each draft says what its source claims, and exactly that is found.

The head of a draft tells in comments what the source says, and what must therefore be found:

    # expect: TL201 laws.gods laws.king: error, total-partial

is a code, the minimal set, the severity, and Ross's overlap where there is one; what settles a
conflict follows after a semicolon. ``expect: nothing`` is a decoy: it looks wrong and is right.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import treatylang
from treatylang.findings import Finding

FOLDER = Path(__file__).parent
CASES = sorted(FOLDER.glob("*/*.treaty"))
PUBLISHED = [path for path in CASES if path.parent.name == "published"]

_EXPECTED = re.compile(r"^# expect: (.+)$", re.MULTILINE)
_NOTHING = "nothing"

cases = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
published = pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)


@cases
def test_exactly_this_is_found(path: Path) -> None:
    draft = treatylang.load(path)
    assert sorted(map(line, treatylang.check(draft).findings)) == expected(path)


@cases
def test_its_scenarios_pass(path: Path) -> None:
    for result in treatylang.run_scenarios(path):
        told = "\n".join(entry.sentence for entry in result.entries)
        reasons = [*(reason for _, reason in result.failures), *result.undecided]
        assert result.passed, f"{result.scenario.name}: {reasons}\n{told}"


@published
def test_it_names_its_source(path: Path) -> None:
    draft = treatylang.load(path)
    assert any(clause.sources for clause in draft.clauses.values())


def test_about_half_are_decoys() -> None:
    silent = sum(not any(";" not in item for item in expected(path)) for path in PUBLISHED)
    assert len(PUBLISHED) >= 30
    assert 0.35 <= silent / len(PUBLISHED) <= 0.65


def expected(path: Path) -> list[str]:
    """Return what a draft's head says is to be found; what says nothing is a mistake."""
    lines: list[str] = _EXPECTED.findall(path.read_text(encoding="utf-8"))
    assert lines, "the draft does not say what is to be found in it"
    if lines == [_NOTHING]:
        return []
    return sorted(map(_sorted, lines))


def _sorted(expectation: str) -> str:
    """Put the members of the minimal set in order: which of them comes first tells nothing."""
    members, _, rest = expectation.partition(": ")
    code, *names = members.split()
    return f"{code} {' '.join(sorted(names))}: {rest}"


def line(finding: Finding) -> str:
    """Write a finding as it is expected in the head of a draft."""
    members = " ".join(member.label for member in finding.members)
    overlap = f", {finding.overlap.partition(':')[0]}" if finding.overlap else ""
    status = f"; {finding.resolved_by}" if finding.resolved_by else ""
    status += f"; allowed: {finding.allowed}" if finding.allowed else ""
    return _sorted(f"{finding.code} {members}: {finding.severity.value}{overlap}{status}")
