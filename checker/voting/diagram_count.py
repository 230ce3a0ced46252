"""Counting swings on a decision diagram.

A polynomial in y counts coalitions by their size; it is packed into one whole number, n + 1 bits a
coefficient, so that sums and products are those of whole numbers (Kronecker substitution).
"""

from __future__ import annotations

from math import comb

from checker.voting.diagram import WON, Diagram
from checker.voting.tally import Tally


def count_by_diagram(diagram: Diagram, root: int) -> Tally:
    """Count the coalitions that lead to a win from the root, and the swings of every player."""
    counts = diagram.types.counts
    pack = _Packing(sum(counts))
    levels = len(counts)
    choose = {m: pack.choices(m) for count in counts for m in (count, count - 1)}
    ahead = [sum(counts[:level]) for level in range(levels + 1)]

    def gap(above: int, below: int) -> int:
        """Any members of the types of the levels in between."""
        return pack.subsets(ahead[below] - ahead[above])

    nodes = diagram.below(root)
    down = {0: 0, WON: 1}
    for node in reversed(nodes):
        level = diagram.top[node]
        down[node] = sum(
            chosen * gap(level + 1, diagram.top[child]) * down[child]
            for chosen, child in zip(choose[counts[level]], diagram.children[node], strict=True)
            if child
        )
    up = dict.fromkeys(nodes, 0)
    if root in up:
        up[root] = gap(0, diagram.top[root])
    swings = [0] * levels
    for node in nodes:
        level, children = diagram.top[node], diagram.children[node]
        reach = {c: gap(level + 1, diagram.top[c]) for c in set(children)}
        made = 0
        for j, chosen in enumerate(choose[counts[level] - 1]):
            less, more = children[j], children[j + 1]
            if less != more:
                made += chosen * (reach[more] * down[more] - reach[less] * down[less])
        swings[level] += up[node] * made
        for chosen, child in zip(choose[counts[level]], children, strict=True):
            if child > WON:
                up[child] += up[node] * chosen * reach[child]
    won = down[root] * gap(0, diagram.top[root])
    return Tally(
        pack.unpack(won),
        {
            i: pack.unpack(packed)[:-1]
            for members, packed in zip(diagram.types.members, swings, strict=True)
            for i in members
        },
    )


class _Packing:
    """Counts by size, each at most 2^n, in one whole number."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.bits = n + 1
        self._subsets: dict[int, int] = {}

    def choices(self, members: int) -> list[int]:
        """Return the coalitions of none, one, two ... of so many members, each as a polynomial."""
        return [comb(members, j) << self.bits * j for j in range(members + 1)]

    def subsets(self, members: int) -> int:
        """Return the polynomial of all coalitions of so many members."""
        found = self._subsets.get(members)
        if found is None:
            found = self._subsets[members] = sum(self.choices(members))
        return found

    def unpack(self, packed: int) -> list[int]:
        mask = (1 << self.bits) - 1
        return [packed >> self.bits * size & mask for size in range(self.n + 1)]
