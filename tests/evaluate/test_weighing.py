"""The votes of members, worked out by hand beside the formula."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.evaluate.bodies import body
from treatylang.evaluate.ballot import BallotError
from treatylang.evaluate.weighing import votes_of
from treatylang.model.institutions import Excess, Method, Part, Rounding, Step, Weights
from treatylang.syntax.source import NOWHERE

THREE = body("A", "B", "C")
SIZES = {("size", "A"): Fraction(60), ("size", "B"): Fraction(30), ("size", "C"): Fraction(10)}


def part(form: str = "share", factor: str = "1", quantity: str | None = "size") -> Part:
    return Part(Fraction(factor), quantity, form, NOWHERE)


def votes(*parts: Part, **rest: object) -> list[Fraction]:
    weights = Weights("w", "Council", "", NOWHERE, parts=parts, **rest)  # type: ignore[arg-type]  # a table
    return list(votes_of(weights, THREE, SIZES).values())


def test_shares_and_an_equal_part() -> None:
    mixed = votes(part(factor="1/2"), part(factor="1/2", quantity=None))
    assert mixed == [Fraction(7, 15), Fraction(19, 60), Fraction(13, 60)]
    assert sum(mixed) == 1


@pytest.mark.parametrize(
    ("excess", "expected"),
    [
        # A has 20 % too many; with 15 of them B is above the cap itself, and hands on to C.
        (Excess.PROPORTIONAL, ["2/5", "2/5", "1/5"]),
        (Excess.EQUAL, ["2/5", "2/5", "1/5"]),
        # What is left is half of the whole, and nobody has more than 40 % of that.
        (Excess.LAPSES, ["1/5", "1/5", "1/10"]),
    ],
)
def test_what_becomes_of_weight_above_a_cap(excess: Excess, expected: list[str]) -> None:
    held = votes(part(), cap=Fraction(2, 5), excess=excess)
    assert held == [Fraction(text) for text in expected]


def test_the_others_share_in_proportion() -> None:
    held = votes(part(), cap=Fraction(1, 2))
    assert held == [Fraction(1, 2), Fraction(3, 8), Fraction(1, 8)]
    assert votes(part(), cap=Fraction(1, 2), excess=Excess.EQUAL)[1:] == [
        Fraction(7, 20), Fraction(3, 20),
    ]  # fmt: skip


def test_a_cap_that_three_cannot_keep() -> None:
    with pytest.raises(BallotError, match="cannot each have at most"):
        votes(part(), cap=Fraction(3, 10))


FIVE = body(*"ABCDE")
PEOPLE = {
    ("people", name): Fraction(number)
    for name, number in zip("ABCDE", (9061, 7179, 5259, 3319, 1182), strict=True)
}


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        # Balinski and Young, Fair Representation (1982): 26 seats, five methods, five answers.
        (Method.LARGEST_REMAINDER, [9, 7, 5, 4, 1]),
        (Method.ADAMS, [9, 7, 5, 3, 2]),
        (Method.HILL, [9, 7, 6, 3, 1]),
        (Method.WEBSTER, [9, 8, 5, 3, 1]),
        (Method.JEFFERSON, [10, 7, 5, 3, 1]),
    ],
)
def test_apportionment(method: Method, expected: list[int]) -> None:
    weights = Weights(
        "w", "Council", "", NOWHERE, parts=(part("plain", quantity="people"),),
        rounding=Rounding(method, 26),
    )  # fmt: skip
    assert list(votes_of(weights, FIVE, PEOPLE).values()) == expected


def test_square_roots_and_steps() -> None:
    assert votes(part("root"), rounding=Rounding(Method.NEAREST, None)) == [8, 5, 3]
    steps = (
        Step(Fraction(4), "size", Fraction(20), True),
        Step(Fraction(6), "size", Fraction(60), True),
    )
    weights = Weights("w", "Council", "", NOWHERE, base=Fraction(3), steps=steps)
    assert list(votes_of(weights, THREE, SIZES).values()) == [4, 4, 3]
