"""Methods of apportionment: whole votes in proportion to what members have.

Balinski and Young, Fair Representation (1982). A divisor method gives each next vote to the member
with the largest ratio of its weight to the method's divisor for the votes that it already has.
Ratios are compared by their squares, so that square roots, of divisors (Hill) and of weights, are
compared exactly.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from checker.voting.refusal import Refused
from treatylang.model.institutions import Method

# The square of the divisor for the next vote of a member that has so many.
DIVISORS: dict[Method, Callable[[int], int]] = {
    Method.WEBSTER: lambda votes: (2 * votes + 1) ** 2,
    Method.JEFFERSON: lambda votes: (votes + 1) ** 2,
    Method.ADAMS: lambda votes: votes**2,
    Method.HILL: lambda votes: votes * (votes + 1),
}

MOST_VOTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Tie:
    """Members (by position) with equal claims to fewer ``votes`` than they are.

    The votes went to the first of them.
    """

    members: tuple[int, ...]
    votes: int


@dataclass(frozen=True, slots=True)
class Apportioned:
    votes: tuple[int, ...]
    tie: Tie | None


def by_divisor(
    squares: Sequence[Fraction], total: int, method: Method, at_least: int = 0
) -> Apportioned:
    """Apportion ``total`` votes by a divisor method to weights given by their squares.

    A member without weight gets no more than ``at_least``. Raises ``Refused`` where the total is
    too small for what each member is to get.
    """
    divisor = DIVISORS[method]
    some = sum(1 for square in squares if square)
    first = 1 if divisor(0) == 0 else 0
    _possible(len(squares), some, total, at_least, first)
    votes = [max(at_least, first if square else 0) for square in squares]
    left = total - sum(votes)
    queue = [(-square / divisor(votes[i]), i) for i, square in enumerate(squares) if square]
    heapq.heapify(queue)
    last: Fraction | None = None
    given: list[int] = []
    for _ in range(left):
        claim, i = heapq.heappop(queue)
        if claim != last:
            last, given = claim, []
        given.append(i)
        votes[i] += 1
        heapq.heappush(queue, (-squares[i] / divisor(votes[i]), i))
    also = sorted(i for claim, i in queue if claim == last)
    tie = Tie(tuple(sorted([*given, *also])), len(given)) if also else None
    return Apportioned(tuple(votes), tie)


def by_largest_remainder(weights: Sequence[Fraction], total: int, at_least: int = 0) -> Apportioned:
    """Apportion by Hamilton's method: whole quotas first, then the largest remainders.

    Each member gets at least ``at_least`` (Balinski and Young, appendix A). Where these and the
    whole quotas of the others already come to more than the total, members with the least are set
    aside, and the others share the rest by their own quotas.
    """
    _possible(len(weights), sum(1 for w in weights if w), total, at_least, 0)
    votes = [at_least] * len(weights)
    free = [i for i, weight in enumerate(weights) if weight]
    left = total - at_least * (len(weights) - len(free))
    while free:
        whole = sum((weights[i] for i in free), Fraction(0))
        quotas = {i: weights[i] * left / whole for i in free}
        given = {i: max(at_least, floor(quotas[i])) for i in free}
        if sum(given.values()) <= left:
            break
        free = [i for i in free if quotas[i] >= at_least]
        left = total - at_least * (len(weights) - len(free))
    else:
        return Apportioned(tuple(votes), None)
    for i, number in given.items():
        votes[i] = number
    over = left - sum(given.values())
    rest = {i: quotas[i] - votes[i] for i in free}
    ranked = sorted(free, key=lambda i: (-rest[i], i))
    for i in ranked[:over]:
        votes[i] += 1
    if 0 < over < len(ranked):
        edge = rest[ranked[over - 1]]
        if rest[ranked[over]] == edge:
            equal = tuple(sorted(i for i in ranked if rest[i] == edge))
            return Apportioned(tuple(votes), Tie(equal, sum(i in equal for i in ranked[:over])))
    return Apportioned(tuple(votes), None)


def _possible(members: int, some: int, total: int, at_least: int, first: int) -> None:
    if total > MOST_VOTES:
        raise Refused(f"{total} votes are to be apportioned, more than {MOST_VOTES}")
    if not some and total > members * at_least:
        raise Refused("no member has any weight, so that no votes can be apportioned")
    least = max(at_least, first) * some + at_least * (members - some)
    if total < least:
        raise Refused(
            f"{total} votes are too few: each member is to have at least {max(at_least, first)},"
            f" which takes {least}",
            "raise the total or lower the least number of votes",
        )
