"""The bodies that are measured, and that the plain way finds what the quick one does."""

from __future__ import annotations

from benchmarks.voting import double, enumerated, single, skewed, states
from checker.voting.power import power


def test_bodies_are_the_same_each_time() -> None:
    assert skewed(8, 1000, 3) == skewed(8, 1000, 3)
    assert 900 < sum(skewed(50, 1000, 3)) <= 1050


def test_plain_enumeration_agrees() -> None:
    for rule in (single(skewed(9, 100, 9)), double(skewed(9, 100, 9))):
        found = power(rule)
        assert enumerated(rule) == {n: (found.swings[n], found.shapley[n]) for n in rule.players}


def test_states_have_ten_thousand_votes_and_none_is_without() -> None:
    for weights, members in ((states(), 192), (states(product=False), 193), (states(18), 18)):
        assert (len(weights), sum(weights), min(weights) >= 1) == (members, 10_000, True)
