"""Nuclear sharing under two readings of the Non-Proliferation Treaty."""

from __future__ import annotations

from pathlib import Path

from tests.drafts.judging import DRAFTS, check, counted, resolved, table, variant

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


def test_the_treaty_may_be_made_to_prevail(tmp_path: Path) -> None:
    edits = {"scenario stationed": "npt prevails over sharing.\n\nscenario stationed"}
    path = variant(tmp_path, "npt/restrictive-reading.treaty", edits)
    # Nothing is then left of the arrangement: each of its duties yields wherever it applies, and
    # either of the two prohibitions is enough for that.
    found = counted(path)
    assert {code for code, _ in found} == {"TL303"}
    left = {clause for _, clauses in found for clause in clauses if "stationing" in clause}
    assert left == {"stationing.deployment", "stationing.acceptance"}
    assert resolved(path) == SHARING


def test_a_key_that_the_host_has_in_peacetime_is_what_matters(tmp_path: Path) -> None:
    # Under the permissive reading the conflict is back once the arrangement binds in war as well.
    edits = {
        "if dual_key, unless war_decided.": "if dual_key.",
        "if dual_key of the other SharingState, unless war_decided of the other SharingState.": (
            "if dual_key of the other SharingState."
        ),
    }
    path = variant(tmp_path, "npt/permissive-reading.treaty", edits, of="npt/sharing.treaty")
    assert counted(path) == SHARING
