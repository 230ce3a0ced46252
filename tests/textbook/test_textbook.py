"""Conflicts of the literature, and the true twins of the decoys: exactly these are found."""

from __future__ import annotations

from pathlib import Path

import pytest

import treatylang
from tests.drafts.judging import check, counted, resolved, table

FOLDER = Path(__file__).parent

FOUND = {
    "always": ["TL302 reports.report"],
    "antigone": ["TL201 laws.gods laws.king"],
    "closed-boundary": ["TL203 runs.free runs.ban"],
    "dead-class": ["TL301 reports.phase_in"],
    "exclusive-acts": ["TL202 valves.opening valves.closing"],
    "exemption": ["TL204 reports.duty reports.relief"],
    "false-background": ["TL300"],
    "gap": ["TL308"],
    "impossible": ["TL305 runs.band"],
    "kelsen-partial": ["TL201 blockade.punished blockade.unpunished"],
    "kelsen-total": ["TL201 blockade.punished blockade.unpunished"],
    "kelsen-unilateral": ["TL203 zone.allowed zone.forbidden"],
    "late-assistance": ["TL201 aid.tell aid.silent"],
    "long-month": ["TL201 visits.duty visits.ban"],
    "one-report": ["TL202 reports.summary reports.account"],
    "other-side": ["TL201 knowhow.duty knowhow.ban"],
    "overlapping-windows": ["TL202 stocks.ceiling stocks.floor"],
    "overridden": ["TL303 zone.ban zone.all"],
    "precedence-circle": ["TL203 zone.ban zone.right", "TL207 zone.ban zone.right"],
    "redundant": ["TL304 runs.strict runs.lax"],
    "redundant-window": ["TL304 reports.early reports.late"],
    "ross-partial-partial": ["TL201 fishery.landing fishery.no_landing"],
    "ross-total-partial": ["TL201 fishery.landing fishery.no_landing"],
    "ross-total-total": ["TL201 fishery.landing fishery.no_landing"],
    "shared-competence-line": ["TL205 bodies.above bodies.below"],
    "three-in-two-days": ["TL206 site.first site.second site.third"],
    "trigger": ["TL201 notices.notice notices.secrecy"],
    "union-of-prohibitions": ["TL206 evaluations.duty evaluations.too_large evaluations.too_small"],
    "unverified": ["TL307 stocks.visits"],
    "vacuous": ["TL306"],
    "whole-pages": ["TL202 reports.long reports.short"],
    "without-prejudice": ["TL203 zone.right zone.ban"],
}
RESOLVED = {"overridden": ["TL203 zone.ban zone.all"]}
OVERLAPS = {
    "kelsen-partial": "total-partial",
    "kelsen-total": "total-total",
    "ross-partial-partial": "partial-partial",
    "ross-total-partial": "total-partial",
    "ross-total-total": "total-total",
}


def test_every_file_is_in_the_table() -> None:
    assert sorted(FOUND) == sorted(path.stem for path in FOLDER.glob("*.treaty"))


@pytest.mark.parametrize("name", FOUND)
def test_is_read(name: str) -> None:
    draft = treatylang.load(FOLDER / f"{name}.treaty")
    assert [(found.code, found.message) for found in draft.findings] == []


@pytest.mark.parametrize("name", FOUND)
def test_exactly_these_are_found(name: str) -> None:
    path = FOLDER / f"{name}.treaty"
    assert counted(path) == table(*FOUND[name])
    assert resolved(path) == table(*RESOLVED.get(name, []))
    assert check(path)[1].exit_status == 1


@pytest.mark.parametrize("name", OVERLAPS)
def test_the_overlap_is_told(name: str) -> None:
    _, report = check(FOLDER / f"{name}.treaty")
    [finding] = [finding for finding in report.findings if finding.counts]
    assert finding.overlap.startswith(OVERLAPS[name])


@pytest.mark.parametrize(
    ("permitted", "meets"),
    [("<= 9.99e25", False), ("< 1e26", False), ("<= 1e26", True), ("<= 1.01e26", True)],
)
def test_the_boundary_is_found_on_its_one_value(
    permitted: str, meets: bool, tmp_path: Path
) -> None:
    text = (FOLDER / "closed-boundary.treaty").read_text(encoding="utf-8")
    path = tmp_path / "boundary.treaty"
    path.write_text(text.replace("compute <= 1e26", f"compute {permitted}"), encoding="utf-8")
    assert counted(path) == (table(*FOUND["closed-boundary"]) if meets else [])
