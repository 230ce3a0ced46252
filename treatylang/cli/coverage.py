"""``treatylang coverage``: how much of a draft is formal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from treatylang.cli import output
from treatylang.cli.drafts import read_all, status_of

if TYPE_CHECKING:
    from treatylang.documents.coverage import ClauseCoverage, Coverage


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(paths: tuple[Path, ...], form: str) -> int:
    """Count what is formal in drafts, article by article, and list what is only text."""
    from treatylang.documents.coverage import coverage

    drafts, complete = read_all(paths)
    status = 0 if complete else 2
    found = []
    for draft in drafts:
        if status_of(draft) == 2:
            status = 2
        found.append(coverage(draft))
    if form == "json":
        output.say(_json(found))
    else:
        for item in found:
            output.say("\n".join(_text(item)) + "\n")
    return status


def _json(found: Sequence[Coverage]) -> str:
    """Return JSON: a list of drafts with clauses, formal and words in all and, by article and
    clause, what ``Coverage`` has."""
    from dataclasses import asdict

    data = [
        {
            **asdict(item),
            "clauses": len(item.clauses),
            "formal_clauses": sum(clause.formal for clause in item.clauses),
            "words": sum(clause.words for clause in item.clauses),
            "text_words": sum(clause.text_words for clause in item.clauses),
        }
        for item in found
    ]
    return json.dumps({"version": 1, "drafts": data}, indent=2, sort_keys=True) + "\n"


def _text(item: Coverage) -> Iterator[str]:
    from treatylang.report.visible import one_line

    page = output.page()
    yield one_line(f"{item.draft}: {_told(item.clauses)}")
    for article in item.articles:
        if not article.clauses:
            continue
        heading = f" {article.heading}" if article.heading else ""
        yield page.fit(one_line(f"  {article.name}{heading}: {_told(article.clauses)}"))
        for clause in article.clauses:
            if clause.text_words and not clause.formal:
                yield page.fit(one_line(f"    {_line(clause)}"))
    yield f"  {item.other_words} words stand outside clauses"


def _told(clauses: Sequence[ClauseCoverage]) -> str:
    words = sum(clause.words for clause in clauses)
    formal = words - sum(clause.text_words for clause in clauses)
    many = f"{len(clauses)} clause{'' if len(clauses) == 1 else 's'}"
    return (
        f"{sum(clause.formal for clause in clauses)} of {many} formal, {formal} of {words} words"
        f"{f' ({100 * formal // words} %)' if words else ''}"
    )


def _line(clause: ClauseCoverage) -> str:
    said = f"{clause.label} ({clause.name}): text, {clause.text_words} words"
    if clause.refers_to:
        said += f"; refers to {', '.join(clause.refers_to)}"
    if clause.referred_to_by:
        said += f"; referred to by {', '.join(clause.referred_to_by)}"
    return said
