"""Ballots, each with what the rule says of it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.evaluate.bodies import (
    HEADS,
    at_least,
    body,
    both,
    carries,
    either,
    more_than,
    vote,
)
from treatylang.evaluate.ballot import BallotError
from treatylang.model.institutions import (
    Amounts,
    Base,
    Consensus,
    Consent,
    Count,
    FewOpposed,
    Greater,
    Heads,
    Quorum,
    Share,
    Threshold,
)
from treatylang.syntax.source import NOWHERE

FOUR = body("A", "B", "C", "D", Big="A B")
WEIGHTS = {"A": 40, "B": 30, "C": 20, "D": 10}


@pytest.mark.parametrize(
    ("rule", "cast", "expected"),
    [
        # A share of all members, of those present, of those who vote.
        (at_least("1/2", HEADS), "++--", True),
        (more_than("1/2", HEADS), "++--", False),
        (more_than("1/2", HEADS), "++00", False),
        (more_than("1/2", HEADS, Base.VOTING), "+000", True),
        (more_than("1/2", HEADS, Base.PRESENT), "++0.", True),
        (more_than("1/2", HEADS, Base.PRESENT), "+-0.", False),
        # Weight, exactly at the line: 70 of 100.
        (at_least("7/10"), "++--", True),
        (more_than("7/10"), "++--", False),
        (at_least(70), "++--", True),
        (at_least(71), "++--", False),
        # Of the class alone: one of the two big ones is half of them.
        (at_least("1/2", Heads("Big")), "+-++", True),
        (more_than("1/2", Heads("Big")), "+-++", False),
        # Quorum: those who abstain are there.
        (both(Quorum(HEADS, Count(Fraction(3)), False, NOWHERE), at_least(1, HEADS)), "+00.", True),
        (
            both(Quorum(HEADS, Count(Fraction(3)), False, NOWHERE), at_least(1, HEADS)),
            "+0..",
            False,
        ),
        # Consent asks for a vote in favour; an objection is a vote against.
        (Consent(("A",), False, NOWHERE), "0+++", False),
        (Consent(("A",), True, NOWHERE), "0---", True),
        (Consent(("Big",), True, NOWHERE), ".-++", False),
        (Consent(("Big",), False, NOWHERE), "++--", True),
        # Consensus: nobody against.
        (Consensus(NOWHERE), "+00.", True),
        (Consensus(NOWHERE), "+++-", False),
        # A blocking minority needs two members: one alone cannot block.
        (either(at_least("9/10"), FewOpposed(HEADS, Count(Fraction(2)), NOWHERE)), "-+++", True),
        (either(at_least("9/10"), FewOpposed(HEADS, Count(Fraction(2)), NOWHERE)), "--++", False),
    ],
)
def test_carries(rule: Threshold, cast: str, expected: bool) -> None:
    assert carries(FOUR, rule, cast, WEIGHTS) is expected


def test_the_greater_of_two_amounts() -> None:
    amount = Greater((Share(Fraction(2, 3)), Count(Fraction(3))))
    rule = Threshold(HEADS, amount, False, Base.PRESENT, NOWHERE)
    assert carries(FOUR, rule, "+++.")
    assert not carries(FOUR, rule, "++..")  # two thirds of those present, and no three


def test_parties_to_the_dispute_do_not_count() -> None:
    rule = at_least("2/3", HEADS)
    assert carries(FOUR, vote(rule, parties=1), "-++-", parties="A")
    assert not carries(FOUR, vote(rule, parties=1, abstaining=True), "-++-", parties="A")
    with pytest.raises(BallotError, match="1 parties"):
        carries(FOUR, vote(rule, parties=1), "++++")


def test_a_figure_that_is_not_given_is_refused() -> None:
    with pytest.raises(BallotError, match="no emissions is given for A"):
        carries(FOUR, at_least("1/2", Amounts("emissions")), "++++")


SECURITY_COUNCIL = body(
    *"CHN FRA RUS GBR USA".split(), *(f"E{i}" for i in range(10)), P="CHN FRA RUS GBR USA"
)
ARTICLE_27_3 = both(at_least(9, HEADS), Consent(("P",), True, NOWHERE))


@pytest.mark.parametrize(
    ("cast", "expected"),
    [
        ("+++++" "++++------", True),
        ("+++++" "+++-------", False),
        ("-++++" "++++++++++", False),
        # Abstention of a permanent member is no veto (Namibia, ICJ Reports 1971, para. 22).
        ("0++++" "+++++-----", True),
        ("00000" "+++++++++-", True),
    ],
)  # fmt: skip
def test_charter_article_27_3(cast: str, expected: bool) -> None:
    assert carries(SECURITY_COUNCIL, ARTICLE_27_3, cast) is expected
