"""``treatylang check``: report what is wrong with drafts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from treatylang.cli import output
from treatylang.cli.codes import expand
from treatylang.cli.drafts import read_all

_MOST_JOBS = 256


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--select", multiple=True, metavar="CODES", help="Only these rules (TL201,TL4).")
@click.option("--ignore", multiple=True, metavar="CODES", help="All rules but these.")
@click.option(
    "--profile",
    type=click.Choice(["eu", "swiss", "german", "us"]),
    help="The test of subsidiarity.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 2**32 - 1),
    metavar="N",
    help="What a question may cost, in the solver's own units; beyond it is undecided.",
)
@click.option(
    "--jobs",
    default="1",
    metavar="N",
    callback=lambda _, __, value: _number(value),
    help="Worker processes: 1 is none; 0 or auto is one for each core.",
)
@click.option(
    "--save-queries",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write each question as an SMT-LIB file with its expected answer.",
)
@click.option(
    "--cross-check",
    type=click.Choice(["cvc5"]),
    help="Put each question to a second solver, too.",
)
@click.option("--resolved", is_flag=True, help="List resolved and allowed findings, too.")
def command(
    paths: tuple[Path, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    limit: int | None,
    jobs: int,
    save_queries: Path | None,
    cross_check: str | None,
    resolved: bool,
) -> int:
    """Check drafts for conflicts, subsidiarity and all other rules.

    PATH is a .treaty file, or a folder: its drafts are the files that no other includes.
    """
    import treatylang
    from checker.queries import ForeignFile
    from checker.second import NotInstalled

    chosen, left_out = expand(select), expand(ignore)
    drafts, complete = read_all(paths)
    try:
        with output.progress("checking") as progress:
            report = treatylang.check(
                drafts,
                profile=profile or "",
                select=chosen,
                ignore=left_out,
                resolved=resolved,
                limit=limit,
                jobs=jobs,
                save_queries=save_queries,
                cross_check=cross_check or "",
                progress=progress,
            )
    except (ForeignFile, NotInstalled) as error:
        raise output.Refused(str(error)) from None
    if not complete:
        report = replace(report, unreadable=True)
    if form == "json":
        from treatylang.report.data import report_json

        output.say(report_json(report, resolved=resolved))
    else:
        from treatylang.report.text import report_text

        output.say(report_text(report, output.page(), resolved=resolved))
    return report.exit_status


def _number(value: str) -> int:
    if value == "auto":
        return 0
    if not value.isascii() or not value.isdecimal() or int(value) > _MOST_JOBS:
        raise click.BadParameter(f"{value} is no number from 0 to {_MOST_JOBS}, nor auto.")
    return int(value)
