"""Whether one rule is weaker than another: every coalition that carries under the one does under
the other.

Cheap proofs and cheap counterexamples come first; what they leave open is decided on a decision
diagram of what carries in the one game and not in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from checker.voting.diagram import Diagram, types_of
from checker.voting.game import Both, Either, Game, Quota, Rule, quotas


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
    diagram = Diagram(types_of(game, other.rule))
    lost = diagram.complement(diagram.build(other.rule))
    return diagram.cheapest(diagram.conjoin(diagram.build(game.rule), lost))


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
