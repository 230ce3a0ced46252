"""``treatylang render``: the document of a draft."""

from __future__ import annotations

from pathlib import Path

import click

from treatylang.cli import output
from treatylang.cli.drafts import read_one, status_of


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--to",
    type=click.Choice(["markdown", "html"]),
    help="The format (by the output file's name; markdown where it tells nothing).",
)
@click.option("--lang", default="en", show_default=True, help="The language.")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="Write to this file.")
def command(path: Path, to: str | None, lang: str, file: Path | None) -> int:
    """Render a draft as a document, as far as it could be read."""
    import treatylang

    draft = read_one(path)
    status = status_of(draft)
    if to is None:
        is_html = file is not None and file.suffix.lower() in (".html", ".htm")
        to = "html" if is_html else "markdown"
    try:
        document = treatylang.render(draft, to=to, lang=lang)
    except ValueError as error:
        raise output.Refused(str(error)) from None
    output.deliver(document, file)
    return status
