"""``treatylang import``: a draft of an existing treaty."""

from __future__ import annotations

from pathlib import Path

import click

from treatylang.cli import output


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "form",
    type=click.Choice(["text", "markdown", "html", "akn"]),
    help="The format (by the file's name and content).",
)
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="Write to this file.")
def command(path: Path, form: str | None, file: Path | None) -> int:
    """Make a draft of an existing treaty: plain text, Markdown, HTML or Akoma Ntoso.

    Articles keep their numbers and every provision its words; cross references are linked. Printed
    again, the draft gives the treaty back word for word, which is checked before it is written.
    """
    from treatylang.importing import Unreadable, import_treaty
    from treatylang.syntax.hidden import shown

    if file is not None and file.exists():
        raise output.Refused(f"{file}: is there already; choose another name")
    try:
        found = import_treaty(path, form or "")
    except Unreadable as error:
        raise output.Refused(str(error)) from None
    for notice in found.notices:
        output.complain(f"{path}:{notice.line}: {notice.message}", prefix="warning: ")
    output.deliver(shown(found.text), file)
    if file is not None:
        output.complain(
            f"{file}: {_many(found.articles, 'article')}, {_many(found.clauses, 'clause')}, "
            f"{found.words} words, all of which come back; "
            f"{_many(found.references, 'reference')} linked",
            prefix="",
        )
    return 0


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
