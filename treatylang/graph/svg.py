"""Draw a graph as SVG: boxes in layers from left to right, self-contained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from treatylang.graph.layers import layered

_LETTER = 7.2
_LONGEST = 44
_HEIGHT = 28
_ROW = 44
_GAP = 110
_MARGIN = 20

_FILLS = {
    "clause": "#fff7e0",
    "article": "#ffe9b8",
    "level": "#e8e4f8",
    "organ": "#e0efff",
    "class": "#e0efff",
    "matter": "#e3f5e3",
    "act": "#f9e3e3",
    "vote": "#e6f0ff",
    "procedure": "#e6f0ff",
    "weights": "#eef7ee",
}

_STYLE = (
    "text{font:12px ui-monospace,Menlo,Consolas,monospace;fill:#222}"
    ".word{font-size:10px;fill:#555;paint-order:stroke;stroke:#fff;stroke-width:3px}"
    "rect{stroke:#888}path.edge{fill:none;stroke:#777}"
)


@dataclass(frozen=True, slots=True)
class _Box:
    """A place in the drawing; of no width where only an edge passes.

    ``edge`` is where its layer ends: lines begin to bend there, and so cross no other box.
    """

    x: float
    y: float
    width: float
    edge: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def middle(self) -> float:
        return self.y + _HEIGHT / 2


def svg(graph: nx.DiGraph, title: str = "") -> str:
    """Return the graph as an SVG document with ``title`` as its accessible name."""
    layers, turned = layered(graph)
    boxes = _boxes(graph, layers)
    stops: dict[tuple[str, str], list[_Box]] = defaultdict(list)
    for place, box in boxes.items():
        if isinstance(place, tuple):
            stops[place[0], place[1]].append(box)
    edges = []
    for source, target, data in graph.edges(data=True):
        if source == target:
            edges.append(_circle(boxes[source], data["text"]))
            continue
        back = (source, target) in turned
        start, end = (target, source) if back else (source, target)
        way = [boxes[start], *stops[start, end], boxes[end]]
        edges.append(_edge(way, data["text"], back))
    nodes = [_node(data, boxes[name]) for name, data in graph.nodes(data=True)]
    width = max((box.right for box in boxes.values()), default=0.0) + _MARGIN + _GAP / 2
    height = max((box.y for box in boxes.values()), default=0.0) + _ROW
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
            f'width="{width:g}" height="{height:g}" role="img" '
            f"aria-label={quoteattr(_printable(title))}>",
            f"<title>{_text(title)}</title>",
            f"<style>{_STYLE}</style>",
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
            'markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#777"/></marker></defs>',
            *edges,
            *nodes,
            "</svg>\n",
        ]
    )


def _boxes(graph: nx.DiGraph, layers: list[list[Hashable]]) -> dict[Hashable, _Box]:
    boxes: dict[Hashable, _Box] = {}
    tallest = max((len(layer) for layer in layers), default=0)
    x = float(_MARGIN)
    for layer in layers:
        widths = {
            node: len(_short(graph.nodes[node]["text"])) * _LETTER + 16
            for node in layer
            if node in graph
        }
        top = _MARGIN + (tallest - len(layer)) * _ROW / 2
        edge = x + max(widths.values(), default=0.0)
        for row, node in enumerate(layer):
            boxes[node] = _Box(x, top + row * _ROW, widths.get(node, 0.0), edge)
        x = edge + _GAP
    return boxes


def _node(data: dict[str, str], box: _Box) -> str:
    fill = _FILLS.get(data["kind"], "#f4f4f4")
    return (
        f"<g><title>{_text(data['kind'])}: {_text(data['text'])}</title>"
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{_HEIGHT}" rx="5" '
        f'fill="{fill}"/><text x="{box.x + 8:g}" y="{box.y + 18:g}">'
        f"{_text(_short(data['text']))}</text></g>"
    )


def _circle(box: _Box, word: str) -> str:
    """Draw an edge from a box to itself."""
    x, y = box.right, box.middle
    return _path(f"M{x:g} {y - 6:g}c34 -16 34 28 0 12", word, x + 28, y)


def _edge(way: list[_Box], word: str, back: bool) -> str:
    """Draw an edge along the places that it passes; ``back`` starts from the last of them."""
    bends = [
        ((before.edge, before.middle), (after.x, after.middle)) for before, after in pairwise(way)
    ]
    start, end = (way[0].right, way[0].middle), (way[-1].x, way[-1].middle)
    if back:
        bends = [(after, before) for before, after in reversed(bends)]
        start, end = end, start
    path = f"M{start[0]:g} {start[1]:g}"
    for (x, y), (to_x, to_y) in bends:
        half = (x + to_x) / 2
        path += f"L{x:g} {y:g}C{half:g} {y:g} {half:g} {to_y:g} {to_x:g} {to_y:g}"
    path += f"L{end[0]:g} {end[1]:g}"
    (x, y), (to_x, to_y) = bends[0]
    return _path(path, word, (x + to_x) / 2, (y + to_y) / 2 - 4)


def _path(path: str, word: str, x: float, y: float) -> str:
    label = (
        f'<text class="word" text-anchor="middle" x="{x:g}" y="{y:g}">{_text(word)}</text>'
        if word
        else ""
    )
    return f'<path class="edge" d="{path}" marker-end="url(#tip)"/>{label}'


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _text(text: str) -> str:
    return escape(_printable(text))


def _printable(text: str) -> str:
    """Return the text without the characters that XML has no place for."""
    return "".join(character for character in text if character.isprintable())
