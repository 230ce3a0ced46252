"""``treatylang concordance``: all texts of a draft side by side."""

from __future__ import annotations

from pathlib import Path

import click

from treatylang.cli import output
from treatylang.cli.drafts import read_one, status_of, style_within


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--to", type=click.Choice(["html", "markdown"]), help="The format.")
@click.option("--lang", multiple=True, help="A language (again for each); else all that there are.")
@click.option("--style", type=click.Path(path_type=Path), help="The folder of a house style.")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="Write to this file.")
def command(
    path: Path, to: str | None, lang: tuple[str, ...], style: Path | None, file: Path | None
) -> int:
    """Set the texts of a draft in all its languages side by side, clause by clause."""
    from treatylang.documents.concordance import concordance

    draft = read_one(path)
    status = status_of(draft)
    page = file is not None and file.suffix.lower() in {".html", ".htm"}
    chosen = to or ("html" if page else "markdown")
    languages = tuple(code.lower() for code in lang)
    try:
        text = concordance(draft, chosen, languages, style_within(style, path))
    except ValueError as error:
        raise output.Refused(str(error)) from None
    output.deliver(text, file)
    return status
