"""Write a graph in the language of Graphviz."""

from __future__ import annotations

import networkx as nx

_SHAPES = {"clause": "box", "article": "folder", "level": "house", "organ": "component"}


def dot(graph: nx.DiGraph) -> str:
    """Return the graph as DOT."""
    lines = ["digraph draft {", "  rankdir=LR;", '  node [fontname="sans-serif"];']
    for name, data in graph.nodes(data=True):
        shape = _SHAPES.get(data["kind"], "ellipse")
        lines.append(f"  {_quoted(name)} [label={_quoted(data['text'])}, shape={shape}];")
    for source, target, data in graph.edges(data=True):
        label = f" [label={_quoted(data['text'])}]" if data["text"] else ""
        lines.append(f"  {_quoted(source)} -> {_quoted(target)}{label};")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    escaped = " ".join(text.replace("\\", "\\\\").replace('"', '\\"').split())
    return f'"{escaped}"'
