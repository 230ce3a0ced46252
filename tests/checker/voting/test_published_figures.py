"""Indices of power as they were published, exactly, each with its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import comb, prod

from checker.voting import structure
from checker.voting.diagram import Diagram, types_of
from checker.voting.diagram_count import count_by_diagram
from checker.voting.game import Game, game, quotas
from checker.voting.power import power, swings
from checker.voting.table import count_by_table, plan
from tests.checker.voting.bodies import (
    ALL,
    HERE,
    consent,
    every,
    few_opposed,
    heads,
    institutions,
    seats,
    share,
    some,
    votes,
)
from treatylang.model.institutions import Amounts, Heads, Share, Threshold, Votes

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


# --- European Union -------------------------------------------------------------------------------

EU27 = "DE GB FR IT ES PL RO NL GR CZ BE HU PT SE BG AT SK DK FI IE LT LV SI EE CY LU MT".split()
# Declaration 20 annexed to the Treaty of Nice, and population per mille (Eurostat, 1999).
NICE = [29, 29, 29, 29, 27, 27, 14, 13, 12, 12, 12, 12, 12, 10, 10, 10, 7, 7, 7, 7, 7, 4, 4, 4, 4,
        4, 3]  # fmt: skip
PER_MILLE = [170, 123, 123, 120, 82, 80, 47, 33, 22, 21, 21, 21, 21, 18, 17, 17, 11, 11, 11, 8, 8,
             5, 4, 3, 2, 1, 1]  # fmt: skip


def test_eu_council_of_nice() -> None:
    # Triple majority with 255 votes. Bilbao, Fernández, Jiménez and López, "Voting power in the
    # European Union enlargement" (2002), game 1: Banzhaf and Shapley-Shubik to four digits.
    rule = game(
        institutions(
            seats(EU27),
            {
                "votes": dict(zip(EU27, NICE, strict=True)),
                "people": dict(zip(EU27, PER_MILLE, strict=True)),
            },
        ),
        every(votes(255), heads(14), votes(620, "people")),
        "Council",
    )
    found = power(rule)
    some = ("DE", "GB", "ES", "RO", "NL", "GR", "SE", "SK", "LV", "MT")
    banzhaf = (778, 778, 742, 426, 397, 368, 309, 218, 125, 94)
    assert [round(found.banzhaf[n] * 10**4) for n in some] == list(banzhaf)
    assert [round(found.shapley[n] * 10**4) for n in ("DE", "GB", "FR", "IT")] == [
        871, 870, 870, 870,
    ]  # fmt: skip
    # About two coalitions in a hundred can act.
    assert round(found.efficiency * 100) == 2


# Population in hundreds, Council Decision 2014/900/EU for the year 2015 (total 507,416.6 thousand).
PEOPLE_2015 = {
    "DE": 807800, "FR": 658566, "GB": 643083, "IT": 607827, "ES": 465078, "PL": 384957,
    "RO": 199426, "NL": 168293, "BE": 112039, "GR": 109928, "CZ": 105124, "PT": 104273,
    "HU": 98790, "SE": 96449, "AT": 85078, "BG": 72457, "DK": 56272, "FI": 54513, "SK": 54159,
    "IE": 46040, "HR": 42467, "LT": 29435, "SI": 20611, "LV": 20015, "EE": 13158, "CY": 8580,
    "LU": 5497, "MT": 4254,
}  # fmt: skip


def lisbon(people: dict[str, int], clause: bool = True) -> Game:
    """TEU Art. 16(4): 55 % of the members, 65 % of the people; four members at least block."""
    double = every(
        share(Heads(), Fraction(55, 100)),
        Threshold(Amounts("people"), Share(Fraction(65, 100)), False, ALL, HERE),
    )
    body = institutions(seats(people), figures={"people": people})
    return game(body, some(double, few_opposed(4)) if clause else double, "Council")


def test_eu_council_of_lisbon_with_28_members() -> None:
    # Kurz and Napel, "Dimension of the Lisbon voting rules in the EU Council" (2016): the clause on
    # four members adds exactly ten coalitions.
    rule, double = lisbon(PEOPLE_2015), lisbon(PEOPLE_2015, clause=False)
    assert sum(PEOPLE_2015.values()) == 5_074_169  # as published, but for rounding
    with_clause, without = swings(rule), swings(double)
    assert with_clause.winning - without.winning == 10
    assert structure.implies(double, rule) is None
    added = structure.implies(rule, double)
    assert added is not None and len(added) == 25
    assert structure.veto_players(rule) == ()
    assert structure.smallest_blocking(rule) == ("DE", "FR", "GB", "IT")
    assert structure.smallest_blocking(double) == ("DE", "FR", "GB")
    assert structure.fewest_needed(rule) == 16
    # No published count is at hand for these figures; a table, which counts otherwise, gave it too.
    assert with_clause.winning == 30_340_722
    assert round(with_clause.efficiency * 1000) == 113


def test_eu_council_of_lisbon_with_27_members() -> None:
    # After 31 January 2020: fifteen members; three of the largest no longer block, if the fourth
    # member is wanting.
    rest = {name: number for name, number in PEOPLE_2015.items() if name != "GB"}
    rule = lisbon(rest)
    assert structure.fewest_needed(rule) == 15
    found = power(rule)
    assert sum(found.shapley.values()) == 1
    order = list(rest)
    assert sorted(order, key=lambda n: -found.shapley[n]) == order
    assert not structure.blocks(rule, ("DE", "FR", "IT"))
    assert structure.blocks(lisbon(rest, clause=False), ("DE", "FR", "IT"))
    assert structure.smallest_blocking(rule) == ("DE", "FR", "IT", "ES")


# --- federations ----------------------------------------------------------------------------------


def electors(*sizes: tuple[int, int]) -> tuple[Game, dict[int, str]]:
    """States by number of electors; 270 of 538 elect the President."""
    table = {f"{votes}.{i}": votes for votes, states in sizes for i in range(states)}
    assert sum(table.values()) == 538 and len(table) == 51
    rule = game(institutions(seats(table), {"votes": table}), votes(270), "Council")
    return rule, {votes: f"{votes}.0" for votes, _ in sizes}


def test_electoral_college_of_the_1970s() -> None:
    # Owen, "Evaluation of a presidential election game" (1975), table 1: Shapley-Shubik to five
    # digits, from California (45) to the smallest (3).
    rule, state = electors(
        (45, 1), (41, 1), (27, 1), (26, 2), (25, 1), (21, 1), (17, 2), (14, 1), (13, 2), (12, 3),
        (11, 1), (10, 4), (9, 4 - 1), (8, 4), (7, 3), (6, 4), (5, 1), (4, 9), (3, 7),
    )  # fmt: skip
    found = power(rule)
    published = {45: 8831, 41: 7973, 27: 5096, 26: 4898, 25: 4700, 21: 3917, 17: 3147, 3: 541}
    assert {v: round(found.shapley[state[v]] * 10**5) for v in published} == published


def test_electoral_college_since_2024() -> None:
    # Census of 2020. No published table at hand: both ways of counting agree.
    rule, state = electors(
        (54, 1), (40, 1), (30, 1), (28, 1), (19, 2), (17, 1), (16, 2), (15, 1), (14, 1), (13, 1),
        (12, 1), (11, 4), (10, 5), (9, 2), (8, 3), (7, 2), (6, 6), (5, 2), (4, 7), (3, 7),
    )  # fmt: skip
    diagram = Diagram(types_of(rule))
    tally = count_by_diagram(diagram, diagram.build(rule.rule))
    assert tally == count_by_table(plan(rule, True))
    found = power(rule)
    assert 2 * found.winning + sum(ties(rule)) == 2**51
    assert found.shapley[state[54]] > Fraction(54, 538) > found.shapley[state[40]] + Fraction(1, 50)


def ties(rule: Game) -> Iterator[int]:
    """How many coalitions of electors have 269 votes, counted one State after another."""
    (quota,) = quotas(rule.rule)
    counts = {0: 1}
    for weight in quota.weights:
        for have in sorted(counts, reverse=True):
            counts[have + weight] = counts.get(have + weight, 0) + counts[have]
    yield counts.get(269, 0)


def congress(senators: int, majority: int, two_thirds: int) -> Game:
    """US Const. Art. I sect. 7: both houses and the President, or two thirds of both."""
    house = [f"H{i}" for i in range(435)]
    senate = [f"S{i}" for i in range(senators)]
    members = seats(["President", *house, *senate], {"House": house, "Senate": senate})
    signed = every(heads(218, "House"), heads(majority, "Senate"), consent("President"))
    veto_overridden = every(heads(290, "House"), heads(two_thirds, "Senate"))
    return game(institutions(members), some(signed, veto_overridden), "Council")


def test_us_federal_system() -> None:
    # Taylor and Pacelli, Mathematics and Politics (2nd ed., 2008), ch. 3: Shapley-Shubik index of
    # the President 0.16047 and Banzhaf 0.038, without the Vice President.
    found = power(congress(100, 51, 67))
    assert round(found.shapley["President"] * 10**5) == 16047
    assert round(found.banzhaf["President"] * 10**3) == 38
    # Shapley and Shubik (1954): House, Senate and President as 5 : 5 : 2.
    parts = (435 * found.shapley["H0"], 100 * found.shapley["S0"], found.shapley["President"])
    assert sum(parts) == 1
    assert [round(12 * part) for part in parts] == [5, 5, 2]


def test_bundesrat() -> None:
    # GG Art. 51(2), 52(3): 69 votes, 35 are the majority and 46 two thirds. Checked against going
    # through all 2^16 coalitions.
    table = {f"{v}.{i}": v for v, number in ((6, 4), (5, 1), (4, 7), (3, 4)) for i in range(number)}
    assert sum(table.values()) == 69
    body = institutions(seats(table), {"votes": table})
    for needed in (35, 46):
        rule = game(body, votes(needed), "Council")
        counts = Counter[tuple[int, ...]]()
        for few in product(range(5), range(2), range(8), range(5)):
            counts[few] += prod(map(comb, (4, 1, 7, 4), few))
        winning = sum(
            number
            for few, number in counts.items()
            if sum(a * b for a, b in zip(few, (6, 5, 4, 3), strict=True)) >= needed
        )
        assert power(rule).winning == winning
    assert structure.smallest_blocking(rule) == ("6.0", "6.1", "6.2", "6.3")


def test_swiss_cantons() -> None:
    # BV Art. 142: a majority of 23 cantonal votes, six cantons with half a vote. A canton with a
    # whole vote swings at eleven and eleven and a half votes of others.
    cantons = [f"C{i}" for i in range(20)] + [f"H{i}" for i in range(6)]
    table = {name: Fraction(1, 1 if name[0] == "C" else 2) for name in cantons}
    body = institutions(seats(cantons), {"votes": table})
    rule = game(body, share(Votes("votes"), Fraction(1, 2), strict=True), "Council")
    found = swings(rule)
    whole = sum(
        comb(19, full) * comb(6, half)
        for full in range(20)
        for half in range(7)
        if 2 * full + half in (22, 23)
    )
    halves = sum(
        comb(20, full) * comb(5, half)
        for full in range(21)
        for half in range(6)
        if 2 * full + half == 23
    )
    assert (found.swings["C0"], found.swings["H0"]) == (whole, halves)
    assert structure.fewest_needed(rule) == 12
    assert structure.any_suffice(rule) == 6 + 9


# --- textbooks ------------------------------------------------------------------------------------


def weighted(needed: int, *weights: int) -> Game:
    names = "ABCDEFGH"[: len(weights)]
    table = dict(zip(names, weights, strict=True))
    return game(institutions(seats(names), {"votes": table}), votes(needed), "Council")


def test_fifty_forty_nine_and_one() -> None:
    # [51; 50, 49, 1], the example of every textbook (Brams, Game Theory and Politics, 1975, ch. 5).
    found = power(weighted(51, 50, 49, 1))
    assert list(found.banzhaf.values()) == [Fraction(3, 5), Fraction(1, 5), Fraction(1, 5)]
    assert list(found.shapley.values()) == [Fraction(2, 3), Fraction(1, 6), Fraction(1, 6)]


def test_nassau_county() -> None:
    # Banzhaf, "Weighted voting doesn't work" (1965): three of six districts have no power, under
    # the weights of 1958 and again under those of 1964.
    for needed, weights in ((16, (9, 9, 7, 3, 1, 1)), (58, (31, 31, 28, 21, 2, 2))):
        rule = weighted(needed, *weights)
        assert structure.dummies(rule) == ("D", "E", "F")
        assert set(power(rule).banzhaf.values()) == {Fraction(1, 3), 0}
        assert structure.minimal_winning(rule).shown == (("A", "B"), ("A", "C"), ("B", "C"))


def test_coleman_on_the_security_council() -> None:
    # Coleman (1971), by his definitions: a permanent member prevents whatever could be done, and
    # nobody does much to bring it about.
    found = power(council(10, 9))
    assert found.preventive["USA"] == 1
    assert found.preventive["E1"] == Fraction(84, 848)
    assert found.initiative["USA"] == Fraction(848, 2**15 - 848)
    assert found.penrose["USA"] == Fraction(848, 2**14)
