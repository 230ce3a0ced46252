"""``treatylang annotate``: the annotated edition of a draft."""

from __future__ import annotations

from pathlib import Path

import click

from treatylang.cli import output
from treatylang.cli.drafts import read_one, status_of


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--lang", default="en", show_default=True, help="The language of the document.")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="Write to this file.")
def command(path: Path, lang: str, file: Path | None) -> int:
    """Write an HTML page on which each clause shows its source, its norms and the findings on it.

    The page needs no network and no script. Findings do not change the exit status.
    """
    import treatylang
    from treatylang.documents.annotated import annotated

    draft = read_one(path)
    try:
        page = annotated(draft, treatylang.check([draft]), lang.lower())
    except ValueError as error:
        raise output.Refused(str(error)) from None
    output.deliver(page, file)
    return 2 if status_of(draft) == 2 else 0
