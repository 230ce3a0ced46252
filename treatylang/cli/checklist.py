"""``treatylang checklist``: the final clauses of a draft, and what the law says in its silence."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from treatylang.cli import output
from treatylang.cli.drafts import read_all, status_of

if TYPE_CHECKING:
    from treatylang.documents.checklist import Checklist, Item
    from treatylang.model.draft import Draft

_WIDTH = 76
_END = "the end of the document"


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(paths: tuple[Path, ...], form: str) -> int:
    """List the final clauses that drafts have, and the rules that apply where they have none.

    All of it is information: that a clause is missing is no finding.
    """
    from treatylang.documents.checklist import checklist

    drafts, complete = read_all(paths)
    status = 0 if complete else 2
    found = []
    for draft in drafts:
        if status_of(draft) == 2:
            status = 2
        found.append((draft, checklist(draft)))
    if form == "json":
        output.say(_json(found))
    else:
        output.say("\n".join("\n".join(_text(draft, item)) + "\n" for draft, item in found))
    return status


def _json(found: Sequence[tuple[Draft, Checklist]]) -> str:
    """Return JSON: for each draft the treaty, its kind, and the items of the list with their
    status, clauses, law and default; a clause of null is the end of the document."""
    data = [
        {
            "draft": item.draft,
            "treaty": item.treaty,
            "list": "bilateral" if item.bilateral else "multilateral",
            "items": [_item(draft, entry) for entry in item.items],
        }
        for draft, item in found
    ]
    return json.dumps({"version": 1, "drafts": data}, indent=2, sort_keys=True) + "\n"


def _item(draft: Draft, item: Item) -> dict[str, object]:
    return {
        "name": item.topic.name,
        "title": item.topic.title,
        "status": item.status,
        "clauses": [
            {"clause": name or None, "where": draft.where(name) if name else _END}
            for name in item.clauses
        ],
        "law": item.topic.law,
        "default": item.topic.default,
    }


def _text(draft: Draft, item: Checklist) -> Iterator[str]:
    from treatylang.report.visible import one_line

    counted = dict.fromkeys(("present", "perhaps", "missing"), 0)
    for entry in item.items:
        counted[entry.status] += 1
    kind = "two parties" if item.bilateral else "many parties"
    told = ", ".join(f"{count} {status}" for status, count in counted.items() if count)
    yield one_line(f"{item.draft}: final clauses of a treaty between {kind}: {told}")
    for entry in item.items:
        where = [f"{draft.cite(name)} {name}" if name else _END for name in entry.clauses]
        yield one_line(f"  {entry.status:<8} {entry.topic.title}{': ' if where else ''}"
                       f"{', '.join(where)}")  # fmt: skip
        if entry.status == "perhaps":
            yield f"           if it is: serves as {entry.topic.name}."
        if entry.status != "present":
            said = f"{entry.topic.law}: {entry.topic.default}"
            yield textwrap.fill(said, _WIDTH, initial_indent=" " * 11, subsequent_indent=" " * 11)
