"""``treatylang render``: the document of a draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from treatylang.cli import output
from treatylang.cli.drafts import read_one, status_of, style_within
from treatylang.documents.formats import FORMATS, Unavailable, format_of

if TYPE_CHECKING:
    from treatylang.model.draft import Draft


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--to",
    type=click.Choice(list(FORMATS)),
    help="The format (by the ending of the output file; markdown where there is none).",
)
@click.option(
    "--lang",
    default="en",
    show_default=True,
    help="The language; “all” writes a file in each that the draft has words in (accord.fr.html).",
)
@click.option("--line-numbers", is_flag=True, help="Number the lines, for a meeting.")
@click.option("--notes", is_flag=True, help="Print reasons and sources as footnotes.")
@click.option("--style", type=click.Path(path_type=Path), help="The folder of a house style.")
@click.option("--with-votes", is_flag=True, help="Let figures of votes and power follow (HTML).")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="Write to this file.")
def command(
    path: Path,
    to: str | None,
    lang: str,
    line_numbers: bool,
    notes: bool,
    style: Path | None,
    with_votes: bool,
    file: Path | None,
) -> int:
    """Render a draft as a document, as far as it could be read."""
    import treatylang

    chosen = _format(to, file)
    draft = read_one(path)
    status = status_of(draft)
    house = style_within(style, path)
    for code, into in _files(draft, lang.lower(), file):
        try:
            document = treatylang.render(
                draft,
                to=chosen,
                lang=code,
                line_numbers=line_numbers,
                style=house,
                notes=notes,
                with_votes=with_votes,
            )
        except (ValueError, Unavailable) as error:
            raise output.Refused(str(error)) from None
        output.deliver(document, into)
        status = max(status, _gaps(draft, code))
    return status


def _files(draft: Draft, lang: str, file: Path | None) -> list[tuple[str, Path | None]]:
    """Return the languages asked for, each with the file that its text goes into."""
    if lang != "all":
        return [(lang, file)]
    if file is None:
        raise output.Refused("texts in all languages need a file each; name one with -o")
    codes = ("en", *sorted(draft.lexicons))
    return [(code, file.with_name(f"{file.stem}.{code}{file.suffix}")) for code in codes]


def _gaps(draft: Draft, lang: str) -> int:
    """Say what the text lacks, and return the exit status that this calls for."""
    from treatylang.prose.provisions import gaps

    lacking = gaps(draft, lang) if lang != "en" else ()
    for gap in lacking:
        form = f", form “{gap.form}”" if gap.form else ""
        place = f"{gap.place.path}:{gap.place.line}"
        output.complain(f"the lexicon lacks “{gap.name}”{form} ({place})", prefix="warning: ")
    return int(bool(lacking))


def _format(to: str | None, file: Path | None) -> str:
    """Return the format that was named, or that the output file's ending stands for."""
    try:
        return to or (format_of(file.name) if file and file.suffix else "markdown")
    except ValueError as error:
        raise output.Refused(f"{error}; name one with --to") from None
