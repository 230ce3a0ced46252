"""Weights and apportionment, against published tables and what each method promises."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.voting.apportion import DIVISORS, Tie, by_divisor, by_largest_remainder
from checker.voting.refusal import Refused
from checker.voting.weigh import capped, weigh
from tests.checker.voting.bodies import HERE, institutions, seats
from treatylang.model.institutions import Excess, Method, Part, Rounding, Step, Weights

# Census of 1880, apportionment population. Balinski and Young, Fair Representation (1982),
# appendix B; their total is 49,371,340.
STATES_1880 = {
    "Alabama": 1262505, "Arkansas": 802525, "California": 864694, "Colorado": 194327,
    "Connecticut": 622700, "Delaware": 146608, "Florida": 269493, "Georgia": 1542180,
    "Illinois": 3077871, "Indiana": 1978301, "Iowa": 1624615, "Kansas": 996096,
    "Kentucky": 1648690, "Louisiana": 939946, "Maine": 648936, "Maryland": 934943,
    "Massachusetts": 1783085, "Michigan": 1636937, "Minnesota": 780773, "Mississippi": 1131597,
    "Missouri": 2168380, "Nebraska": 452402, "Nevada": 62266, "New Hampshire": 346991,
    "New Jersey": 1131116, "New York": 5082871, "North Carolina": 1399750, "Ohio": 3198062,
    "Oregon": 174768, "Pennsylvania": 4282891, "Rhode Island": 276531, "South Carolina": 995577,
    "Tennessee": 1542359, "Texas": 1591749, "Vermont": 332286, "Virginia": 1512565,
    "West Virginia": 618457, "Wisconsin": 1315497,
}  # fmt: skip

# Census of 1790, representative population, and the House of 105 by Jefferson's method (Act of
# 14 April 1792). Balinski and Young, table 3.1 (total 3,615,920).
STATES_1790 = {
    "Connecticut": (236841, 7), "Delaware": (55540, 1), "Georgia": (70835, 2),
    "Kentucky": (68705, 2), "Maryland": (278514, 8), "Massachusetts": (475327, 14),
    "New Hampshire": (141822, 4), "New Jersey": (179570, 5), "New York": (331589, 10),
    "North Carolina": (353523, 10), "Pennsylvania": (432879, 13), "Rhode Island": (68446, 2),
    "South Carolina": (206236, 6), "Vermont": (85533, 2), "Virginia": (630560, 19),
}  # fmt: skip


def squares(*numbers: int) -> list[Fraction]:
    return [Fraction(number**2) for number in numbers]


def test_alabama_paradox() -> None:
    assert sum(STATES_1880.values()) == 49_371_340
    people = list(map(Fraction, STATES_1880.values()))
    names = list(STATES_1880)
    votes = {
        total: dict(zip(names, by_largest_remainder(people, total, 1).votes, strict=True))
        for total in (299, 300)
    }
    moved = {n: (votes[299][n], votes[300][n]) for n in names if votes[299][n] != votes[300][n]}
    assert moved == {"Alabama": (8, 7), "Illinois": (18, 19), "Texas": (9, 10)}


def test_house_of_1792() -> None:
    people = [number for number, _ in STATES_1790.values()]
    assert sum(people) == 3_615_920
    jefferson = by_divisor(squares(*people), 105, Method.JEFFERSON)
    assert jefferson.votes == tuple(seats for _, seats in STATES_1790.values())
    for other in (
        by_divisor(squares(*people), 105, Method.WEBSTER).votes,
        by_largest_remainder(list(map(Fraction, people)), 105).votes,
    ):
        found = dict(zip(STATES_1790, other, strict=True))
        assert (found["Virginia"], found["Delaware"]) == (18, 2)


def test_dhondt_and_sainte_lague() -> None:
    # 100,000, 80,000, 30,000 and 20,000 votes for eight seats, the example of most textbooks.
    parties = (100_000, 80_000, 30_000, 20_000)
    assert by_divisor(squares(*parties), 8, Method.JEFFERSON).votes == (4, 3, 1, 0)
    assert by_divisor(squares(*parties), 8, Method.WEBSTER).votes == (3, 3, 1, 1)
    assert by_largest_remainder(list(map(Fraction, parties)), 8).votes == (3, 3, 1, 1)


def test_ties_are_reported_and_go_to_the_first() -> None:
    found = by_divisor(squares(3, 3, 1), 6, Method.WEBSTER)
    assert (found.votes, found.tie) == ((3, 2, 1), Tie((0, 1), 1))
    even = by_largest_remainder([Fraction(1)] * 3, 4)
    assert (even.votes, even.tie) == ((2, 1, 1), Tie((0, 1, 2), 1))
    assert by_divisor(squares(2, 1), 3, Method.WEBSTER).tie is None


numbers = st.lists(st.integers(1, 1000), min_size=2, max_size=8)


@given(numbers, st.integers(0, 60), st.sampled_from(sorted(DIVISORS, key=str)), st.integers(0, 2))
def test_divisor_methods_leave_no_better_claim(
    people: list[int], extra: int, method: Method, least: int
) -> None:
    total = len(people) * max(1, least) + extra
    votes = by_divisor(squares(*people), total, method, least).votes
    assert sum(votes) == total and min(votes) >= least
    divisor = DIVISORS[method]
    for mine, has in zip(people, votes, strict=True):
        if has > max(least, 1):
            for theirs, other in zip(people, votes, strict=True):
                assert mine**2 * divisor(other) >= theirs**2 * divisor(has - 1)


@given(numbers, st.integers(0, 100))
def test_largest_remainder_keeps_to_the_quota(people: list[int], total: int) -> None:
    votes = by_largest_remainder(list(map(Fraction, people)), total).votes
    assert sum(votes) == total
    for number, has in zip(people, votes, strict=True):
        assert abs(has - Fraction(number * total, sum(people))) < 1


@given(numbers, st.integers(0, 100), st.integers(1, 3))
def test_largest_remainder_with_a_least(people: list[int], extra: int, least: int) -> None:
    total = least * len(people) + extra
    votes = by_largest_remainder(list(map(Fraction, people)), total, least).votes
    assert sum(votes) == total and min(votes) >= least
    order = sorted(range(len(people)), key=lambda i: people[i])
    ordered = [votes[i] for i in order]
    assert all(
        a <= b + (people[i] == people[j])
        for a, b, i, j in zip(ordered, ordered[1:], order, order[1:], strict=False)
    )


@given(
    st.lists(st.integers(0, 50), min_size=3, max_size=9),
    st.fractions(Fraction(1, 9), Fraction(1)),
    st.sampled_from(Excess),
)
def test_caps_are_met_or_refused(values: list[int], cap: Fraction, excess: Excess) -> None:
    weights = list(map(Fraction, values))
    able = len(values) if excess is Excess.EQUAL else sum(1 for value in values if value)
    if able and able * cap < 1:
        with pytest.raises(Refused, match="cannot be met"):
            capped(weights, cap, excess)
        return
    found = capped(weights, cap, excess)
    whole = sum(found)
    assert all(0 <= value <= cap * whole for value in found)
    level = max(found)
    for had, has in zip(weights, found, strict=True):
        if has < level:  # nobody below the cap loses
            assert has == had if excess is Excess.LAPSES else has >= had
    if excess is not Excess.LAPSES:
        assert whole == sum(weights)
    order = sorted(range(len(values)), key=lambda i: weights[i])
    assert [found[i] for i in order] == sorted(found)


def test_excess_in_proportion_again_and_again() -> None:
    # 50 comes down to 30, the 20 go 3:2 to the others; 42 is then too much as well.
    found = capped([Fraction(50), Fraction(30), Fraction(20)], Fraction(2, 5), Excess.PROPORTIONAL)
    assert found == [40, 36, 24]
    found = capped([Fraction(60), Fraction(30), Fraction(10)], Fraction(2, 5), Excess.PROPORTIONAL)
    assert found == [40, 40, 20]
    assert capped([Fraction(60), Fraction(30), Fraction(10)], Fraction(1, 2), Excess.LAPSES) == [
        40, 30, 10,
    ]  # fmt: skip
    assert capped([Fraction(60), Fraction(30), Fraction(10)], Fraction(1, 2), Excess.EQUAL) == [
        50, 35, 15,
    ]  # fmt: skip


def test_a_cap_of_a_fifth_needs_five_members() -> None:
    with pytest.raises(Refused, match=r"20 % cannot be met by 4 members.*at least 5 members"):
        capped([Fraction(1)] * 4, Fraction(1, 5), Excess.PROPORTIONAL)


# --- from the draft -------------------------------------------------------------------------------

# Population of the Länder, 31 December 2022, in thousands (Destatis), and their votes in the
# Bundesrat (GG Art. 51(2): at least three; above two million four, six five, seven six).
LAENDER = {
    "NW": (18139, 6), "BY": (13369, 6), "BW": (11280, 6), "NI": (8140, 6), "HE": (6391, 5),
    "RP": (4159, 4), "SN": (4086, 4), "BE": (3755, 4), "SH": (2953, 4), "BB": (2573, 4),
    "ST": (2187, 4), "TH": (2127, 4), "HH": (1892, 3), "MV": (1628, 3), "SL": (993, 3),
    "HB": (685, 3),
}  # fmt: skip


def test_bundesrat_steps() -> None:
    steps = tuple(
        Step(Fraction(votes), "population", Fraction(above), True)
        for votes, above in ((4, 2000), (5, 6000), (6, 7000))
    )
    rule = Weights("votes", "Council", "votes", HERE, base=Fraction(3), steps=steps)
    people = {name: number for name, (number, _) in LAENDER.items()}
    found = weigh(
        institutions(seats(LAENDER), figures={"population": people}, weights=[rule]), "votes"
    )
    assert found.votes == {name: votes for name, (_, votes) in LAENDER.items()}
    assert found.total == 69


def test_formula_with_cap_and_rounding() -> None:
    parts = (
        Part(Fraction(2, 5), "gdp", "share", HERE),
        Part(Fraction(3, 5), "population", "share", HERE),
    )
    rule = Weights(
        "votes", "Council", "votes", HERE, parts=parts, cap=Fraction(2, 5),
        rounding=Rounding(Method.WEBSTER, 100),
    )  # fmt: skip
    body = institutions(
        seats("ABC"),
        figures={"gdp": {"A": 80, "B": 10, "C": 10}, "population": {"A": 60, "B": 30, "C": 10}},
        weights=[rule],
    )
    # 0.68, 0.22 and 0.10; the cap frees 0.28, which goes 22:10 to the others, so that B
    # (0.4125) comes down to the cap too.
    found = weigh(body, "votes")
    assert found.votes == {"A": 40, "B": 40, "C": 20}
    assert found.share(["A", "C"]) == Fraction(3, 5)


@pytest.mark.parametrize("method", [Method.NEAREST, Method.DOWN])
@given(value=st.integers(0, 10**9))
def test_square_roots_are_rounded_exactly(method: Method, value: int) -> None:
    rule = Weights(
        "votes", "Council", "votes", HERE, parts=(Part(Fraction(1), "people", "root", HERE),),
        rounding=Rounding(method, None),
    )  # fmt: skip
    body = institutions(seats("A"), figures={"people": {"A": value}}, weights=[rule])
    found = int(weigh(body, "votes").votes["A"])
    if method is Method.DOWN:
        assert found == isqrt(value)
    else:
        assert (2 * found - 1) ** 2 <= 4 * value or found == 0
        assert 4 * value < (2 * found + 1) ** 2


def test_square_roots_without_rounding_are_refused() -> None:
    rule = Weights(
        "votes", "Council", "votes", HERE, parts=(Part(Fraction(1), "people", "root", HERE),)
    )
    whole = institutions(seats("AB"), figures={"people": {"A": 49, "B": 100}}, weights=[rule])
    assert weigh(whole, "votes").votes == {"A": 7, "B": 10}
    other = institutions(seats("AB"), figures={"people": {"A": 50, "B": 100}}, weights=[rule])
    with pytest.raises(Refused, match="people of A is not a whole number") as refused:
        weigh(other, "votes")
    assert refused.value.place == HERE


def test_missing_figures_are_refused() -> None:
    rule = Weights(
        "votes", "Council", "votes", HERE, parts=(Part(Fraction(1), "gdp", "share", HERE),)
    )
    body = institutions(seats("AB"), figures={"gdp": {"A": 50}}, weights=[rule])
    with pytest.raises(Refused, match="no value of gdp is declared for B"):
        weigh(body, "votes")


def test_listed_by_name_class_and_otherwise() -> None:
    members = seats("ABCD", {"Large": "AB"})
    table = {"A": 5, "Large": 4, "": 1}
    assert weigh(institutions(members, {"votes": table}), "votes").votes == {
        "A": 5, "B": 4, "C": 1, "D": 1,
    }  # fmt: skip
    with pytest.raises(Refused, match="no votes are listed for C"):
        weigh(institutions(members, {"votes": {"Large": 4}}), "votes")
    both = seats("A", {"Large": "A", "Old": "A"})
    with pytest.raises(Refused, match="classes with different votes"):
        weigh(institutions(both, {"votes": {"Large": 4, "Old": 3}}), "votes")
