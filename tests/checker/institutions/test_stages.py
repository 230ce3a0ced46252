"""Stages without a stated duration, ties, and the casting vote that breaks them."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from treatylang.findings import Finding
from treatylang.model.load import load

DRAFT = """
class Party "Party" plural "Parties".
state A "Arcadia" is Party.
state B "Borduria" is Party.
state C "Cagliostro" is Party.
state D "Drusidia" is Party.
organ Council "Council", composed of Party.
vote simple in Council: more than half of the members.
vote half in Council: at least half of the members.
vote casting in Council:
  more than half of the members or (at least half of the members, including A).
vote strict in Council: at least 3/4 of the members.
procedure open_ended in Council: first consensus, then strict for 10 days,
  failing which the proposal is rejected.
procedure limited in Council: first consensus, then strict, within 40 days,
  failing which the proposal is rejected.
procedure weak in Council: first simple, then half.
procedure tied in Council: first consensus for 10 days, then casting.
article final "Final provisions".
  decides: The Council may decide on "budgets" by casting.
"""


def found(folder: Path, text: str) -> list[Finding]:
    file = folder / "draft.treaty"
    file.write_text(DRAFT + text, encoding="utf-8")
    draft = load(file, folder)
    assert [(f.message, f.place.line) for f in draft.findings] == []
    return list(checker.check([draft]).findings)


def claimed(folder: Path, text: str) -> list[Finding]:
    return [f for f in found(folder, text) if f.code in ("TL501", "TL502", "TL900")]


@pytest.mark.parametrize(
    "claim",
    [
        "open_ended ends with a decision",
        "limited ends with a decision within 40 days",
        "no Party can stall limited for more than 40 days",
        "open_ended is veto-free",
        "each stage of open_ended is weaker than the one before",
        "weak is veto-free",
        # One of two halves carries: the one with the casting vote.
        "tied ends with a decision",
        "at least 2 members are needed in casting",
        "A and B together are decisive in casting",
        "B and C together are not decisive in casting",
        "A, B and C together are decisive in simple",
        "A and B together are not decisive in simple",
    ],
)
def test_what_holds(claim: str, tmp_path: Path) -> None:
    assert claimed(tmp_path, f"assert {claim}.") == []


@pytest.mark.parametrize(
    ("claim", "scenario", "holds"),
    [
        (
            "open_ended ends with a decision within 1000 days",
            "Nothing says how long the stage “consensus” may take, and 1000 days are claimed: "
            "where nobody is in favour, none of its votes carries.",
            "What does hold: it ends with a decision.",
        ),
        (
            "limited ends with a decision within 39 days",
            "Its stages take 40 days in all (40 + 0), and 39 days are claimed: where nobody is in "
            "favour, none of its votes carries.",
            "What does hold: it is over within 40 days.",
        ),
        (
            "no Party can stall open_ended for more than 1000 days",
            "Arcadia can hold “open ended” up without end: nothing says how long the stage "
            "“consensus” may take.",
            "",
        ),
        (
            "no Party can stall limited for more than 39 days",
            "Arcadia can hold “limited” up for 40 days.",
            "",
        ),
        (
            "each stage of tied is weaker than the one before",
            "",
            "",
        ),
        (
            "weak ends with a decision within 1 day",
            "Nothing says how long the stages “simple” and “half” may take, and 1 day is claimed: "
            "where nobody is in favour, none of its votes carries.",
            "",
        ),
    ],
)
def test_what_does_not(claim: str, scenario: str, holds: str, tmp_path: Path) -> None:
    told = claimed(tmp_path, f"assert {claim}.")
    if not scenario:
        assert told == []
        return
    (finding,) = told
    assert (finding.code, finding.scenario, finding.advice) == ("TL501", scenario, holds)
    assert finding.witness is not None
    assert "replayed by the evaluator of ballots" in finding.checked


def test_a_tie_is_no_majority_and_two_halves_both_carry(tmp_path: Path) -> None:
    # A procedure whose last stage is "more than half" can end in a tie; with a casting vote not.
    draft = "procedure stuck in Council: first consensus for 3 days, then simple for 3 days.\n"
    assert [f.detail or f.message for f in found(tmp_path, draft) if f.code == "TL510"] != []
    assert [f for f in found(tmp_path, "") if f.code == "TL510" and "tied" in f.message] == []
    text = '  halves: The Council may decide on "taxes" by half.\n'
    opposed = [f.message for f in found(tmp_path, text) if f.code == "TL505"]
    assert opposed == ["two opposed coalitions can both carry “half”"]


@pytest.mark.parametrize(
    ("tail", "waits"),
    [
        (", within 30 days,\n  failing which the proposal is rejected",
         "until day 30, when it is over."),
        (",\n  failing which the proposal is rejected",
         "without end, for the procedure has no limit of its own."),
        ("", "without end."),
    ],
)  # fmt: skip
def test_who_keeps_a_stage_closed_and_for_how_long(tail: str, waits: str, tmp_path: Path) -> None:
    opened = "procedure p in Council: first strict for 9 days,\n"
    opened += f"  then simple for 9 days if A so requests{tail}.\n"
    (one,) = [f for f in found(tmp_path, opened) if f.code == "TL512"]
    assert one.scenario == f"From day 9 the procedure waits for Arcadia, {waits}"


def test_a_stage_that_is_not_reached_is_told_by_its_number(tmp_path: Path) -> None:
    text = (
        "procedure p in Council: first strict for 9 days, then simple for 9 days,\n"
        "  then half for 9 days, within 18 days, failing which the proposal is rejected.\n"
        "assert each stage of p is weaker than the one before.\n"
    )
    (one,) = claimed(tmp_path, text)
    assert (one.code, one.scenario) == ("TL502", "Stage 3 cannot be reached.")
