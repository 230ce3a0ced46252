"""Whether one rule is weaker than another: every coalition that carries under the one does under
the other.

Cheap proofs and cheap counterexamples come first. What they leave open is decided in a table of the
weights that coalitions can have, or on a decision diagram of what carries in the one game and not
in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import inf, prod
from operator import sub

from checker.voting.diagram import Diagram, types_of
from checker.voting.game import Both, Either, Game, Quota, Rule, quotas
from checker.voting.table import Key, Plan, after, least_long, plan

MOST_BYTES = 100_000_000
"""Of a table in which two rules are compared."""


def counterexample(game: Game, other: Game) -> frozenset[int] | None:
    """Return a coalition that carries in ``game`` and not in ``other``, of the same players.

    It does not carry in ``game`` without any one of its members. None where there is none.
    Raises ``TooLarge`` where the diagram is.
    """
    if evident(game.rule, other.rule):
        return None
    for coalition in _candidates(game, other):
        if not other.carries(coalition):
            return coalition
    joint = plan(Game(game.players, Both((game.rule, other.rule))), by_size=False)
    if _bytes(joint) <= MOST_BYTES:
        found = _Reach(joint).between(game.rule, other.rule)
        return found and smallest_left(game, sorted(found))
    diagram = Diagram(types_of(game, other.rule))
    lost = diagram.complement(diagram.build(other.rule))
    return diagram.cheapest(diagram.conjoin(diagram.build(game.rule), lost))


def _bytes(joint: Plan) -> int:
    """An upper bound for the bits of all rows after each member, in bytes."""
    rows = prod(sum(axis) + 1 for axis in joint.short)
    return len(joint.game.players) * rows * (joint.cells // 8 + 200)  # a row has its own cost


class _Reach:
    """Which long weights coalitions of the first members reach, as bits, for each short sum.

    All weights from the greatest quota on are one: the last bit.
    """

    def __init__(self, joint: Plan) -> None:
        self.joint = joint
        self.steps = [
            (weight, tuple(axis[i] for axis in joint.short)) for i, weight in enumerate(joint.long)
        ]
        self.last = joint.cells
        rows: dict[Key, int] = {(0,) * len(joint.short): 1}
        self.stages = [rows]
        for weight, step in self.steps:
            rows = dict(rows)
            for key, bits in self.stages[-1].items():
                moved = bits << weight
                if moved >> self.last:
                    moved = moved & ((1 << self.last) - 1) | 1 << self.last
                to = after(key, step)
                rows[to] = rows.get(to, 0) | moved
            self.stages.append(rows)

    def between(self, rule: Rule, other: Rule) -> frozenset[int] | None:
        """Return a coalition that meets the rule and not the other, if there is one."""
        for key, bits in sorted(self.stages[-1].items()):
            low, high = (least_long(part, self.joint, key) for part in (rule, other))
            if low == inf:
                continue
            some = bits >> int(low) << int(low)
            if high != inf:
                some &= (1 << int(high)) - 1
            if some:
                return self._coalition(key, some.bit_length() - 1)
        return None

    def _coalition(self, key: Key, weight: int) -> frozenset[int]:
        """Trace a weight back through the members that make it."""
        chosen = set()
        for i in reversed(range(len(self.steps))):
            before = self.stages[i]
            if before.get(key, 0) >> weight & 1:
                continue
            chosen.add(i)
            adds, step = self.steps[i]
            key = tuple(map(sub, key, step))
            if weight < self.last:
                weight -= adds
            else:
                weight = before[key].bit_length() - 1
        return frozenset(chosen)


def evident(rule: Rule, other: Rule) -> bool:
    """Say whether the other rule follows part by part. A no says nothing."""
    if rule == other:
        return True
    match rule, other:
        case _, Both(parts):
            return all(evident(rule, part) for part in parts)
        case Either(parts), _:
            return all(evident(part, other) for part in parts)
        case Both(parts), _ if any(evident(part, other) for part in parts):
            return True
        case _, Either(parts):
            return any(evident(rule, part) for part in parts)
        case Quota(), Quota():
            return _least_of(other, rule) > other.quota - 1
    return False


def _least_of(other: Quota, rule: Quota) -> Fraction:
    """The least that a coalition reaching ``rule`` has of ``other``, if members could be divided.

    Dantzig's bound (1957): members are taken in the order of the cheapest ratio.
    """
    needed, have = rule.quota, Fraction(0)
    pairs = [(w, v) for w, v in zip(rule.weights, other.weights, strict=True) if w]
    for weight, value in sorted(pairs, key=lambda pair: Fraction(pair[1], pair[0])):
        if weight >= needed:
            return have + Fraction(value * needed, weight)
        needed, have = needed - weight, have + value
    return have


def _candidates(game: Game, other: Game) -> Iterator[frozenset[int]]:
    """Yield minimal coalitions that carry: members leave in the order of what ``other`` counts
    them, as a ratio to what ``game`` does."""
    n = len(game.players)
    everybody = range(n)
    if not game.carries(everybody):
        return
    own = list(dict.fromkeys(quota.weights for quota in quotas(game.rule))) or [(1,) * n]
    theirs = list(dict.fromkeys(quota.weights for quota in quotas(other.rule)))
    for mine in own:
        for their in theirs:
            order = sorted(
                everybody,
                key=lambda i: (
                    (0, 0) if not mine[i] else (1, Fraction(-their[i], mine[i])),
                    -their[i],
                    i,
                ),
            )
            yield smallest_left(game, order)
            yield smallest_left(game, sorted(everybody, key=lambda i: (-their[i], mine[i], i)))


def smallest_left(game: Game, order: Sequence[int]) -> frozenset[int]:
    """Return who is left when each leaves in turn without whom the rest still carries."""
    kept = set(order)
    for i in order:
        if game.carries(kept - {i}):
            kept.discard(i)
    return frozenset(kept)
