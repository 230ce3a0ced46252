"""The convention: competences that meet at their lines, and every norm verified."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drafts.judging import DRAFTS, check, counted, resolved, table, variant

CONVENTION = "ai-convention/convention.treaty"


def test_is_clean() -> None:
    _, report = check(DRAFTS / CONVENTION)
    assert counted(DRAFTS / CONVENTION) == []
    assert resolved(DRAFTS / CONVENTION) == []
    assert report.exit_status == 0


# One line moved, and what follows from it.
MOVED = {
    "the regional office begins too low": (
        {
            "(train.compute >= 1e24 FLOP or not national_capacity),\n"
            "    returning when national_capacity and train.compute < 1e24 FLOP.":
            "(train.compute >= 1e23 FLOP or not national_capacity)."
        },
        table(
            "TL205 oversight.national_oversight oversight.regional_oversight",
            "TL402 oversight.regional_oversight",
        ),
    ),
    "local authorities have what several localities share": (
        {"competence over siting, unless basin_shared": "competence over siting"},
        table(
            "TL205 sites.local_siting sites.regional_siting",
            "TL404 sites.local_siting",
        ),
    ),
    "nobody answers for what has escaped": (
        {
            "The Authority has exclusive competence over incidents, if escaped, "
            "returning when not escaped.": 'text "Nobody is competent for what has escaped."',
            "The Authority shall alert, if escaped.": 'text "An alert is given."',
        },
        table("TL308", "TL405"),
    ),
    "the Authority pauses runs that are not its own": (
        {
            "may order_pause, if train.compute >= 1e25 FLOP":
            "may order_pause, if train.compute >= 1e24 FLOP"
        },
        # Regional offices suffice there and have the competence; the States alone would not do.
        table(
            "TL402 oversight.pause",
            "TL403 oversight.pause",
            "TL406 oversight.pause oversight.global_oversight",
        ),
    ),
    "a ceiling that nothing verifies": (
        {",\n    verified by \"readings of the grid operator\".": "."},
        table("TL307 hardware.power"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MOVED)
def test_a_line_moved(name: str, tmp_path: Path) -> None:
    edits, expected = MOVED[name]
    assert counted(variant(tmp_path, CONVENTION, edits)) == expected
