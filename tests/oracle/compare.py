"""One draft before all judges: what checker, evaluator and oracle say, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import checker
from tests.oracle import description, matters
from tests.oracle.conflicts import Conflict, Oracle
from tests.oracle.judging import disagreements
from tests.oracle.standing import Standing
from treatylang.findings import Finding, Severity
from treatylang.model.draft import Draft
from treatylang.model.load import load


@dataclass(slots=True)
class Tally:
    """What was compared so far."""

    counts: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return ", ".join(f"{count} {what}" for what, count in sorted(self.counts.items()))


def read(text: str, folder: Path) -> Draft:
    """Read a draft's text; nothing may be wrong with it."""
    file = folder / "draft.treaty"
    file.write_text(text, encoding="utf-8")
    draft = load(file, folder)
    wrong = [item for item in draft.findings if item.severity is Severity.ERROR]
    assert not wrong, [(item.code, item.message, item.place) for item in wrong]
    return draft


def differences(given: description.Draft, folder: Path, tally: Tally | None = None) -> list[str]:
    """Return in words whatever the checker finds and the oracle does not, or the reverse."""
    tally = Tally() if tally is None else tally
    text = given.text
    draft = read(text, folder)
    found = checker.check([draft]).findings
    oracle = Oracle(given)
    tally.counts["drafts"] += 1
    if not oracle.scenarios:
        codes = {item.code for item in found if item.code[:3] in ("TL2", "TL3")}
        return [] if codes == {"TL300"} else [f"no scenario is possible: {codes}"]
    return [
        *(f"undecided: {item.message}" for item in found if item.severity is Severity.UNDECIDED),
        *_compare("checker", "oracle", _found(draft, found), list(_expected(oracle, tally))),
        *disagreements(draft, oracle),
        *Standing(oracle).differences(_on_single_norms(given, found, tally)),
    ]


def differences_on_matters(
    given: matters.Draft, folder: Path, tally: Tally | None = None
) -> list[str]:
    """Return in words where the checker differs on competences and subsidiarity."""
    tally = Tally() if tally is None else tally
    draft = read(given.text, folder)
    findings = checker.check([draft], profile=given.profile).findings
    right = matters.Matters(given, tuple(matters.scenarios()))
    # What an organ does is placed at a level, too: of such drafts other verdicts are compared.
    codes: tuple[str, ...] = ("TL205",) if given.timed else ("TL205", "TL4")
    if given.measures:
        codes = ("TL205", "TL406", "TL408")
    found = [
        line if item.code == "TL205" else f"{item.code} {item.members[0].label}"
        for item in findings
        if item.code.startswith(codes) and item.code != "TL407"
        for line in _found(draft, [item]) or [""]
    ]
    verdicts = right.on_measures() if given.measures else right.verdicts()
    expected = [*right.clashes(), *(() if given.timed and not given.measures else verdicts)]
    tally.counts["drafts"] += 1
    for line in expected:
        tally.counts[f"findings {line.split()[0]}"] += 1
    undecided = (f for f in findings if f.code == "TL900")
    return [
        *(f"undecided: {item.message}" for item in undecided),
        *_compare("checker", "oracle", found, expected),
    ]


def _compare(one: str, other: str, left: list[str], right: list[str]) -> Iterator[str]:
    mine, theirs = Counter(left), Counter(right)
    for line in sorted((mine - theirs).elements()):
        yield f"{one} only: {line}"
    for line in sorted((theirs - mine).elements()):
        yield f"{other} only: {line}"


def _found(draft: Draft, findings: Iterable[Finding]) -> list[str]:
    """Each conflict in one line."""
    lines = []
    for item in findings:
        names = " ".join(sorted(m.label for m in item.members if m.label in draft.norms))
        if item.code in ("TL207", "TL208"):
            lines.append(f"{item.code} {' '.join(sorted(set(names.split())))}")
        elif item.code in _CONFLICTS:
            status = ", resolved" if item.resolved_by else ""
            overlap = f", {item.overlap.partition(':')[0]}" if item.overlap else ""
            lines.append(f"{item.code} {names}: {item.severity.value}{overlap}{status}")
        elif item.code == "TL209":
            lines.append(f"{item.code} {names}")
    return lines


def _on_single_norms(
    given: description.Draft, findings: Iterable[Finding], tally: Tally
) -> dict[str, set[int]]:
    """The norms found dead, idle, overridden, redundant and impossible, by code."""
    numbers = {given.label(index): index for index in range(len(given.rules))}
    found: dict[str, set[int]] = {}
    for item in findings:
        if item.code in ("TL301", "TL302", "TL303", "TL304", "TL305"):
            found.setdefault(item.code, set()).add(numbers[item.members[0].label])
            tally.counts[f"findings {item.code}"] += 1
    return found


_CONFLICTS = ("TL201", "TL202", "TL203", "TL204", "TL205", "TL206")


def _expected(oracle: Oracle, tally: Tally) -> Iterator[str]:
    draft = oracle.draft

    def labels(norms: Iterable[int]) -> str:
        return " ".join(sorted(draft.label(index) for index in norms))

    tally.counts["scenarios"] += len(oracle.scenarios)
    for ring in oracle.circles():
        yield f"TL207 {labels(ring)}"
    conflicts = oracle.conflicts()
    for pair in {item.opposite for item in conflicts if item.opposite}:
        yield f"TL208 {labels(pair)}"
    for item in conflicts:
        _count(item, tally)
        overlap = f", {item.overlap}" if item.overlap else ""
        status = ", resolved" if item.resolved else ""
        severity = "error" if item.error else "warning"
        yield f"{item.code} {labels(item.norms)}: {severity}{overlap}{status}"


def _count(item: Conflict, tally: Tally) -> None:
    tally.counts["conflict sets"] += 1
    tally.counts[f"sets of {len(item.norms)}"] += 1
    tally.counts["settled"] += item.resolved
    if item.overlap:
        tally.counts[f"overlaps {item.overlap}"] += 1
