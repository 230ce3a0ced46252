"""What holds for every draft: it is read without complaint, its own tests pass, and each clause
says where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

import treatylang
from tests.drafts.judging import DRAFTS
from treatylang.model.load import roots

ROOTS = [path.relative_to(DRAFTS).as_posix() for path in roots([DRAFTS])]


def test_the_drafts_are_these() -> None:
    assert ROOTS == [
        "ai-accord/corrected-reading.treaty",
        "ai-accord/first-reading.treaty",
        "ai-convention/convention.treaty",
        "climate/kyoto.treaty",
        "climate/paris.treaty",
        "eu-subsidiarity/compliant-measure.treaty",
        "eu-subsidiarity/overreaching-measure.treaty",
        "federations/bundesrat.treaty",
        "federations/swiss-double-majority.treaty",
        "federations/us-constitution.treaty",
        "final-clauses/eu-revision.treaty",
        "final-clauses/high-seas.treaty",
        "final-clauses/icc-statute.treaty",
        "final-clauses/law-of-the-sea.treaty",
        "final-clauses/law-of-treaties.treaty",
        "final-clauses/montreal-protocol.treaty",
        "final-clauses/test-ban.treaty",
        "founding/constitution.treaty",
        "npt/entry-into-force.treaty",
        "npt/permissive-reading.treaty",
        "npt/restrictive-reading.treaty",
        "organisations/african-union.treaty",
        "organisations/eec-council.treaty",
        "organisations/eu-council.treaty",
        "organisations/monetary-fund.treaty",
        "organisations/nato.treaty",
        "organisations/opcw.treaty",
        "organisations/seabed-authority.treaty",
        "organisations/tropical-timber.treaty",
        "organisations/wto.treaty",
        "un-charter/charter.treaty",
        "un-charter/council.treaty",
        "un-charter/review.treaty",
    ]


@pytest.mark.parametrize("name", ROOTS)
def test_is_read_without_findings(name: str) -> None:
    draft = treatylang.load(DRAFTS / name)
    assert [(found.code, found.message) for found in draft.findings] == []
    assert not draft.unreadable


@pytest.mark.parametrize("name", ROOTS)
def test_its_own_tests_pass(name: str) -> None:
    results = treatylang.run_scenarios(DRAFTS / name)
    claims = treatylang.load(DRAFTS / name).institutions.claims
    assert results or claims, "a draft without scenarios and claims tests nothing"
    for result in results:
        told = "\n".join(entry.sentence for entry in result.entries)
        reasons = [*(reason for _, reason in result.failures), *result.undecided]
        assert result.passed, f"{result.scenario.name}: {reasons}\n{told}"


@pytest.mark.parametrize("name", ROOTS)
def test_every_clause_has_a_source(name: str) -> None:
    draft = treatylang.load(DRAFTS / name)
    assert [clause.id for clause in draft.clauses.values() if not clause.sources] == []


@pytest.mark.parametrize("path", sorted(DRAFTS.rglob("*.treaty")), ids=lambda path: path.stem)
def test_every_file_says_what_it_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")
