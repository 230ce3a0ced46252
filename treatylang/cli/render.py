"""``treatylang render``: the document of a draft."""

from __future__ import annotations

from pathlib import Path

import click

from treatylang.cli import output
from treatylang.cli.drafts import read_one, status_of
from treatylang.documents.formats import FORMATS, Unavailable, format_of


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--to",
    type=click.Choice(list(FORMATS)),
    help="The format (by the ending of the output file; markdown where there is none).",
)
@click.option("--lang", default="en", show_default=True, help="The language.")
@click.option("--line-numbers", is_flag=True, help="Number the lines, for a meeting.")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="Write to this file.")
def command(path: Path, to: str | None, lang: str, line_numbers: bool, file: Path | None) -> int:
    """Render a draft as a document, as far as it could be read."""
    import treatylang

    chosen = _format(to, file)
    draft = read_one(path)
    status = status_of(draft)
    try:
        document = treatylang.render(draft, to=chosen, lang=lang, line_numbers=line_numbers)
    except (ValueError, Unavailable) as error:
        raise output.Refused(str(error)) from None
    output.deliver(document, file)
    return status


def _format(to: str | None, file: Path | None) -> str:
    """Return the format that was named, or that the output file's ending stands for."""
    try:
        return to or (format_of(file.name) if file and file.suffix else "markdown")
    except ValueError as error:
        raise output.Refused(f"{error}; name one with --to") from None
