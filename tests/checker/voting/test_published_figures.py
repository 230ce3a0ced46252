"""Indices of power as they were published, exactly, each with its source."""

from __future__ import annotations

from fractions import Fraction

from checker.voting import structure
from checker.voting.game import Game, game
from checker.voting.power import power
from tests.checker.voting.bodies import (
    consent,
    every,
    heads,
    institutions,
    seats,
    votes,
)

P5 = ("CHN", "FRA", "RUS", "GBR", "USA")


def council(elected: int, needed: int) -> Game:
    members = seats((*P5, *(f"E{i}" for i in range(1, elected + 1))), {"Permanent": P5})
    rule = every(heads(needed), consent("Permanent"))
    return game(institutions(members), rule, "Council")


def test_un_security_council_since_1965() -> None:
    # UN Charter Art. 27(3). Felsenthal and Machover, The Measurement of Voting Power (1998),
    # ch. 6; Straffin, "Power indices in politics" (1983): 848 and 84 swings.
    rule = council(10, 9)
    found = power(rule)
    assert [found.swings[name] for name in ("USA", "E1")] == [848, 84]
    assert found.winning == 848
    assert found.banzhaf["USA"] == Fraction(848, 5 * 848 + 10 * 84) == Fraction(106, 635)
    assert found.shapley["USA"] == Fraction(421, 2145)
    assert found.shapley["E1"] == Fraction(4, 2145)
    assert found.efficiency == Fraction(848, 2**15)
    assert structure.veto_players(rule) == P5
    assert structure.minimal_winning(rule, 3).count == 210
    assert structure.smallest_blocking(rule, [f"E{i}" for i in range(1, 11)]) == tuple(
        f"E{i}" for i in range(1, 8)
    )


def test_un_security_council_before_1965() -> None:
    # Eleven members, seven votes. Shapley and Shubik, "A method for evaluating the distribution of
    # power in a committee system" (1954): 76/77 for the five together, 1/77 for the six.
    rule = council(6, 7)
    found = power(rule)
    assert sum(found.shapley[name] for name in P5) == Fraction(76, 77)
    assert found.shapley["USA"] == Fraction(76, 385)
    assert found.shapley["E1"] == Fraction(1, 462)
    # Banzhaf by hand: with the five, two or more of six (57); an elected member swings with
    # exactly one of the five others.
    assert [found.swings[name] for name in ("USA", "E1")] == [57, 5]


SIX = {"DEU": 4, "FRA": 4, "ITA": 4, "BEL": 2, "NLD": 2, "LUX": 1}


def test_eec_1958() -> None:
    # EEC Treaty Art. 148(2). Felsenthal and Machover (1998), table 5.3.1; Brams and Affuso (1976):
    # Banzhaf 5/21, 1/7; Shapley-Shubik 14/60, 9/60; Luxembourg is a dummy.
    six = institutions(seats(SIX), {"votes": SIX})
    proposal = game(six, votes(12), "Council")
    found = power(proposal)
    assert [found.swings[name] for name in SIX] == [10, 10, 10, 6, 6, 0]
    assert found.winning == 14
    assert [found.banzhaf[n] for n in ("DEU", "BEL", "LUX")] == [
        Fraction(5, 21), Fraction(1, 7), 0,
    ]  # fmt: skip
    assert [found.shapley[n] for n in ("DEU", "BEL", "LUX")] == [
        Fraction(14, 60), Fraction(9, 60), 0,
    ]  # fmt: skip
    assert structure.dummies(proposal) == ("LUX",)
    # Without a proposal of the Commission: twelve votes of at least four members.
    alone = game(six, every(votes(12), heads(4)), "Council")
    assert structure.dummies(alone) == ()
    assert structure.implies(alone, proposal) is None
    assert structure.implies(proposal, alone) == ("DEU", "FRA", "ITA")


def test_articles_of_confederation() -> None:
    # Art. IX: nine States assent. Any five block; power is equal.
    states = [f"S{i}" for i in range(1, 14)]
    nine = game(institutions(seats(states)), heads(9), "Council")
    assert structure.fewest_needed(nine) == structure.any_suffice(nine) == 9
    assert len(structure.smallest_blocking(nine) or ()) == 5
    assert structure.minimal_winning(nine, 0).count == 715
    assert set(power(nine).shapley.values()) == {Fraction(1, 13)}


def test_withdrawal_makes_a_dictator() -> None:
    union = {"A": 4, "B": 3, "C": 3}
    three = game(institutions(seats(union), {"votes": union}), votes(6), "Council")
    assert structure.dictator(three) is None
    assert set(power(three).banzhaf.values()) == {Fraction(1, 3)}
    left = {"A": 4, "B": 3}
    more_than_half = game(institutions(seats(left), {"votes": left}), votes(4), "Council")
    assert structure.dictator(more_than_half) == "A"
    assert structure.dummies(more_than_half) == ("B",)
