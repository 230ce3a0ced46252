"""``treatylang check``: report what is wrong with drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from treatylang.cli import output
from treatylang.cli.codes import expand
from treatylang.cli.drafts import read_all
from treatylang.gate.keys import FAILING, FORMATS, MOST_JOBS, MOST_LIMIT, PROFILES

if TYPE_CHECKING:
    from treatylang.findings import Report
    from treatylang.gate.settings import Settings
    from treatylang.model.draft import Draft


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--config", type=click.Path(path_type=Path), help="The configuration that holds.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="The format of the report.")
@click.option(
    "--output-file",
    "files",
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write the report to a file as well; may be repeated.",
)
@click.option("--select", multiple=True, metavar="CODES", help="Only these rules (TL201,TL4).")
@click.option("--ignore", multiple=True, metavar="CODES", help="All rules but these.")
@click.option("--profile", type=click.Choice(PROFILES), help="The test of subsidiarity.")
@click.option(
    "--fail-on",
    type=click.Choice([item.value for item in FAILING]),
    help="What a finding must weigh for exit status 1.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Count only what is not in this file.",
)
@click.option(
    "--write-baseline", is_flag=True, help="Write what is found now to the baseline, and pass."
)
@click.option(
    "--fix", is_flag=True, help="Make the repairs that change nothing that is agreed, and check."
)
@click.option(
    "--diff",
    "revision",
    metavar="REF",
    is_flag=False,
    flag_value="",
    help="Count only what is new since a git revision; with --fix and no REF, show other repairs.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, MOST_LIMIT),
    metavar="N",
    help="What a question may cost, in the solver's own units (3,000,000); beyond it is undecided.",
)
@click.option(
    "--steps",
    type=click.IntRange(1, MOST_LIMIT),
    metavar="N",
    help="Questions and the like for each family of findings on a draft (10,000, and 10 a clause); "
    "what is left is undecided.",
)
@click.option(
    "--conflicts",
    type=click.IntRange(1, MOST_LIMIT),
    metavar="N",
    help="How many conflicts are listed on one act, quantity or matter (100).",
)
@click.option(
    "--jobs",
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
@click.option("--no-cache", is_flag=True, help="Keep no answers, and use none from before.")
@click.option("--statistics", is_flag=True, help="Say at the end what the check cost.")
@click.option("--resolved", is_flag=True, help="List resolved, allowed and known findings, too.")
def command(
    paths: tuple[Path, ...],
    config: Path | None,
    form: str | None,
    files: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: Path | None,
    write_baseline: bool,
    fix: bool,
    revision: str | None,
    save_queries: Path | None,
    cross_check: str | None,
    no_cache: bool,
    statistics: bool,
    resolved: bool,
    **given: Any,
) -> int:
    """Check drafts for conflicts, subsidiarity and all other rules.

    PATH is a .treaty file, or a folder: its drafts are the files that no other includes. Without
    one, what the configuration (treatylang.toml) names is checked.
    """
    from checker.cache import default_folder
    from treatylang.findings import Severity
    from treatylang.gate import baseline as baselines
    from treatylang.gate.compare import mark
    from treatylang.gate.settings import ConfigError

    try:
        settings = _settings(paths, config)
        paths = paths or _configured(settings)
        wanted = {name: settings.value(name) if given[name] is None else given[name]
                  for name in ("profile", "limit", "steps", "conflicts", "jobs")}  # fmt: skip
        run = _Check(
            {
                **wanted,
                "cache": None if no_cache else default_folder(),
                "select": expand(select or settings.value("select")),
                "ignore": expand(ignore or settings.value("ignore")),
            },
            settings.value("severity"),
            resolved,
        )
        targets = _targets(files, settings)
        kept = baseline or (
            settings.value("baseline") and settings.path(settings.value("baseline"))
        )
        if write_baseline and not kept:
            raise output.Refused("name the file of the baseline with --baseline")
        if revision is not None and bool(revision) == fix:
            raise output.Refused(
                "--diff takes a git revision; or, with --fix, stands last and alone"
            )
        if write_baseline and revision:
            raise output.Refused("--write-baseline and --diff cannot go together")
        known = baselines.read(kept) if kept and not write_baseline and not revision else None
        drafts, complete = read_all(paths)
        asked = {"save_queries": save_queries, "cross_check": cross_check or ""}
        report = run.report(drafts, **asked)
        if fix and _fixed(report, paths):
            drafts, complete = read_all(paths)
            report = run.report(drafts, **asked)
        if revision:
            report = mark(report, run.before(paths, revision), f"revision {revision}")
        elif known is not None:
            report = mark(report, known, "the baseline", _there(known, paths))
    except ConfigError as error:
        raise output.Refused(str(error)) from None
    if not complete:
        report = replace(report, unreadable=True)
    report = replace(report, fail_on=Severity(given["fail_on"] or settings.value("fail-on")))
    for form_of_file, file in targets.items():
        output.keep(_written(report, form_of_file, file=True, resolved=resolved), file)
    if write_baseline:
        assert kept
        output.keep(baselines.written(report), kept)
        report = mark(report, baselines.read(kept), "the baseline")
    output.say(_written(report, form or settings.value("format"), file=False, resolved=resolved))
    if revision == "":
        _suggest(report)
    if statistics:
        total = report.effort.asked + report.effort.kept
        output.complain(
            f"{total:,} questions: {report.effort.kept:,} answered from before, "
            f"{report.effort.asked:,} solved",
            prefix="",
        )
    return report.exit_status


def _fixed(report: Report, paths: Sequence[Path]) -> bool:
    """Make the safe repairs in the files, and tell of each."""
    from treatylang.gate import fixes

    if report.unreadable:
        output.complain("nothing is repaired in a draft that cannot be read as a whole")
        return False
    repairs = fixes.safe(report)
    edits = (edit for repair in repairs for edit in repair.edits)
    for path, text in fixes.edited(report.sources, edits).items():
        file = fixes.file_of(path, report.sources[path], paths)
        if file is None:
            raise output.Refused(f"{path} has changed meanwhile; nothing in it was repaired")
        output.keep(text, file)
    for repair in repairs:
        place, _ = repair.edits[0]
        output.complain(f"{place.path}:{place.line}: {repair.description}", prefix="repaired: ")
    return bool(repairs)


def _suggest(report: Report) -> None:
    """Show the repairs that are a drafter's to choose, as differences."""
    from treatylang.gate import fixes

    for repair in fixes.others(report):
        output.say("\n" + output.page().fit(fixes.difference(report.sources, repair)))


@dataclass(frozen=True, slots=True)
class _Check:
    """How drafts are checked, now and as they were in another revision."""

    options: Mapping[str, Any]
    severities: Mapping[str, str]
    resolved: bool

    def report(self, drafts: Sequence[Draft], **more: Any) -> Report:
        import treatylang
        from checker.queries import ForeignFile
        from checker.second import NotInstalled
        from treatylang.gate.policy import weighed

        try:
            with output.progress("checking") as progress:
                report = treatylang.check(
                    drafts, resolved=self.resolved, progress=progress, **self.options, **more
                )
        except (ForeignFile, NotInstalled) as error:
            raise output.Refused(str(error)) from None
        return weighed(report, self.severities)

    def before(self, paths: Sequence[Path], revision: str) -> list[Any]:
        """Return what the same drafts had at a revision."""
        from treatylang.findings import Past
        from treatylang.gate.revision import drafts_at

        with drafts_at(paths, revision) as drafts:
            report = self.report(drafts)
        return [Past.of(item) for item in report.findings if item.counts]


def _settings(paths: Sequence[Path], config: Path | None) -> Settings:
    from treatylang.gate.settings import governing, read

    return read(config) if config is not None else governing(paths or [Path()])


def _configured(settings: Settings) -> tuple[Path, ...]:
    written = settings.value("paths")
    if not written:
        raise click.UsageError(
            "Name a draft or a folder, or say in treatylang.toml what is checked: "
            'paths = ["drafts"].'
        )
    return tuple(settings.path(item) for item in written)


def _there(known: Sequence[Any], paths: Sequence[Path]) -> list[str]:
    """Return the files of a baseline that are still there, read now or not: none was renamed."""
    from treatylang.model.load import project_root

    folders = {project_root(path / "x" if path.is_dir() else path) for path in paths}
    return [
        item.path
        for item in known
        if Path(item.path).is_file() or any((folder / item.path).is_file() for folder in folders)
    ]


def _targets(written: Sequence[str], settings: Settings) -> dict[str, Path]:
    """Return the files that the report is written to, by format."""
    targets = {form: settings.path(file) for form, file in settings.value("output-files").items()}
    for item in written:
        form, equals, file = item.partition("=")
        if not equals or form not in FORMATS or not file:
            raise click.BadParameter(
                f"“{item}” is not FORMAT=FILE; formats are {', '.join(FORMATS)}.",
                param_hint="--output-file",
            )
        targets[form] = Path(file)
    return targets


def _written(report: Report, form: str, *, file: bool, resolved: bool) -> str:
    import treatylang
    from treatylang.report.formats import written
    from treatylang.report.page import Page

    return written(
        report,
        form,
        Page() if file else output.page(),
        rules=treatylang.catalogue(),
        version=treatylang.__version__,
        resolved=resolved,
    )


def _number(value: str | None) -> int | None:
    if value is None or value == "auto":
        return None if value is None else 0
    if not value.isascii() or not value.isdecimal() or int(value) > MOST_JOBS:
        raise click.BadParameter(f"{value} is no number from 0 to {MOST_JOBS}, nor auto.")
    return int(value)
