"""``treatylang vote``: who has which power, and what becomes of the claims."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from treatylang.cli import output
from treatylang.cli.drafts import read_one, status_of

if TYPE_CHECKING:
    from treatylang.model.draft import Draft


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text")
@click.option(
    "--plot",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Draw shares against power, one SVG for each rule, into this folder.",
)
@click.option(
    "--solve", is_flag=True, help="Look for values (of “choose ...”) with which all claims hold."
)
def command(path: Path, form: str, plot: Path | None, solve: bool) -> int:
    """Show the weights and the power of members under each rule of a draft, and its claims.

    The exit status is that of the claims: 0 where all are proved, 1 where one is refuted or
    vacuous, 3 where one stays undecided.
    """
    import treatylang

    draft = read_one(path)
    status = status_of(draft)
    if status:
        return status
    if not draft.institutions.votes and not draft.institutions.entries:
        raise output.Refused(f"{draft.root} has no votes: nothing to show")
    if solve:
        return _solve(draft, form)
    figures = treatylang.votes(draft)
    if plot is not None:
        from treatylang.graph.bars import bars

        plot.mkdir(parents=True, exist_ok=True)
        for rule in figures.rules:
            if rule.members:
                output.deliver(bars(rule), plot / f"{_file_name(rule.name)}.svg")
    if form == "json":
        from treatylang.report.votes_data import votes_json

        output.say(votes_json(figures))
    elif form == "csv":
        from treatylang.report.votes_data import votes_csv

        output.say(votes_csv(figures))
    else:
        from treatylang.report.votes_text import votes_text

        output.say(votes_text(figures, output.page()))
    return figures.exit_status


def _solve(draft: Draft, form: str) -> int:
    import treatylang
    from treatylang.report.design_text import design_text
    from treatylang.report.votes_data import design_json

    if not draft.institutions.choices:
        raise output.Refused(
            f"{draft.root} leaves nothing to be chosen: write “choose the cap of ... between 15% "
            "and 20%.”"
        )
    if form == "csv":
        raise output.Refused("what is found for choices is written as text or JSON")
    found = treatylang.design(draft)
    if form == "json":
        output.say(design_json(found))
    else:
        output.say(design_text(found, output.page()))
    return found.exit_status


def _file_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]", "_", name).lstrip(".") or "rule"
