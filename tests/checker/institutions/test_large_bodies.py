"""Bodies with many seats, and seats without a name: what is interchangeable is looked at once."""

from __future__ import annotations

from pathlib import Path

import pytest

import treatylang
from treatylang.figures import ClaimFigures

DRAFT = """
class P "Permanent" plural "Permanents".
class E "elected member" plural "elected members".
state A "Arcadia" is P.
organ Council "Council", composed of P and 200 E.
vote disputed in Council: at least 90 members, without a negative vote of any P,
  and 2 parties to the dispute take no part.
vote plain in Council: at least 134 members.
article a "A".
  aim: text "Peace.".
"""


def judged(folder: Path, claim: str) -> ClaimFigures:
    file = folder / "draft.treaty"
    file.write_text(DRAFT + claim, encoding="utf-8")
    draft = treatylang.load(file)
    assert [finding.message for finding in draft.findings] == []
    (found,) = treatylang.votes(draft).claims
    return found


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("no 3 E together have a veto in disputed", "proved"),
        ("no E is a dummy in disputed", "proved"),
        # Where one elected member is a party, another one is still looked at.
        ("each E has a veto in disputed", "refuted"),
        ("no P has a veto in disputed", "refuted"),
        ("no 67 E together have a veto in plain", "proved"),
        ("no 68 E together have a veto in plain", "refuted"),
        ("no 2 P together have a veto in plain", "vacuous"),
    ],
)
def test_claims_on_two_hundred_seats(claim: str, verdict: str, tmp_path: Path) -> None:
    assert judged(tmp_path, f"assert {claim}.").verdict == verdict
