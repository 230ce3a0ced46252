"""The drafts that are measured: the same each time, clean where they should be."""

from __future__ import annotations

from pathlib import Path

import checker
from benchmarks import naive
from benchmarks.generate import Benchmark, generate
from treatylang.model.draft import Draft
from treatylang.model.load import load


def _read(folder: Path, benchmark: Benchmark) -> Draft:
    file = folder / "draft.treaty"
    file.write_text(benchmark.text, encoding="utf-8")
    draft = load(file, folder)
    assert draft.findings == ()
    assert len(draft.clauses) == benchmark.clauses
    return draft


def _conflicts(draft: Draft) -> set[frozenset[str]]:
    return {
        frozenset(member.label for member in finding.members if member.label in draft.clauses)
        for finding in checker.check([draft]).findings
        if "TL200" < finding.code < "TL207" and not finding.resolved_by
    }


def test_the_same_each_time() -> None:
    assert generate(57, 3, seed=5) == generate(57, 3, seed=5)
    assert generate(57, 3, seed=5) != generate(57, 3, seed=6)


def test_a_clean_draft_has_no_conflict(tmp_path: Path) -> None:
    draft = _read(tmp_path, generate(57))
    assert _conflicts(draft) == set()
    assert naive.conflicts(draft) == []


def test_exactly_the_seeded_conflicts_are_found(tmp_path: Path) -> None:
    benchmark = generate(64, 4)
    draft = _read(tmp_path, benchmark)
    seeded = set(map(frozenset, benchmark.conflicts))
    assert len(seeded) >= 4
    assert _conflicts(draft) == seeded
    assert set(map(frozenset, naive.conflicts(draft))) == seeded
