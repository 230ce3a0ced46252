"""What a check finds in a draft, as a table: each code with the clauses that are members."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import treatylang
from checker.voting.game import Game, game, vote_game
from treatylang.findings import Finding, Report
from treatylang.model.draft import Draft

ROOT = Path(__file__).parents[2]
DRAFTS = ROOT / "drafts"

Row = tuple[str, frozenset[str]]
"""A code and the clauses in the finding's minimal set."""


def table(*lines: str) -> list[Row]:
    """Read "TL201 licensing.cap notification.audit"; sorted, since the order tells nothing."""
    rows = []
    for line in lines:
        code, *clauses = line.split()
        rows.append((code, frozenset(clauses)))
    return _sorted(rows)


def check(path: Path, profile: str = "") -> tuple[Draft, Report]:
    draft = treatylang.load(path)
    return draft, treatylang.check(draft, profile=profile)


def counted(path: Path, profile: str = "") -> list[Row]:
    """Return what enters the exit status."""
    draft, report = check(path, profile)
    return rows(draft, (finding for finding in report.findings if finding.counts))


def resolved(path: Path, profile: str = "") -> list[Row]:
    """Return the conflicts that precedence settles."""
    draft, report = check(path, profile)
    return rows(draft, (finding for finding in report.findings if finding.resolved_by))


def rows(draft: Draft, findings: Iterable[Finding]) -> list[Row]:
    return _sorted((finding.code, clauses_of(draft, finding)) for finding in findings)


def clauses_of(draft: Draft, finding: Finding) -> frozenset[str]:
    """Return the clauses among the members; definitions and assumptions are left out."""
    labels = (member.label for member in finding.members)
    norms = draft.norms
    clauses = (norms[label].clause if label in norms else label for label in labels)
    return frozenset(clause for clause in clauses if clause in draft.clauses)


def refuted(path: Path) -> dict[str, list[tuple[str, ...]]]:
    """Return each claim that is refuted, with those in favour in each vote that shows it."""
    _, report = check(path)
    assert not [finding for finding in report.findings if finding.code in ("TL502", "TL900")]
    return {
        finding.detail: [tuple(vote["in_favour"]) for vote in _shown(finding)]
        for finding in report.findings
        if finding.code == "TL501"
    }


def _shown(finding: Finding) -> list[dict[str, list[str]]]:
    witness: Any = finding.witness or {}
    votes: list[dict[str, list[str]]] = witness.get("votes", [])
    return votes


def game_of(name: str, vote: str = "") -> Game:
    """Return the game of a draft's vote; of its first entry into force, where none is named."""
    draft = treatylang.load(DRAFTS / name).institutions
    if vote:
        return vote_game(draft, vote)
    (entry, *_) = draft.entries
    return game(draft, entry.rule, entry.body)


def variant(folder: Path, name: str, edits: Mapping[str, str], of: str = "") -> Path:
    """Copy all drafts to ``folder``, and change the one named (or ``of``, which it includes).

    Their words in other languages stay behind: they would not fit a changed draft.
    """
    copy = folder / "drafts"
    shutil.copytree(DRAFTS, copy, ignore=shutil.ignore_patterns("*.lexicon"))
    (folder / "treatylang.toml").touch()  # the project's folder, which includes stay inside
    changed = copy / (of or name)
    text = changed.read_text(encoding="utf-8")
    for old, new in edits.items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {changed.name}"
        text = text.replace(old, new)
    changed.write_text(text, encoding="utf-8")
    return copy / name


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row[0], sorted(row[1])))
