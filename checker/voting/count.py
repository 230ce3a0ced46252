"""Counting swings, in whichever way is the cheapest for a game.

Those without whom nothing is carried are set aside first, and in the dual game those who carry
alone. What remains is counted in a table or on a decision diagram.
"""

from __future__ import annotations

from checker.voting.diagram import MOST_NODES, Diagram, types_of
from checker.voting.diagram_count import count_by_diagram
from checker.voting.game import Game
from checker.voting.refusal import TooLarge
from checker.voting.table import Plan, count_by_table, plan
from checker.voting.tally import Tally, mirrored, with_vetoes

SMALL_TABLE = 2_000_000
"""Bytes of a table that is faster than any diagram."""
LARGE_TABLE = 100_000_000_000
"""Bytes times members, each of whom goes through the table once."""
MOST_ROWS = 3_000_000
"""Of a table, times its members: what its rows cost whatever is in them."""
MOST_CELLS = 20_000_000
"""Of a row of a table: they are looked at one by one."""
MOST_MEMBERS = 1000
FEW_NODES = 4_000_000
"""Divided by the members, whose number is what a node costs: beyond these a table is tried."""


def count(game: Game, by_size: bool) -> Tally:
    """Count the coalitions that carry and each player's swings, by size if that is asked for.

    Sizes may be kept apart without being asked for. Raises ``TooLarge`` where neither a table nor
    a decision diagram of bearable size counts the game.
    """
    n = len(game.players)
    everybody = frozenset(range(n))
    vetoes = [i for i in range(n) if not game.wins(game.names(everybody - {i}))]
    if vetoes and len(vetoes) < n:
        rest = sorted(everybody - set(vetoes))
        return with_vetoes(count(game.with_support(game.names(vetoes)), by_size), vetoes, rest)
    if len(vetoes) < n and any(game.wins((name,)) for name in game.players):
        return mirrored(count(game.dual, by_size), n)
    return _chosen(game, by_size)


def _chosen(game: Game, by_size: bool) -> Tally:
    n = len(game.players)
    if n > MOST_MEMBERS:
        raise TooLarge(f"{n} members are too many for an exact count: more than {MOST_MEMBERS}")
    table, dual = plan(game, by_size), plan(game.dual, by_size)
    many = table.rows * n > MOST_ROWS or max(table.cells, dual.cells) > MOST_CELLS
    if not many and min(table.size, dual.size) <= SMALL_TABLE:
        return _by_table(table, dual, n)
    if not many and min(table.size, dual.size) * n <= LARGE_TABLE:
        try:
            return _by_diagram(game, min(MOST_NODES, FEW_NODES // n))
        except TooLarge:
            return _by_table(table, dual, n)
    try:
        return _by_diagram(game, MOST_NODES)
    except TooLarge as refused:
        raise TooLarge(
            f"{n} members with a total of {sum(table.long)} votes in lowest terms are too many"
            " for an exact count",
            "round the weights to a smaller number of votes"
            ' ("rounded to 10000 votes by Webster\'s method")',
            refused.place,
        ) from None


def _by_table(table: Plan, dual: Plan, n: int) -> Tally:
    if dual.size < table.size:
        return mirrored(count_by_table(dual), n)
    return count_by_table(table)


def _by_diagram(game: Game, most: int) -> Tally:
    diagram = Diagram(types_of(game), most=most)
    return count_by_diagram(diagram, diagram.build(game.rule))
