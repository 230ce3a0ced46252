"""``treatylang test``: run the scenarios that drafts bring with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from treatylang.cli import output
from treatylang.cli.drafts import read_all, status_of

if TYPE_CHECKING:
    from treatylang.evaluate.timeline import ScenarioResult
    from treatylang.report.page import Page


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option("-v", "--verbose", is_flag=True, help="Show the timeline of every scenario.")
def command(paths: tuple[Path, ...], verbose: bool) -> int:
    """Run the scenarios of drafts and compare them with what they expect."""
    import treatylang

    drafts, complete = read_all(paths)
    page = output.page()
    status = 0 if complete else 2
    outcomes: list[str] = []
    for draft in drafts:
        status = max(status, status_of(draft))
        for result in treatylang.run_scenarios(draft):
            outcome = _outcome(result)
            outcomes.append(outcome)
            output.say(_text(draft.root, result, outcome, page, verbose))
    if not outcomes:
        output.complain("no scenario to run: nothing was tested")
        return 2
    failed, undecided = outcomes.count("failed"), outcomes.count("undecided")
    noun = "scenario" if len(outcomes) == 1 else "scenarios"
    passed = len(outcomes) - failed - undecided
    output.say(f"{len(outcomes)} {noun}: {passed} passed, {failed} failed, {undecided} undecided\n")
    if failed:
        status = max(status, 1)
    return status or (3 if undecided else 0)


def _outcome(result: ScenarioResult) -> str:
    if result.failures:
        return "failed"
    return "passed" if result.passed else "undecided"


def _text(root: str, result: ScenarioResult, outcome: str, page: Page, verbose: bool) -> str:
    """Return the scenario's line, with its timeline where it is asked for or did not pass."""
    from treatylang.report.visible import one_line

    style = {"passed": "good", "failed": "error", "undecided": "undecided"}[outcome]
    scenario = result.scenario
    name = f"{root}: {scenario.name}" + (f" ({scenario.phrase})" if scenario.phrase else "")
    lines = [f"{page.paint(f'{outcome:<9}', style)}  {page.fit(one_line(name))}"]
    details = [entry.sentence for entry in result.entries] if verbose or not result.passed else []
    details += [
        f"failed: {sentence} ({expected.place.path}:{expected.place.line})"
        for expected, sentence in result.failures
    ]
    details += [f"undecided: {reason}" for reason in result.undecided]
    lines += [f"    {page.fit(one_line(detail))}" for detail in details]
    return "\n".join(lines) + "\n"
