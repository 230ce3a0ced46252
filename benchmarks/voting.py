"""Times of exact power indices, beside 2^n enumeration and a public package, in one run.

    python benchmarks/voting.py [--largest]        (pip install -e '.[bench]' for the package)

"both" is the Banzhaf and the Shapley-Shubik index of every member as fractions, "Banzhaf" the
former alone. "2^n" goes through all coalitions, as one would write it in an hour, at sizes where
that ends. "package" is powerindex from PyPI (generating functions, floating point), which knows
one quota of weights and no second majority; its figures are compared with ours to nine digits.
Ratios carry over from one machine to another, absolute times do not.

The States are those of ``states.csv``: product (current US dollars) and population as published
by the World Bank (public domain, latest year at hand in March 2026). One State has no published
product, and sits in no body that counts it.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from math import factorial
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from checker.voting.apportion import by_divisor
from checker.voting.game import Game, both, quota, quotas
from checker.voting.power import Power, power, swings
from treatylang.model.institutions import Method

T = TypeVar("T")


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def enumerated(game: Game) -> dict[str, tuple[int, Fraction]]:
    """Each player's swings and Shapley-Shubik index, from all 2^n coalitions as sets of bits."""
    n = len(game.players)
    carries = [
        all(
            sum(w for i, w in enumerate(part.weights) if mask >> i & 1) >= part.quota
            for part in quotas(game.rule)
        )
        for mask in range(1 << n)
    ]
    share = [Fraction(factorial(s) * factorial(n - 1 - s), factorial(n)) for s in range(n)]
    found = {}
    for i, name in enumerate(game.players):
        made = [0] * n
        for mask in range(1 << n):
            if carries[mask] and not carries[mask & ~(1 << i)]:
                made[mask.bit_count() - 1] += 1
        found[name] = (
            sum(made),
            sum((a * b for a, b in zip(made, share, strict=True)), Fraction()),
        )
    return found


def skewed(members: int, total: int, seed: int) -> list[int]:
    """Weights as uneven as those of States, of about this total."""
    source = random.Random(seed)
    raw = [source.paretovariate(1.1) for _ in range(members)]
    return [max(1, int(total * value / sum(raw))) for value in raw]


def double(weights: list[int]) -> Game:
    """Two thirds of the weight and more than half of the heads."""
    n = len(weights)
    names = tuple(f"M{i}" for i in range(n))
    return Game(
        names, both([quota(weights, -(-2 * sum(weights) // 3)), quota([1] * n, n // 2 + 1)])
    )


def states(most: int | None = None, product: bool = True) -> list[int]:
    """The votes of the most populous States (None: of all): 10,000 by Webster's method, one each at
    least, on shares of population and, in equal parts, of product."""
    with (Path(__file__).parent / "states.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["gdp_usd"] or not product]
    rows = sorted(rows, key=lambda row: -int(row["population"]))[:most]
    columns = ["population", *(["gdp_usd"] if product else [])]
    totals = {column: sum(int(row[column]) for row in rows) for column in columns}
    shares = [sum(Fraction(int(row[c]), totals[c]) for c in columns) for row in rows]
    squares = [share * share for share in shares]
    return list(by_divisor(squares, 10_000, Method.WEBSTER, at_least=1).votes)


def single(weights: list[int]) -> Game:
    """More than half of the weight."""
    names = tuple(f"M{i}" for i in range(len(weights)))
    return Game(names, quota(weights, sum(weights) // 2 + 1))


def _row(label: str, game: Game, plain: bool, package: bool, shapley: bool = True) -> None:
    _, short = _timed(lambda: swings(game))
    row = f"{label:<44} {short:>9.3f}"
    if not shapley:
        print(row, flush=True)
        return
    found, full = _timed(lambda: power(game))
    row += f" {full:>8.3f}"
    if plain:
        slow, took = _timed(lambda: enumerated(game))
        assert slow == {n: (found.swings[n], found.shapley[n]) for n in game.players}
        row += f" {took:>8.2f} {took / full:>8.0f}"
    else:
        row += f" {'':>8} {'':>8}"
    if package:
        row += _beside_package(game, found, full)
    print(row, flush=True)


def _beside_package(game: Game, found: Power, ours: float) -> str:
    try:
        import powerindex
    except ImportError:
        return "   (not installed)"
    (rule,) = quotas(game.rule)

    def theirs() -> tuple[list[float], list[float]]:
        other = powerindex.Game(rule.quota, weights=list(rule.weights))
        other.calc_banzhaf()
        other.calc_shapley_shubik()
        return other.banzhaf, other.shapley_shubik

    try:
        (banzhaf, shapley), took = _timed(theirs)
    except OverflowError:
        return "   overflows"
    far = max(
        max(abs(a - float(b)) for a, b in zip(banzhaf, found.banzhaf.values(), strict=True)),
        max(abs(a - float(b)) for a, b in zip(shapley, found.shapley.values(), strict=True)),
    )
    agrees = "agrees" if far < 1e-9 else f"differs by {far:.1e}"
    return f" {took:>9.2f} {took / ours:>6.1f}  {agrees}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", action="store_true", help="the rows that take a minute")
    options = parser.parse_args()
    print(
        f"{'rule':<44} {'Banzhaf s':>9} {'both s':>8} {'2^n s':>8} {'ratio':>8}"
        f" {'package s':>9} {'ratio':>6}"
    )
    power(double(skewed(12, 100, 1)))  # so that no row pays for loading
    for members in (10, 14, 18):
        weights = skewed(members, 1000, members)
        _row(f"{members} members, 1,000 votes", single(weights), True, True)
        _row(f"{members} members, 1,000 votes and heads", double(weights), True, False)
    for members, total in ((50, 1000), (100, 1000), (150, 1000)):
        _row(f"{members} members, {total:,} votes", single(skewed(members, total, 7)), False, True)
    weights = states(18)
    _row("18 States, 10,000 votes", single(weights), True, True)
    _row("18 States, 10,000 votes and heads", double(weights), True, False)
    weights = states(product=False)
    _row(f"{len(weights)} States, 10,000 votes by population", single(weights), False, True)
    weights = states()
    _row(f"{len(weights)} States, 10,000 votes and heads", double(weights), False, False)
    weights = skewed(195, 10_000, 7)
    _row("195 members, 10,000 votes", single(weights), False, True)
    _row("195 members, 10,000 votes and heads", double(weights), False, False)
    source = random.Random(7)
    for most in (1000, 5000):
        weights = [source.randint(1, most) for _ in range(200)]
        _row(
            f"200 members, weights to {most:,}", single(weights), False, False,
            most == 1000 or options.largest,
        )  # fmt: skip


if __name__ == "__main__":
    main()
