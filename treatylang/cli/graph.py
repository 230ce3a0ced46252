"""``treatylang graph``: how the parts of a draft hang together."""

from __future__ import annotations

from pathlib import Path

import click

from treatylang.cli import output
from treatylang.cli.drafts import read_one, status_of


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--of",
    type=click.Choice(["definitions", "references", "precedence", "competence"]),
    default="references",
    show_default=True,
    help="What to draw.",
)
@click.option(
    "--to", type=click.Choice(["dot", "mermaid", "svg"]), default="dot", show_default=True
)
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="Write to this file.")
def command(path: Path, of: str, to: str, file: Path | None) -> int:
    """Draw a draft: its definitions, references, precedence or competences."""
    from treatylang.graph.build import build
    from treatylang.graph.dot import dot
    from treatylang.graph.mermaid import mermaid
    from treatylang.graph.svg import svg
    from treatylang.syntax.hidden import shown

    draft = read_one(path)
    status = status_of(draft)
    graph = build(draft, of)
    if to == "svg":
        text = svg(graph, f"{of} of {draft.root}")
    else:
        text = dot(graph) if to == "dot" else mermaid(graph)
    output.deliver(shown(text), file)
    return status
