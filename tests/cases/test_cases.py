"""Cases: each draft tells in its head what is to be found in it, and exactly that is found.

``powers/`` holds contracts and treaties with powers over their clauses, ``published/`` cases of
the literature and of practice, with their sources; ``boundaries/`` pairs of drafts that differ in
one day, one value or one word, of which one is right:

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
    wanted = expected(path)
    report = treatylang.check(treatylang.load(path))
    found = map(line, report.findings)
    assert sorted(map(in_order, found)) == sorted(map(in_order, wanted))
    assert report.exit_status == any(";" not in item for item in wanted)


@cases
def test_it_is_read_without_complaint(path: Path) -> None:
    draft = treatylang.load(path)
    assert [(found.code, found.message) for found in draft.findings] == []


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
    return [] if lines == [_NOTHING] else lines


def in_order(expectation: str) -> str:
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
    return f"{finding.code} {members}: {finding.severity.value}{overlap}{status}"


# --- the boundary of one value --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("permitted", "meets"),
    [("<= 9.99e25", False), ("< 1e26", False), ("<= 1e26", True), ("<= 1.01e26", True)],
)
def test_the_boundary_is_found_on_its_one_value(
    permitted: str, meets: bool, tmp_path: Path
) -> None:
    closed = FOLDER / "boundaries" / "closed-boundary.treaty"
    text = closed.read_text(encoding="utf-8")
    path = tmp_path / "boundary.treaty"
    path.write_text(text.replace("compute <= 1e26", f"compute {permitted}"), encoding="utf-8")
    found = [line(finding) for finding in treatylang.check(treatylang.load(path)).findings]
    assert list(map(in_order, found)) == (expected(closed) if meets else [])
