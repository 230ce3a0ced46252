"""``treatylang vote``: who has which power, and what becomes of the claims."""

from __future__ import annotations

import re
from pathlib import Path

import click

from treatylang.cli import output
from treatylang.cli.drafts import read_one, status_of


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text")
@click.option(
    "--plot",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Draw shares against power, one SVG for each rule, into this folder.",
)
def command(path: Path, form: str, plot: Path | None) -> int:
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


def _file_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]", "_", name).lstrip(".") or "rule"
