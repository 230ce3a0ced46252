"""``treatylang diff``: what changed in the text between two drafts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from treatylang.cli import output
from treatylang.cli.drafts import read_one, status_of, style_within

if TYPE_CHECKING:
    from treatylang.documents.redline import Redline

_ENDINGS = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
}


@click.command()
@click.argument("before", metavar="A", type=click.Path(path_type=Path))
@click.argument("after", metavar="B", type=click.Path(path_type=Path))
@click.option(
    "--to",
    type=click.Choice(["text", "markdown", "html", "docx"]),
    help="The format (by the ending of the output file; text where there is none).",
)
@click.option("--lang", default="en", show_default=True, help="The language.")
@click.option(
    "--author", default="treatylang", show_default=True, help="Of tracked changes (DOCX)."
)
@click.option(
    "--date", default="", help="Of tracked changes (DOCX), as 2030-01-31; else they have none."
)
@click.option("--style", type=click.Path(path_type=Path), help="The folder of a house style.")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="Write to this file.")
def command(
    before: Path,
    after: Path,
    to: str | None,
    lang: str,
    author: str,
    date: str,
    style: Path | None,
    file: Path | None,
) -> int:
    """Show what changed in the text from draft A to draft B, clause by clause.

    Exit status: 0 where the texts are the same, 1 where they differ, 2 where one cannot be read.
    """
    from treatylang.documents.formats import Unavailable
    from treatylang.documents.redline import compare, write
    from treatylang.prose.templates import styled

    chosen = _format(to, file)
    first, second = read_one(before), read_one(after)
    status = max(status_of(draft) for draft in (first, second))
    house = style_within(style, after)
    try:
        with styled(house):
            found = compare(first, second, lang.lower(), _names(before, after, chosen))
            if chosen == "text" and file is None:
                document: str | bytes = _text(found)
            else:
                document = write(found, chosen, author, date)
    except (ValueError, Unavailable) as error:
        raise output.Refused(str(error)) from None
    if found.same:
        output.complain(
            f"no difference: {found.first} and {found.second} have the same text", prefix=""
        )
    if file or not found.same:
        output.deliver(document, file)
    return 2 if status == 2 else int(not found.same)


def _names(before: Path, after: Path, to: str) -> tuple[str, str]:
    """Return what the two are called: without their folders in a document that is handed on."""
    if to == "text" or before.name == after.name:
        return str(before), str(after)
    return before.name, after.name


def _text(found: Redline) -> str:
    """Return the changes as this terminal shows them."""
    from treatylang.documents.redline import text

    page = output.page()
    return page.fit(text.write(found, page.width, page.paint))


def _format(to: str | None, file: Path | None) -> str:
    """Return the format that was named, or that the output file's ending stands for."""
    if to or not file or not file.suffix:
        return to or "text"
    if file.suffix.lower() not in _ENDINGS:
        known = ", ".join(_ENDINGS)
        raise output.Refused(
            f"no redline has the ending “{file.suffix}”; known are {known}; name one with --to"
        )
    return _ENDINGS[file.suffix.lower()]
