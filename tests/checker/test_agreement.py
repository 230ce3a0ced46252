"""The checker against brute force: every small world of small drafts, judged by the evaluator."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from checker.conflicts import Search
from checker.solve import Solver
from tests.checker.checking import read
from tests.checker.worlds import by_brute_force, drafts

SOLVER = Solver()


def sets_found(folder: Path, text: str) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """Return the conflicts of two and three norms by the checker, and by brute force."""
    draft = read(folder, text, "")
    search = Search(draft, SOLVER)
    found = {frozenset(item.norms) for item in search.conflicts() if len(item.norms) < 4}
    assert not search.undecided
    return found, by_brute_force(draft, text)


@settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=drafts())
def test_the_checker_finds_what_brute_force_finds(tmp_path: Path, text: str) -> None:
    found, right = sets_found(tmp_path, text)
    assert found == right, text
