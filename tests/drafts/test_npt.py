"""Nuclear sharing under two readings of the Non-Proliferation Treaty."""

from __future__ import annotations

from tests.drafts.judging import DRAFTS, check, counted, resolved, table

RESTRICTIVE = DRAFTS / "npt/restrictive-reading.treaty"
PERMISSIVE = DRAFTS / "npt/permissive-reading.treaty"

# One act has two sides, and each side has a duty under the arrangement and a prohibition under the
# Treaty: the stationing State's duty meets Article I (its own) and Article II (the host's).
SHARING = table(
    "TL201 stationing.deployment givers.indirect",
    "TL201 stationing.deployment takers.indirect",
    "TL201 stationing.acceptance givers.indirect",
    "TL201 stationing.acceptance takers.indirect",
)


def test_sharing_conflicts_where_a_dual_key_passes_control() -> None:
    assert counted(RESTRICTIVE) == SHARING
    assert resolved(RESTRICTIVE) == []


def test_sharing_does_not_where_control_passes_in_war_alone() -> None:
    _, report = check(PERMISSIVE)
    assert counted(PERMISSIVE) == []
    assert resolved(PERMISSIVE) == []
    assert report.exit_status == 0


def test_the_articles_keep_their_numbers() -> None:
    draft, _ = check(PERMISSIVE)
    numbers = [article.number for article in draft.articles.values() if article.instrument == "npt"]
    assert numbers == ["1", "2", "3", "4", "5", "6", "10"]
