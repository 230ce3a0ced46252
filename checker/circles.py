"""Precedence that runs in a circle: then none of the norms in it prevails."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from treatylang.model.draft import Draft


def circular(draft: Draft) -> list[frozenset[str]]:
    """Return each group of norms whose express precedence runs in a circle."""
    edges = [(item.winner, item.loser) for item in draft.precedence]
    if runs_in_no_circle(edges):
        return []
    # A tenth of a second to load, and hardly any draft needs it.
    import networkx

    components = networkx.strongly_connected_components(networkx.DiGraph(edges))
    return [frozenset(group) for group in components if len(group) > 1]


def runs_in_no_circle(edges: Iterable[tuple[str, str]]) -> bool:
    """Whether no norm prevails over itself, by way of others or at once."""
    order: TopologicalSorter[str] = TopologicalSorter()
    for winner, loser in edges:
        order.add(loser, winner)
    try:
        order.prepare()
    except CycleError:
        return False
    return True
