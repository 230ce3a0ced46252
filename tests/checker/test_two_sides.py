"""The checker against brute force, on an act that has two sides: who gives and who takes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

import pytest

from checker.conflicts import Search
from checker.solve import Solver
from tests.checker.checking import read
from treatylang.evaluate.application import dyadic
from treatylang.evaluate.judge import conflict
from treatylang.evaluate.world import World
from treatylang.model.draft import DoAct, Draft

SOLVER = Solver()

VOCABULARY = """
unit u "u" whole. class Party "Party". class Small "Small" is Party.
class Rich "Rich" is Party where size >= 2 u. quantity size of Party in u.
fact f "f". fact g of Party "g".
act m "m" by Party to Party with n in u, on the other side t "t".
article s "S".
"""
_SHALL = ["Each {} shall", "Each {} shall", "No {} shall", "No {} shall", "A {} may",
          "A {} need not"]  # fmt: skip
_CONDITIONS = ["f", "it is a Small", "g", "not f", "its size > 1 u", "f or it is a Rich"]


def some_norm(chance: random.Random, index: int) -> str:
    accepting = chance.random() < 0.4
    who = chance.choice(["Party", "Party", "Small", "Rich"])
    said = chance.choice(_SHALL).format(who) + (" t" if accepting else " m")
    other = ""
    if chance.random() < 0.5:
        word = "from" if accepting else "to"
        other = f" {word} a {chance.choice(['Party', 'Small', 'Rich'])}"
    bounds = [
        f"n {chance.choice(['<', '<=', '>=', '>', '='])} {chance.randint(0, 2)} u"
        for _ in range(chance.choice([0, 0, 1, 1, 2]))
    ]
    if chance.random() < 0.15:
        bounds.append(f"n {chance.choice(['<=', '>='])} its size")
    limits = f" with {' and '.join(bounds)}" if bounds else ""
    said += limits + other if accepting else other + limits
    if chance.random() < 0.3:
        said += f", {chance.choice(['if', 'unless'])} {chance.choice(_CONDITIONS)}"
    if index and chance.random() < 0.2:
        word = chance.choice(["except as provided in", "notwithstanding"])
        said = f"{word} n{chance.randrange(index)}, {said}"
    return f"n{index}: {said}.\n"


def worlds(text: str) -> Iterator[World]:
    """Every small scenario of two agents, one of which may be outside the treaty."""
    classes = [frozenset({"Party"})] + [frozenset({"Party", "Small"})] * ("Small" in text)
    sizes = range(-1, 4) if "size" in text or "Rich" in text else [0]
    facts = [("f", None)] * (" f" in text) + [("g", "P"), ("g", "Q")] * (" g" in text)
    holding = [set(some) for n in range(len(facts) + 1) for some in combinations(facts, n)]
    for own, other, now in product(classes, [frozenset[str](), *classes], holding):
        for size, another in product(sizes, sizes):
            yield World(
                members={"P": own, "Q": other},
                facts=frozenset(now),
                quantities={("size", "P"): Fraction(size), ("size", "Q"): Fraction(another)},
            )


def by_brute_force(draft: Draft, text: str) -> set[frozenset[str]]:
    every = list(worlds(text))
    found: set[frozenset[str]] = set()
    for size in (2, 3):
        for names in combinations(draft.norms, size):
            if any(smaller <= set(names) for smaller in found):
                continue
            members = [member(draft, name) for name in names]
            if any(conflict(draft, world, members) for world in every):
                found.add(frozenset(names))
    return found


def member(draft: Draft, name: str) -> tuple[str, str, str | None]:
    norm = draft.norms[name]
    assert isinstance(norm.content, DoAct)
    own, other = ("Q", "P") if norm.content.accepting else ("P", "Q")
    return name, own, other if dyadic(norm) else None


@pytest.mark.parametrize("seed", range(40))
def test_the_checker_finds_what_brute_force_finds(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    text = "".join(some_norm(chance, index) for index in range(chance.randint(2, 4)))
    draft = read(tmp_path, VOCABULARY + text, "")
    search = Search(draft, SOLVER)
    found = {frozenset(item.norms) for item in search.conflicts() if len(item.norms) < 4}
    assert not search.undecided
    assert found == by_brute_force(draft, text), text
