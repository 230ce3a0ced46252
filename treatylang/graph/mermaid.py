"""Write a graph in the language of Mermaid."""

from __future__ import annotations

import networkx as nx


def mermaid(graph: nx.DiGraph) -> str:
    """Return the graph as a Mermaid flowchart."""
    names = {name: f"n{number}" for number, name in enumerate(graph.nodes)}
    lines = ["flowchart LR"]
    for name, data in graph.nodes(data=True):
        lines.append(f"  {names[name]}[{_quoted(data['text'])}]")
    for source, target, data in graph.edges(data=True):
        label = f"|{_quoted(data['text'])}|" if data["text"] else ""
        lines.append(f"  {names[source]} -->{label} {names[target]}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return the text in quotes; whatever could mean something to Mermaid becomes an entity."""
    escaped = "".join(
        character if character.isalnum() or character in " .,()_-" else f"#{ord(character)};"
        for character in " ".join(text.split())
    )
    return f'"{escaped}"'
