"""Claims that are false of published rules: each is refuted with ballots that replay.

What is expected stands in ``false-claims.txt`` and was worked out by hand: under each claim the
ballots that show it (who is in favour, everybody else being against), shares, figures other than
declared, and what all coalitions come to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import treatylang
from tests.drafts.judging import DRAFTS
from treatylang.model.institutions import Institutions

TABLE = Path(__file__).with_name("false-claims.txt").read_text(encoding="utf-8")
DRAFT_TABLES = dict(block.split("\n", 1) for block in TABLE.strip().split("\n=====\n")[1:])


def claims(table: str) -> dict[str, list[str]]:
    """Return each claim with what shows that it is false; what begins with "+" is added to the
    draft."""
    found: dict[str, list[str]] = {}
    claim = ""
    for line in table.splitlines():
        if line.startswith("  "):
            found[claim].append(line.strip())
        elif line and not line.startswith("+"):
            claim = line
            found[claim] = []
    return found


@pytest.mark.parametrize("name", DRAFT_TABLES)
def test_each_is_refuted(name: str, tmp_path: Path) -> None:
    table = DRAFT_TABLES[name]
    expected = claims(table)
    file = tmp_path / "draft.treaty"
    added = [line[1:].strip() for line in table.splitlines() if line.startswith("+")]
    added += [f"assert {claim}." for claim in expected]
    source = DRAFTS / f"{name}.treaty"
    file.write_text(source.read_text(encoding="utf-8") + "\n".join(added), encoding="utf-8")
    for data in source.parent.glob("*.csv"):
        (tmp_path / data.name).write_bytes(data.read_bytes())
    draft = treatylang.load(file)
    assert [found.message for found in draft.findings if found.counts] == []
    report = treatylang.check(draft)
    assert [found.message for found in report.findings if found.code == "TL900"] == []
    refuted = {found.detail: found for found in report.findings if found.code == "TL501"}
    shown = {}
    for claim in expected:
        assert claim in refuted, f"not refuted: {claim}"
        finding = refuted.pop(claim)
        assert finding.checked[0] == "replayed by the evaluator of ballots"
        assert finding.witness is not None
        shown[claim] = list(told(finding.witness, draft.institutions))
    assert shown == expected
    assert list(refuted) == []


def told(witness: dict[str, Any], draft: Institutions) -> Iterator[str]:
    """Write down a witness in short."""
    for vote in witness["votes"]:
        does = "carries" if vote["carries"] else "fails"
        yield f"{vote['rule']} {does}: {_who(vote['in_favour'], draft)}".rstrip()
    for share in witness.get("shares", []):
        yield f"{' '.join(share['members'])} have {share['share']}"
    for count in witness.get("counts", []):
        if "size" in count:
            yield f"no {count['size']} carry"
        else:
            yield f"power of {' '.join(count['members'])}: {count['power']}"
    figures = witness.get("figures", {})
    if figures:
        yield f"with other figures: {len(figures)}"


def _who(names: list[str], draft: Institutions) -> str:
    """Name those in favour, or, of many, those against; seats without a name are counted."""
    body = next((b for b in draft.bodies.values() if {s.name for s in b.seats} >= set(names)), None)
    named = [seat.name for seat in body.seats if seat.named] if body else []
    against = [name for name in named if name not in names]
    few = [name for name in names if " " not in name]
    if len(few) > 9:
        few = ["all but", *against] if against else ["all"]
    unnamed = Counter(name.rsplit(" ", 1)[0] for name in names if " " in name)
    return " ".join([*few, *(f"{number} {of}" for of, number in unnamed.items())])
