"""All minimal sets, on properties whose minimal sets are known; and what happens at the limit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import minimal
from checker.question import Status
from tests.checker.checking import found_in, read

MEMBERS = [f"n{index}" for index in range(8)]
families = st.lists(st.frozensets(st.sampled_from(MEMBERS), min_size=1, max_size=4), max_size=6)


def property_of(family: list[frozenset[str]]) -> minimal.Property:
    return lambda chosen: Status.SAT if any(item <= chosen for item in family) else Status.UNSAT


def _all(holds: minimal.Property) -> tuple[list[frozenset[str]], bool, bool]:
    sets, found = minimal.minimal_sets(MEMBERS, holds), []
    while True:
        try:
            found.append(next(sets))
        except StopIteration as end:
            return found, *end.value


@given(family=families)
def test_every_minimal_set_is_listed(family: list[frozenset[str]]) -> None:
    found, complete, undecided = _all(property_of(family))
    assert complete and not undecided
    assert len(found) == len(set(found))
    assert set(found) == {item for item in family if not any(other < item for other in family)}


def test_a_list_that_was_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    family = [frozenset({one, other}) for one in MEMBERS[:4] for other in MEMBERS[4:]]
    monkeypatch.setattr(minimal, "MOST_ASKED", 3)
    found, complete, _ = _all(property_of(family))
    assert not complete
    assert found and set(found) < set(family)


def test_what_stays_open_says_so() -> None:
    def holds(chosen: frozenset[str]) -> Status:
        return Status.UNKNOWN if "n0" in chosen else Status.UNSAT

    assert _all(holds) == ([], True, True)


LOWER = "".join(f"low{i}: No Party shall train with compute < {i + 9} FLOP.\n" for i in range(9))
UPPER = "".join(f"high{i}: No Party shall train with compute > {i} FLOP.\n" for i in range(9))
MANY = f'article a "A".\nduty: Each Party shall train.\n{LOWER}{UPPER}'


def test_all_unions_of_two_among_eighteen_are_found(tmp_path: Path) -> None:
    found = found_in(read(tmp_path, MANY))
    assert {finding.code for finding in found} == {"TL206"}
    sets = {frozenset(member.label for member in finding.members) for finding in found}
    assert len(found) == len(sets) == 81
    assert all(len(item) == 3 and "a.duty" in item for item in sets)


def test_a_limit_that_is_reached_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minimal, "MOST_ASKED", 5)
    found = found_in(read(tmp_path, MANY))
    assert {finding.code for finding in found} == {"TL206", "TL209"}
    (cut,) = (finding for finding in found if finding.code == "TL209")
    assert len(cut.members) == 19
    assert cut.counts
