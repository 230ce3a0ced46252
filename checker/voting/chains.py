"""Members in order of strength, and the smallest coalitions that follow from it.

A member *dominates* another where every quota counts it at least as much: taking the stronger in
its stead never does harm (the desirability relation; Taylor and Zwicker, Simple Games, 1999,
ch. 3). Members fall into chains, each in order of strength, and the strongest so many of each chain
do whatever any so many do. With one chain, sorting answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from math import prod

from checker.voting.game import Both, Game, Quota, Rule, quotas

MOST_COMBINATIONS = 20_000


@dataclass(frozen=True, slots=True)
class Chains:
    """Positions of the players, in chains from the strongest to the weakest."""

    game: Game
    axes: tuple[tuple[int, ...], ...]
    chains: tuple[tuple[int, ...], ...]

    @property
    def combinations(self) -> int:
        """How many choices there are of a number from each chain but the longest."""
        return prod(sorted(len(chain) + 1 for chain in self.chains)[:-1])


def chains_of(game: Game) -> Chains:
    """Put each player, the strongest first, into the first chain whose last dominates it."""
    axes = tuple(dict.fromkeys(quota.weights for quota in quotas(game.rule)))
    strength = [tuple(axis[i] for axis in axes) for i in range(len(game.players))]
    found: list[list[int]] = []
    for i in sorted(range(len(strength)), key=lambda i: ([-w for w in strength[i]], i)):
        for chain in found:
            if all(map(int.__ge__, strength[chain[-1]], strength[i])):
                chain.append(i)
                break
        else:
            found.append([i])
    return Chains(game, axes, tuple(map(tuple, sorted(found, key=len))))


def holds(rule: Rule, axes: Sequence[tuple[int, ...]], sums: Sequence[int]) -> bool:
    """Say whether a coalition with these sums on the axes carries."""
    if isinstance(rule, Quota):
        return sums[axes.index(rule.weights)] >= rule.quota
    if isinstance(rule, Both):
        return all(holds(part, axes, sums) for part in rule.parts)
    return any(holds(part, axes, sums) for part in rule.parts)


def fewest(chains: Chains) -> frozenset[int] | None:
    """Return the positions of a coalition of the fewest players that carries, if any does."""
    game, axes = chains.game, chains.axes
    if not chains.chains:
        return frozenset() if game.wins(()) else None
    sums = [_running(chain, axes) for chain in chains.chains]
    *short, longest = sums
    best: tuple[int, tuple[int, ...]] | None = None
    for counts in product(*(range(len(chain)) for chain in short)):
        taken = sum(counts)
        if best is not None and taken >= best[0]:
            continue
        rows = [row[k] for row, k in zip(short, counts, strict=True)]
        have = list(map(sum, zip(*rows, strict=True))) or [0] * len(axes)
        low, high = (
            0,
            len(longest) - 1 if best is None else min(len(longest) - 1, best[0] - taken - 1),
        )
        if not _carries(chains, have, longest[high]):
            continue
        while low < high:
            middle = (low + high) // 2
            if _carries(chains, have, longest[middle]):
                high = middle
            else:
                low = middle + 1
        best = (taken + high, (*counts, high))
    if best is None:
        return None
    return frozenset(i for chain, k in zip(chains.chains, best[1], strict=True) for i in chain[:k])


def _running(chain: Sequence[int], axes: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """The sums on each axis of the first none, one, two ... of a chain."""
    sums = [list(accumulate([axis[i] for i in chain], initial=0)) for axis in axes]
    return list(zip(*sums, strict=True)) if sums else [()] * (len(chain) + 1)


def _carries(chains: Chains, have: Sequence[int], more: Sequence[int]) -> bool:
    return holds(chains.game.rule, chains.axes, [a + b for a, b in zip(have, more, strict=True)])
