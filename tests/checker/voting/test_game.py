"""Which coalitions carry under a requirement, against counting by hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.voting import structure
from checker.voting.game import ALWAYS, NEVER, Game, game, quota, vote_game
from checker.voting.power import power
from checker.voting.refusal import Refused, TooLarge
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
    votes,
)
from treatylang.model.institutions import (
    AllOf,
    Amount,
    Amounts,
    AnyOf,
    Base,
    Consensus,
    Consent,
    Count,
    FewOpposed,
    Greater,
    Heads,
    Institutions,
    Lesser,
    Measure,
    Quorum,
    Requirement,
    Share,
    Threshold,
    Vote,
    Votes,
)

NAMES = "ABCDEF"
CLASSES = {"Large": "ABC", "Coastal": "BDF"}
WEIGHTS = dict(zip(NAMES, (7, 5, 4, 3, 3, 1), strict=True))
AREA = {name: Fraction(number, 3) for name, number in zip(NAMES, (1, 9, 2, 8, 4, 4), strict=True)}
COUNCIL = institutions(seats(NAMES, CLASSES), {"votes": WEIGHTS}, {"area": AREA})


def carried(
    rule: Requirement, favour: Collection[str], parties: Collection[str], abstaining: bool
) -> bool:
    """Say whether a rule is met when everybody but the parties votes: the words, one by one."""

    def total(measure: Measure, of: Collection[str]) -> Fraction:
        counted = [n for n in of if measure.of is None or n in CLASSES.get(measure.of, measure.of)]
        if isinstance(measure, Heads):
            return Fraction(len(counted))
        table = WEIGHTS if isinstance(measure, Votes) else AREA
        return sum((Fraction(table[n]) for n in counted), Fraction(0))

    def value(amount: Amount, whole: Fraction) -> Fraction:
        match amount:
            case Share(part):
                return part * whole
            case Count(number):
                return number
            case Greater(parts):
                return max(value(part, whole) for part in parts)
            case Lesser(parts):
                return min(value(part, whole) for part in parts)

    voting = [n for n in NAMES if n not in parties]
    base = list(NAMES) if abstaining else voting
    match rule:
        case Threshold(measure, amount, strict, of, _):
            whole = total(measure, voting if of is Base.VOTING else base)
            has, needed = total(measure, favour), value(amount, whole)
            return has > needed if strict else has >= needed
        case Quorum(measure, amount, strict, _):
            has = total(measure, base)
            needed = value(amount, has)
            return has > needed if strict else has >= needed
        case FewOpposed(measure, amount, _):
            others = [n for n in base if n not in favour]
            return total(measure, others) < value(amount, total(measure, base))
        case Consent(members, _, _):
            asked = {m for name in members for m in CLASSES.get(name, name)}
            return all(n in favour for n in asked if n in voting)
        case Consensus():
            return all(n in favour for n in voting)
        case AllOf(parts, _):
            return all(carried(part, favour, parties, abstaining) for part in parts)
        case AnyOf(parts, _):
            return any(carried(part, favour, parties, abstaining) for part in parts)


fractions = st.fractions(0, Fraction(5, 4), max_denominator=7)
classes = st.sampled_from((None, "Large", "Coastal"))
measures = st.one_of(
    st.builds(Heads, classes),
    st.builds(Votes, st.just("votes"), classes),
    st.builds(Amounts, st.just("area"), classes),
)
single = st.one_of(st.builds(Share, fractions), st.builds(Count, st.integers(0, 20).map(Fraction)))
two = st.tuples(single, single)
amounts = st.one_of(single, st.builds(Greater, two), st.builds(Lesser, two))
simple = st.one_of(
    st.builds(Threshold, measures, amounts, st.booleans(), st.sampled_from(Base), st.just(HERE)),
    st.builds(Quorum, measures, amounts, st.booleans(), st.just(HERE)),
    st.builds(FewOpposed, measures, amounts, st.just(HERE)),
    st.builds(
        Consent,
        st.sampled_from([("Large",), ("A", "Coastal"), ("F",)]),
        st.booleans(),
        st.just(HERE),
    ),
    st.builds(Consensus, st.just(HERE)),
)


def joined(parts: st.SearchStrategy[Requirement]) -> st.SearchStrategy[Requirement]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AllOf, several, st.just(HERE)), st.builds(AnyOf, several, st.just(HERE))
    )


requirements: st.SearchStrategy[Requirement] = st.recursive(simple, joined, max_leaves=5)
subsets = st.sets(st.sampled_from(NAMES))


@given(requirements, subsets, subsets, st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_game_carries_what_its_words_say(
    rule: Requirement, favour: set[str], parties: set[str], abstaining: bool
) -> None:
    found = game(COUNCIL, rule, "Council", parties, abstaining)
    favour -= parties
    assert found.players == tuple(n for n in NAMES if n not in parties)
    assert found.wins(favour) == carried(rule, favour, parties, abstaining)
    assert found.dual.wins(favour) == (not found.wins(found.others(favour)))


@given(requirements, subsets, subsets)
@settings(max_examples=80, deadline=None)
def test_games_with_some_votes_settled(
    rule: Requirement, favour: set[str], settled: set[str]
) -> None:
    found = game(COUNCIL, rule, "Council")
    rest = favour - settled
    assert found.with_support(settled).wins(rest) == found.wins(favour | settled)
    assert found.within(set(NAMES) - settled).wins(rest) == found.wins(rest)
    assert found.ordered(reversed(NAMES)).wins(favour) == found.wins(favour)


def test_parties_to_the_dispute() -> None:
    # UN Charter Art. 27(3): a party to the dispute abstains; nine votes are still needed.
    members = seats(["P1", "P2", *"abcdefg"], {"Permanent": ["P1", "P2"]})
    rule = every(heads(5), consent("Permanent"))
    body = institutions(members)
    assert structure.veto_players(game(body, rule, "Council")) == ("P1", "P2")
    without = game(body, rule, "Council", ["P1"], abstaining=True)
    assert structure.veto_players(without) == ("P2",)
    assert structure.fewest_needed(without) == 5
    half = share(Heads(), Fraction(1, 2), strict=True)
    assert structure.fewest_needed(game(body, half, "Council", ["P1"], abstaining=True)) == 5
    assert structure.fewest_needed(game(body, half, "Council", ["P1", "P2"])) == 4


def test_two_thirds_or_sixty_whichever_is_greater() -> None:
    amount = Greater((Share(Fraction(2, 3)), Count(Fraction(60))))
    rule = Threshold(Heads(), amount, False, ALL, HERE)
    for members, needed in ((195, 130), (75, 60), (50, None)):
        names = [f"M{i}" for i in range(members)]
        assert structure.fewest_needed(game(institutions(seats(names)), rule, "Council")) == needed


def test_four_members_at_least_block() -> None:
    members = institutions(seats(NAMES), {"votes": {**WEIGHTS, "A": 40}})
    assert structure.blocks(game(members, votes(30), "Council"), "A")
    clause = every(few_opposed(4), votes(1))
    assert not structure.blocks(game(members, clause, "Council"), "A")


def test_strangers_are_errors() -> None:
    rule = game(COUNCIL, heads(2), "Council")
    with pytest.raises(ValueError, match="Z has no vote"):
        rule.wins(["Z"])
    with pytest.raises(ValueError, match="Z has no seat"):
        game(COUNCIL, heads(2), "Council", ["Z"])
    with pytest.raises(ValueError, match="monotone"):
        quota([1, -1], 1)


def test_figures_that_are_missing_are_refused() -> None:
    body = institutions(seats("AB"), figures={"area": {"A": 1}})
    rule = Threshold(Amounts("area"), Share(Fraction(1, 2)), False, ALL, HERE)
    with pytest.raises(Refused, match="no value of area is declared for B"):
        game(body, rule, "Council")


def test_unreachable_and_empty() -> None:
    never = game(COUNCIL, heads(7), "Council")
    assert never.rule == NEVER
    assert structure.fewest_needed(never) is None
    assert structure.veto_players(never) == tuple(NAMES)
    assert set(power(never).banzhaf.values()) == {0}
    assert structure.smallest_blocking(never) == ()
    nobody = Game((), ALWAYS)
    assert power(nobody).winning == 1
    assert structure.minimal_winning(nobody).shown == ((),)
    assert structure.smallest_winning(nobody) == ()


def test_what_is_out_of_reach_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.voting.count.MOST_NODES", 20_000)  # so that it is refused sooner
    # 195 members with weights of fifteen digits that have nothing in common.
    names = tuple(f"M{i}" for i in range(195))
    weights = [(i + 3) ** 6 * 10**3 + pow(7, i, 10**15) for i in range(195)]
    rule = Game(names, quota(weights, sum(weights) // 2 + 1))
    with pytest.raises(TooLarge, match="too many for an exact count") as refused:
        power(rule)
    assert "round the weights" in refused.value.help
    assert structure.veto_players(rule) == ()
    assert len(structure.smallest_blocking(rule) or ()) < 98


def test_declared_votes() -> None:
    rule = Vote("majority", "Council", heads(4), "majority", HERE, parties=1, abstaining=True)
    body: Institutions = replace(COUNCIL, votes={"majority": rule})
    assert vote_game(body, "majority", ["A"]).players == tuple("BCDEF")
    assert structure.any_suffice(vote_game(body, "majority")) == 4
