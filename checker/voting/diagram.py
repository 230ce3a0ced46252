"""Games as decision diagrams over types of interchangeable members.

Each level decides how many members of a type are in favour. A quota's diagram is built from the
top with memory of *intervals*: two remainders of a quota between which no coalition of the later
members decides lead to the same node (Behle, "On threshold BDDs and the optimal variable ordering
problem", 2007; Bolus, "Power indices of simple games and vector-weighted majority games by means
of binary decision diagrams", 2011). Quotas are then joined node by node. Size depends on how many
different things the rule can still need, and not on the size of the weights.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce

from checker.voting.game import Both, Either, Game, Quota, Rule, quotas
from checker.voting.refusal import TooLarge

MOST_NODES = 200_000
MOST_TYPES = 300
MOST_EDGES = 20
"""Tried for each node that there may be."""

LOST, WON = 0, 1


@dataclass(frozen=True, slots=True)
class Types:
    """Members that every quota counts alike, together; positions in the order of the game."""

    members: tuple[tuple[int, ...], ...]

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(map(len, self.members))


def types_of(game: Game, *more: Rule) -> Types:
    """Return the types, those counted by the same quotas together and the heaviest first."""
    axes = list(dict.fromkeys(q.weights for rule in (game.rule, *more) for q in quotas(rule)))
    groups: dict[tuple[int, ...], list[int]] = {}
    for i in range(len(game.players)):
        groups.setdefault(tuple(axis[i] for axis in axes), []).append(i)
    order = sorted(
        groups,
        key=lambda weights: (
            [not weight for weight in weights],
            [-weight for weight in weights],
        ),
    )
    return Types(tuple(tuple(groups[weights]) for weights in order))


@dataclass(slots=True)
class Diagram:
    """Nodes by number; 0 is lost and 1 is won. ``top`` is the level of a node."""

    types: Types
    top: list[int] = field(default_factory=list)
    children: list[tuple[int, ...]] = field(default_factory=list)
    unique: dict[tuple[int, tuple[int, ...]], int] = field(default_factory=dict)
    joined: dict[tuple[bool, int, int], int] = field(default_factory=dict)
    most: int = MOST_NODES
    tried: int = 0
    """Edges of all nodes that were asked for, whether new or not: what the diagram costs."""

    def __post_init__(self) -> None:
        self.top = [len(self.types.members)] * 2
        self.children = [(), ()]
        if len(self.types.members) > MOST_TYPES:
            raise TooLarge(
                f"the rule tells {len(self.types.members)} kinds of members apart, more than"
                f" {MOST_TYPES}",
                "round the weights, so that more members weigh the same",
            )

    def node(self, level: int, children: tuple[int, ...]) -> int:
        self.tried += len(children)
        if all(child == children[0] for child in children):
            return children[0]
        key = (level, children)
        found = self.unique.get(key)
        if found is None:
            if len(self.top) >= self.most or self.tried > MOST_EDGES * self.most:
                raise TooLarge(
                    f"the exact count takes a decision diagram of more than {self.most} nodes",
                    "round the weights to a smaller number of votes",
                )
            found = self.unique[key] = len(self.top)
            self.top.append(level)
            self.children.append(children)
        return found

    def child(self, node: int, level: int, count: int) -> int:
        """Where ``count`` members of the level's type in favour lead from the node."""
        return self.children[node][count] if self.top[node] == level else node

    def build(self, rule: Rule) -> int:
        """Return the node of a rule."""
        match rule:
            case Quota(weights, least):
                return _QuotaDiagram(self, weights).build(least)
            case Both(parts):
                return reduce(self.conjoin, map(self.build, parts), WON)
            case Either(parts):
                return reduce(self.disjoin, map(self.build, parts), LOST)

    def conjoin(self, one: int, other: int) -> int:
        return self._join(True, one, other)

    def disjoin(self, one: int, other: int) -> int:
        return self._join(False, one, other)

    def _join(self, conjunction: bool, one: int, other: int) -> int:
        absorbing, neutral = (LOST, WON) if conjunction else (WON, LOST)
        if absorbing in (one, other):
            return absorbing
        if one in (neutral, other):
            return other
        if other == neutral:
            return one
        key = (conjunction, min(one, other), max(one, other))
        found = self.joined.get(key)
        if found is None:
            level = min(self.top[one], self.top[other])
            children = []
            for k in range(len(self.types.members[level]) + 1):
                left, right = self.child(one, level, k), self.child(other, level, k)
                children.append(self._join(conjunction, left, right))
            found = self.joined[key] = self.node(level, tuple(children))
        return found

    def complement(self, root: int) -> int:
        """Return the node of the coalitions that do not carry."""
        turned = {LOST: WON, WON: LOST}
        for node in reversed(self.below(root)):
            children = tuple(turned[child] for child in self.children[node])
            turned[node] = self.node(self.top[node], children)
        return turned[root]

    def below(self, root: int) -> list[int]:
        """Return the nodes reached from the root, terminals left out, from the top level down."""
        seen = {root}
        pending = [root]
        while pending:
            for child in self.children[pending.pop()]:
                if child not in seen:
                    seen.add(child)
                    pending.append(child)
        return sorted(seen - {LOST, WON}, key=lambda node: (self.top[node], node))

    def cheapest(self, root: int) -> frozenset[int] | None:
        """Return the positions of a coalition of the fewest members that leads to a win, or None.

        Of several, the one with the most members of the first types.
        """
        infinite = sum(self.types.counts) + 1
        best = {LOST: (infinite, 0), WON: (0, 0)}
        for node in reversed(self.below(root)):
            best[node] = min((best[to][0] + k, -k) for k, to in enumerate(self.children[node]))
        if best[root][0] >= infinite:
            return None
        chosen: list[int] = []
        while root != WON:
            k = -best[root][1]
            chosen += self.types.members[self.top[root]][:k]
            root = self.children[root][k]
        return frozenset(chosen)


class _QuotaDiagram:
    """The diagram of one quota: for each level, disjoint intervals of what is still needed."""

    def __init__(self, diagram: Diagram, weights: Sequence[int]) -> None:
        self.diagram = diagram
        types = diagram.types
        self.weight = [weights[members[0]] for members in types.members]
        self.rest = [0] * (len(types.members) + 1)
        for level in reversed(range(len(types.members))):
            self.rest[level] = self.rest[level + 1] + self.weight[level] * types.counts[level]
        self.endless = 2 * self.rest[0] + 1
        self.lows: list[list[int]] = [[] for _ in types.members]
        self.found: list[list[tuple[int, int, int]]] = [[] for _ in types.members]

    def build(self, needed: int) -> int:
        return self._at(0, needed)[2]

    def _at(self, level: int, needed: int) -> tuple[int, int, int]:
        """Return ``(low, high, node)``: the node for every need above low and up to high."""
        rest = self.rest[level]
        if needed <= 0:
            return -self.endless, 0, WON
        if needed > rest:
            return rest, self.endless, LOST
        lows = self.lows[level]
        place = bisect_right(lows, needed - 1)
        if place and needed <= self.found[level][place - 1][1]:
            return self.found[level][place - 1]
        low, high = -self.endless, self.endless
        children = []
        weight = self.weight[level]
        for k in range(len(self.diagram.types.members[level]) + 1):
            below, above, child = self._at(level + 1, needed - k * weight)
            low, high = max(low, below + k * weight), min(high, above + k * weight)
            children.append(child)
        result = (low, high, self.diagram.node(level, tuple(children)))
        place = bisect_right(lows, low)
        lows.insert(place, low)
        self.found[level].insert(place, result)
        return result
