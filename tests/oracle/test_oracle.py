"""Checker, evaluator and oracle agree on random drafts, and on the drafts on which they once did
not."""

from __future__ import annotations

from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle import matters
from tests.oracle.compare import differences, differences_on_matters
from tests.oracle.description import Draft
from tests.oracle.generate import some_draft

drafts = st.randoms(use_true_random=False).map(some_draft)


@settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(draft=drafts)
def test_all_judges_agree_on_random_drafts(tmp_path: Path, draft: Draft) -> None:
    assert not differences(draft, tmp_path), draft.text


@settings(
    max_examples=120,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(draft=st.randoms(use_true_random=False).map(matters.some_matter))
def test_all_judges_agree_on_competences(tmp_path: Path, draft: matters.Draft) -> None:
    assert not differences_on_matters(draft, tmp_path), f"{draft.profile}: {draft.text}"


def test_a_seed_gives_the_same_drafts() -> None:
    one, other = (some_draft(Random("0:7")) for _ in range(2))
    assert one == other
    assert one != some_draft(Random("0:8"))
