"""What is left to be chosen: round values with which all claims hold, or what stands in the way."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import treatylang
from treatylang.figures import DesignFigures

DRAFT = """
class Party "Party" plural "Parties".
state A "Arcadia" is Party.
state B "Borduria" is Party.
state C "Cagliostro" is Party.
state D "Drusidia" is Party.
quantity gdp of Party.
quantity people of Party.
assume gdp of A = 50 and gdp of B = 40 and gdp of C = 40 and gdp of D = 30.
assume people of A = 10 and people of B = 10 and people of C = 40 and people of D = 40.
organ Council "Council", composed of Party.
weights mixed of Council = 50% gdp + 50% people, capped at 40%, excess to the others equally.
vote rule in Council: at least 2/3 of mixed.
article a "A".
  aim: text "Peace.".
"""


def designed(folder: Path, text: str) -> DesignFigures:
    file = folder / "draft.treaty"
    file.write_text(DRAFT + text, encoding="utf-8")
    draft = treatylang.load(file)
    assert [(f.message, f.place.line) for f in draft.findings] == []
    return treatylang.design(draft)


def values(found: DesignFigures) -> list[Fraction | None]:
    return [item.found for item in found.choices]


def test_what_is_written_is_kept_where_it_does(tmp_path: Path) -> None:
    found = designed(
        tmp_path,
        "choose the threshold of rule between 1/2 and 4/5.\nassert no Party has a veto in rule.",
    )
    assert values(found) == [Fraction(2, 3)]
    assert found.exit_status == 0


def test_the_nearest_round_value_is_taken(tmp_path: Path) -> None:
    # C has 32.5 % of the weight, which is the most: 67.5 % is the last threshold without a veto,
    # and a veto of C is had from 70 % in steps of five.
    found = designed(
        tmp_path,
        "choose the threshold of rule between 1/2 and 4/5.\nassert C has a veto in rule.",
    )
    assert (values(found), found.step) == ([Fraction(70, 100)], Fraction(5, 100))
    narrow = designed(
        tmp_path,
        "choose the threshold of rule between 1/2 and 69%.\nassert C has a veto in rule.",
    )
    # The end of the range is tried with every step.
    assert values(narrow) == [Fraction(69, 100)]


def test_shares_that_are_not_chosen_take_what_is_left(tmp_path: Path) -> None:
    found = designed(
        tmp_path,
        "choose the share of gdp in mixed between 10% and 90%.\n"
        "assert the share of A in mixed is between 28% and 29%.",
    )
    # 31.25 g + 10 (1 - g) is between 28 and 29 from g = 84.7 % on.
    assert values(found) == [Fraction(85, 100)]


def test_goals_that_cannot_be_had_together(tmp_path: Path) -> None:
    found = designed(
        tmp_path,
        "choose the threshold of rule between 1/2 and 4/5.\n"
        "choose the cap of mixed between 30% and 50%.\n"
        "assert no Party has a veto in rule.\n"
        "assert no Party is a dictator in rule.\n"
        "assert any 2 members suffice in rule.\n",
    )
    assert found.exit_status == 1
    # A and B have 38.1 %: a threshold of one half is too much for them.
    assert [item.claim for item in found.conflict] == ["any 2 members suffice in rule"]
    both = designed(
        tmp_path,
        "choose the threshold of rule between 1/2 and 4/5.\n"
        "assert C has a veto in rule.\n"
        "assert any 3 members suffice in rule.\n"
        "assert no Party is a dictator in rule.\n",
    )
    assert [item.claim for item in both.conflict] == [
        "C has a veto in rule", "any 3 members suffice in rule",
    ]  # fmt: skip
    # Each is needed: without it there are values for all others.
    without = {item.claim: item.without for item in both.conflict}
    assert without["C has a veto in rule"] == (("threshold of rule", Fraction(2, 3)),)
    assert without["any 3 members suffice in rule"] == (("threshold of rule", Fraction(676, 1000)),)


def test_claims_for_many_data_are_goals_too(tmp_path: Path) -> None:
    found = designed(
        tmp_path,
        "choose the threshold of rule between 1/2 and 4/5.\n"
        "assert no Party has a veto in rule for all data within 8%.",
    )
    # C can have 36.0 % of the weight then: 65 % would be too much.
    assert values(found) == [Fraction(60, 100)]


def test_what_cannot_be_chosen_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "draft.treaty"
    wrong = {
        "choose the cap of rule between 1/2 and 4/5.": "rule",
        "choose the cap of mixed between 4/5 and 1/2.": "no range",
        "choose the share of gpd in mixed between 1/5 and 1/2.": "no share of gpd",
        "choose the threshold of mixed between 1/5 and 1/2.": "mixed",
    }
    for text, words in wrong.items():
        file.write_text(DRAFT + text, encoding="utf-8")
        (finding,) = treatylang.load(file).findings
        assert words in finding.message
