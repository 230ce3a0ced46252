"""Every figure of random small rules, against going through all 2^n coalitions."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.voting import compare, structure
from checker.voting.compare import MOST_BYTES
from checker.voting.diagram import Diagram, types_of
from checker.voting.diagram_count import count_by_diagram
from checker.voting.game import Game, Rule, both, either, quota
from checker.voting.power import power, swings
from checker.voting.table import count_by_table, plan
from checker.voting.tally import mirrored
from tests.checker.voting.bodies import enumerated


@st.composite
def rules(draw: st.DrawFn, players: int, depth: int = 2) -> Rule:
    if depth and draw(st.booleans()):
        parts = draw(st.lists(rules(players, depth - 1), min_size=1, max_size=3))
        return draw(st.sampled_from((both, either)))(parts)
    kind = draw(st.sampled_from(("heads", "weights", "class")))
    if kind == "heads":
        return quota([1] * players, draw(st.integers(0, players + 1)))
    most = 12 if kind == "weights" else 1
    weights = draw(st.lists(st.integers(0, most), min_size=players, max_size=players))
    return quota(weights, draw(st.integers(0, sum(weights) + 1)))


@st.composite
def games(draw: st.DrawFn) -> Game:
    players = draw(st.integers(1, 7))
    return Game(tuple("ABCDEFG"[:players]), draw(rules(players)))


@given(games())
@settings(max_examples=80, deadline=None)
def test_power(game: Game) -> None:
    plain = enumerated(game)
    found = power(game)
    assert found.winning == len(plain.winning)
    assert found.swings == swings(game).swings == plain.swings
    assert swings(game).winning == found.winning
    assert found.shapley == plain.shapley
    assert sum(found.shapley.values()) == (0 < len(plain.winning) < 2 ** len(game.players))
    assert found.efficiency == Fraction(len(plain.winning), 2 ** len(game.players))


@given(games())
@settings(max_examples=80, deadline=None)
def test_structure(game: Game) -> None:
    plain = enumerated(game)
    players = frozenset(game.players)
    blocking = {c for c in map(frozenset, _subsets(players)) if players - c not in plain.winning}
    assert set(structure.dummies(game)) == {n for n in players if not plain.swings[n]}
    assert set(structure.veto_players(game)) == {n for n in players if {n} in blocking}
    both_ways = [n for n in game.players if {n} in blocking and {n} in plain.winning]
    assert structure.dictator(game) == (both_ways[0] if both_ways else None)
    _smallest(structure.smallest_winning(game), plain.winning)
    _smallest(structure.smallest_blocking(game), blocking)
    bloc = players & set("ACEG")
    _smallest(structure.smallest_winning(game, bloc), {c for c in plain.winning if c <= bloc})
    _smallest(structure.smallest_blocking(game, bloc), {c for c in blocking if c <= bloc})
    sizes = [len(c) for c in plain.winning]
    assert structure.fewest_needed(game) == (min(sizes) if sizes else None)
    losing = [len(c) for c in map(frozenset, _subsets(players)) if c not in plain.winning]
    enough = max(losing, default=-1) + 1
    assert structure.any_suffice(game) == (enough if enough <= len(players) else None)


@given(games(), st.integers(0, 5))
@settings(max_examples=80, deadline=None)
def test_minimal_coalitions(game: Game, most: int) -> None:
    plain = enumerated(game)
    listed = structure.minimal_winning(game, 1000)
    assert listed.complete
    assert len(set(listed.shown)) == listed.count
    assert {frozenset(c) for c in listed.shown} == plain.minimal
    assert [len(c) for c in listed.shown] == sorted(map(len, plain.minimal))
    assert structure.minimal_winning(game, most).shown == listed.shown[:most]
    blocking = structure.minimal_blocking(game, 1000)
    assert {frozenset(c) for c in blocking.shown} == enumerated(game.dual).minimal


@given(st.data(), st.sampled_from((0, MOST_BYTES)))
@settings(max_examples=120, deadline=None)
def test_implication(data: st.DataObject, table: int) -> None:
    players = data.draw(st.integers(1, 6))
    names = "ABCDEF"[:players]
    one = Game(tuple(names), data.draw(rules(players)))
    other = Game(tuple(reversed(names)), data.draw(rules(players)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compare, "MOST_BYTES", table)  # 0: on a diagram
        if data.draw(st.booleans()):
            patch.setattr(compare, "evident", lambda rule, other: False)
            patch.setattr(compare, "_candidates", lambda game, other: ())
        found = structure.implies(one, other)
    stronger = enumerated(one).winning <= enumerated(other).winning
    assert (found is None) == stronger
    if found is not None:
        assert one.wins(found) and not other.wins(found)
        assert not any(one.wins(set(found) - {name}) for name in found)


def _smallest(found: tuple[str, ...] | None, coalitions: Iterable[frozenset[str]]) -> None:
    sets = set(coalitions)
    if not sets:
        assert found is None
    else:
        assert found is not None and frozenset(found) in sets
        assert len(found) == min(map(len, sets))


def _subsets(players: frozenset[str]) -> list[frozenset[str]]:
    result: list[frozenset[str]] = [frozenset()]
    for name in sorted(players):
        result += [c | {name} for c in result]
    return result


@given(games(), st.booleans())
@settings(max_examples=80, deadline=None)
def test_table_and_diagram_count_alike(game: Game, by_size: bool) -> None:
    plain = enumerated(game)
    table = count_by_table(plan(game, by_size))
    diagram = Diagram(types_of(game))
    other = count_by_diagram(diagram, diagram.build(game.rule))
    n = len(game.players)
    for tally in (table, other, mirrored(count_by_table(plan(game.dual, by_size)), n)):
        assert sum(tally.winning) == len(plain.winning)
        made = {name: sum(tally.swings[i]) for i, name in enumerate(game.players)}
        assert made == plain.swings
        if by_size:
            assert tally == other


def test_a_table_has_room_for_the_coalitions_of_two_hundred_members() -> None:
    # One has two votes of 201, and 102 carry: 102 of the others, or it and a hundred of them.
    rule = Game(tuple(f"M{i}" for i in range(200)), quota([2, *[1] * 199], 102))
    carrying = sum(comb(199, k) for k in range(102, 200)) + sum(
        comb(199, k) for k in range(100, 200)
    )
    for by_size in (False, True):
        assert sum(count_by_table(plan(rule, by_size)).winning) == carrying
