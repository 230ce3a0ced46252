"""Minimal winning coalitions where all members stand in one order of strength.

There a coalition that wins is minimal where it loses without its weakest member. Members join a
table of counts from the strongest on, and those coalitions are counted that lose before a member
joins and win with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from checker.voting.game import Game
from checker.voting.table import Plan, Table, after

MOST_STEPS = 100_000
"""Tries before the search for coalitions to show is given up."""


def count_in_order(plan: Plan, order: Sequence[int]) -> dict[int, int]:
    """Count the minimal winning coalitions by size, members in order of strength.

    The plan keeps sizes apart.
    """
    table = Table(plan)
    bits = 8 * plan.width
    rows, totals = {table.zero: 1}, {table.zero: 1}
    found: dict[int, int] = {}
    for place in order:
        weight, step = table.kinds[place]
        for key in sorted(totals, reverse=True):
            to = after(key, step)
            row = rows.get(key, 0)
            low, high = table.least(to) - weight - 1, table.least(key) - 1
            if low < high and high >= 0:
                first = max(0, int(low) + 1)
                if high == inf:
                    number = totals[key] - _cells(row, 0, first, plan.width)
                else:
                    number = _cells(row, first, int(high) + 1, plan.width)
                if number:
                    found[key[0] + 1] = found.get(key[0] + 1, 0) + number
            totals[to] = totals.get(to, 0) + totals[key]
            if weight < plan.cells:
                moved = row << weight * bits
                if moved.bit_length() > plan.cells * bits:
                    moved &= (1 << plan.cells * bits) - 1
                rows[to] = rows.get(to, 0) + moved
    if plan.game.carries(()):
        found = {0: 1}
    return found


def _cells(row: int, first: int, end: int, width: int) -> int:
    """Sum the cells of a row from the first up to, and without, the end."""
    if first >= end or not row:
        return 0
    bits = 8 * width
    part = (row >> first * bits) & ((1 << (end - first) * bits) - 1)
    # What is left of a number divided by its base less one is the sum of its digits: the
    # coalitions of one size, which one cell could hold (see ``Plan.width``).
    return part % ((1 << bits) - 1)


def search(game: Game, order: Sequence[int], size: int) -> Iterator[tuple[int, ...]]:
    """Yield the minimal winning coalitions of a size, the strongest members first.

    It ends early where too many tries have led nowhere.
    """
    steps = 0
    n = len(order)

    def extend(chosen: tuple[int, ...], place: int) -> Iterator[tuple[int, ...]]:
        nonlocal steps
        missing = size - len(chosen)
        if not missing:
            yield chosen
            return
        for i in range(place, n - missing + 1):
            steps += 1
            if steps > MOST_STEPS:
                return
            # The strongest that can still join must win together ...
            if not game.carries((*chosen, *order[i : i + missing])):
                return
            # ... and the weakest, without the last of them, lose.
            now = (*chosen, order[i])
            weakest = order[n - missing + 1 : n - 1] if missing > 1 else ()
            if missing > 1 and game.carries((*now, *weakest)):
                continue
            if missing == 1 and game.carries(chosen):
                return
            yield from extend(now, i + 1)

    yield from extend((), 0)
