"""The structure of a rule: vetoes, dictators, dummies, smallest and minimal coalitions.

Nothing here goes through the 2^n coalitions. A *blocking* coalition is one without which the
others lose: a winning coalition of the dual game (Taylor and Zwicker, Simple Games, 1999, ch. 1).
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from itertools import islice, takewhile

from checker.voting.chains import MOST_COMBINATIONS, chains_of, fewest
from checker.voting.compare import counterexample, smallest_left
from checker.voting.diagram import Diagram, types_of
from checker.voting.game import Game
from checker.voting.minimal import Coalition, Listed, Minimal
from checker.voting.minimal_chain import count_in_order, search
from checker.voting.power import swings
from checker.voting.refusal import TooLarge
from checker.voting.table import plan

FEW_BYTES, MOST_BYTES = 1_000_000_000, 20_000_000_000
"""Of a table in which minimal coalitions are counted, times the members (each moves it once): up to
the first it is faster than any diagram, and beyond the second too slow."""
MOST_ROWS = 10_000


def blocks(game: Game, coalition: Collection[str]) -> bool:
    """Say whether nothing is carried without the coalition (a joint veto).

    True for every coalition, the empty one too, where nothing can be carried at all.
    """
    return not game.wins(game.others(coalition))


def veto_players(game: Game) -> Coalition:
    """Return the players without whom nothing is carried.

    All of them where nothing can be carried at all. Of members in one order of strength those
    after the first that has no veto have none either.
    """
    found = [
        place
        for chain in chains_of(game).chains
        for place in takewhile(lambda i: blocks(game, (game.players[i],)), chain)
    ]
    return game.names(found)


def dictator(game: Game) -> str | None:
    """Return the player who carries alone and without whom nothing is carried, if there is one."""
    return next((n for n in veto_players(game) if game.wins((n,))), None)


def dummies(game: Game) -> Coalition:
    """Return the players who make no difference to any coalition."""
    types = types_of(game).members
    doubtful = set(range(len(types)))
    if game.carries(range(len(game.players))):
        # Whoever is in a minimal coalition makes a difference: try each type to the last.
        for kind in range(len(types)):
            if kind in doubtful:
                others = [i for other, of in enumerate(types) if other != kind for i in of]
                kept = smallest_left(game, [*others, *types[kind]])
                doubtful = {kind for kind in doubtful if kept.isdisjoint(types[kind])}
    if doubtful:
        made = swings(game).swings
        doubtful = {kind for kind in doubtful if not made[game.players[types[kind][0]]]}
    return game.names(i for kind in doubtful for i in types[kind])


def smallest_winning(game: Game, among: Collection[str] | None = None) -> Coalition | None:
    """Return a coalition of the fewest players that carries, or None where none does.

    With ``among`` only these are to join it, and all others are against.
    """
    if among is not None:
        game = game.within(among)
    chains = chains_of(game)
    if chains.combinations <= MOST_COMBINATIONS:
        found = fewest(chains)
    else:
        diagram = Diagram(types_of(game))
        found = diagram.cheapest(diagram.build(game.rule))
    return None if found is None else game.names(found)


def smallest_blocking(game: Game, among: Collection[str] | None = None) -> Coalition | None:
    """Return a coalition of the fewest players without which nothing is carried.

    Empty where nothing can be carried anyway; None where no coalition (of those in ``among``)
    blocks. Each of its members is needed to block.
    """
    return smallest_winning(game.dual, among)


def fewest_needed(game: Game) -> int | None:
    """Return how many players a coalition must have to carry; None where none does."""
    found = smallest_winning(game)
    return None if found is None else len(found)


def any_suffice(game: Game) -> int | None:
    """Return the number of players of which any so many carry; None where none does."""
    blocking = smallest_blocking(game)
    if blocking is None:
        return 0
    return len(game.players) - len(blocking) + 1 if blocking else None


def minimal_winning(game: Game, most: int = 100) -> Listed:
    """Return the coalitions that carry and do not without any one of their members.

    They are counted exactly, and at most ``most`` shown, the smallest first and by the order of
    the players. Raises ``TooLarge`` where they cannot be counted.
    """
    return _minimal(game, most)


def minimal_blocking(game: Game, most: int = 100) -> Listed:
    """Return the coalitions that block and do not without any one of their members."""
    return _minimal(game.dual, most)


def implies(game: Game, other: Game) -> Coalition | None:
    """Return a coalition that carries in ``game`` and not in ``other``, or None where all do.

    Each of its members is needed to carry. Without one, ``other`` is the weaker rule. Raises
    ``ValueError`` where the players differ, ``TooLarge`` where the answer is out of reach.
    """
    if set(game.players) != set(other.players):
        raise ValueError("the two rules are not of the same members")
    found = counterexample(game, other.ordered(game.players))
    return None if found is None else game.names(found)


@lru_cache(maxsize=64)
def _minimal(game: Game, most: int) -> Listed:
    """Set vetoes aside, then count in order of strength or on a diagram."""
    vetoes = veto_players(game)
    if vetoes and len(vetoes) < len(game.players):
        rest = _minimal(game.with_support(vetoes), most)
        shown = (game.names(game.places((*vetoes, *some))) for some in rest.shown)
        return Listed(rest.count, tuple(shown))
    chains = chains_of(game)
    table = plan(game, by_size=True)
    moved = table.rows * table.cells * table.width * len(game.players)
    too_large = len(chains.chains) > 1 or moved > MOST_BYTES or table.rows > MOST_ROWS
    if too_large or moved > FEW_BYTES:
        try:
            return Minimal(game).listed(most)
        except TooLarge:
            if too_large:
                raise
    order = chains.chains[0] if chains.chains else ()
    by_size = count_in_order(table, order)
    found = (some for size in sorted(by_size) for some in search(game, order, size))
    return Listed(sum(by_size.values()), tuple(map(game.names, islice(found, most))))
