"""Lay a graph out in layers: every edge runs from one layer to a later one, with few crossings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction

import networkx as nx

_SWEEPS = 8

Layers = list[list[Hashable]]
"""For each layer its nodes in order; a tuple (source, target, layer) stands for a passing edge."""


def layered(graph: nx.DiGraph) -> tuple[Layers, set[tuple[str, str]]]:
    """Return the layers, and the edges that had to be turned round because they close a circle."""
    turned = _closing(graph)
    straight = nx.DiGraph()
    straight.add_nodes_from(graph)
    for edge in graph.edges:
        source, target = edge[::-1] if edge in turned else edge
        if source != target:
            straight.add_edge(source, target)
    rank = _ranks(straight)
    layers: Layers = [[] for _ in range(max(rank.values(), default=-1) + 1)]
    for node in straight:
        layers[rank[node]].append(node)
    links: list[tuple[Hashable, Hashable]] = []
    for source, target in straight.edges:
        here: Hashable = source
        for layer in range(rank[source] + 1, rank[target]):
            passing = (source, target, layer)
            layers[layer].append(passing)
            links.append((here, passing))
            here = passing
        links.append((here, target))
    return _ordered(layers, links), turned


def _closing(graph: nx.DiGraph) -> set[tuple[str, str]]:
    """Return the edges that lead back to a node whose search is still open, in a stable order."""
    turned: set[tuple[str, str]] = set()
    done: set[str] = set()
    for root in graph:
        if root in done:
            continue
        path = [(root, iter(graph[root]))]
        open_nodes = {root}
        while path:
            node, targets = path[-1]
            target = next(targets, None)
            if target is None:
                path.pop()
                open_nodes.discard(node)
                done.add(node)
            elif target in open_nodes:
                turned.add((node, target))
            elif target not in done:
                path.append((target, iter(graph[target])))
                open_nodes.add(target)
    return turned


def _ranks(graph: nx.DiGraph) -> dict[str, int]:
    """Return each node's layer: one after the last of those that lead to it."""
    rank: dict[str, int] = {}
    for node in nx.lexicographical_topological_sort(graph):
        rank[node] = max((rank[before] + 1 for before in graph.predecessors(node)), default=0)
    for node in graph:  # a source stands next to the first node that it leads to
        if not graph.pred[node] and graph.succ[node]:
            rank[node] = min(rank[target] for target in graph.successors(node)) - 1
    return rank


def _ordered(layers: Layers, links: Iterable[tuple[Hashable, Hashable]]) -> Layers:
    """Move nodes towards the middle of their neighbours, to and fro, a set number of times."""
    before: dict[Hashable, list[Hashable]] = defaultdict(list)
    after: dict[Hashable, list[Hashable]] = defaultdict(list)
    for source, target in links:
        before[target].append(source)
        after[source].append(target)
    for sweep in range(_SWEEPS):
        forth = sweep % 2 == 0
        neighbours = before if forth else after
        for number in range(1, len(layers)) if forth else range(len(layers) - 2, -1, -1):
            beside = layers[number - 1 if forth else number + 1]
            position = {node: place for place, node in enumerate(beside)}
            _settle(layers[number], neighbours, position)
    return layers


def _settle(
    layer: list[Hashable],
    neighbours: Mapping[Hashable, list[Hashable]],
    position: Mapping[Hashable, int],
) -> None:
    middle = {}
    for place, node in enumerate(layer):
        near = [position[other] for other in neighbours.get(node, ())]
        middle[node] = Fraction(sum(near), len(near)) if near else Fraction(place)
    layer.sort(key=lambda node: middle[node])
