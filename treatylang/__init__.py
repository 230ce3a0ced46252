"""treatylang: a compiler for treaty drafts.

    >>> import treatylang
    >>> draft = treatylang.load("accord.treaty")
    >>> report = treatylang.check(draft)
    >>> for finding in report.findings: print(finding.code, finding.message)
    >>> print(treatylang.render(draft, to="markdown"))

Importing this package loads none of the parser, the solver and the templates; each is loaded when
a function first needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    from treatylang.evaluate.timeline import ScenarioResult
    from treatylang.figures import DesignFigures, VoteFigures
    from treatylang.findings import Finding, Member, Repair, Report, SecondOpinion, Severity
    from treatylang.model.draft import Draft
    from treatylang.model.load import ReadError
    from treatylang.rules import Rule
    from treatylang.syntax.source import Place

__version__ = "0.1.0"

__all__ = [
    "Draft",
    "Finding",
    "Member",
    "Place",
    "ReadError",
    "Repair",
    "Report",
    "Rule",
    "ScenarioResult",
    "SecondOpinion",
    "Severity",
    "__version__",
    "catalogue",
    "check",
    "design",
    "load",
    "render",
    "run_scenarios",
    "votes",
]

_HOMES = {
    "Draft": "treatylang.model.draft",
    "Finding": "treatylang.findings",
    "Member": "treatylang.findings",
    "Place": "treatylang.syntax.source",
    "ReadError": "treatylang.model.load",
    "Repair": "treatylang.findings",
    "Report": "treatylang.findings",
    "Rule": "treatylang.rules",
    "ScenarioResult": "treatylang.evaluate.timeline",
    "SecondOpinion": "treatylang.findings",
    "Severity": "treatylang.findings",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


def load(path: str | PathLike[str]) -> Draft:
    """Read a draft with all that it includes.

    A bad draft raises nothing: ``Draft.findings`` has what is wrong with it, and
    ``Draft.unreadable`` tells whether some of it could not be read. Raises ReadError where the
    file itself cannot be read (missing, a folder, not UTF-8, no permission).

    Numbers of the draft are exact fractions in base units, and spans of time are whole days,
    day 0 being the entry into force.
    """
    from pathlib import Path

    from treatylang.model.load import load as read

    return read(Path(path))


def check(
    drafts: Draft | str | PathLike[str] | Iterable[Draft | str | PathLike[str]],
    *,
    profile: str = "",
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    resolved: bool = True,
    limit: int | None = None,
    steps: int | None = None,
    conflicts: int | None = None,
    jobs: int = 1,
    save_queries: str | PathLike[str] | None = None,
    cross_check: str = "",
    cache: str | PathLike[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check drafts, together, and return what was found, in a stable order.

    Each draft is one that ``load`` returned, or the path of one. ``profile`` ("eu", "swiss",
    "german" or "us") chooses the test of subsidiarity. ``select`` and ``ignore`` are codes of
    rules; without ``select`` every rule is applied. Conflicts that precedence settles are always
    in the report; unless ``resolved``, without their story. ``limit`` is what one attempt at a
    question may cost, in units of the solver (the same on every machine; None: three million):
    what it does not decide is reported as undecided. ``steps`` is what a family of findings (TL2,
    say) may take on one draft, in questions and their like (None: 10,000, and 10 for each clause):
    what they do not suffice for is undecided. ``conflicts`` is how many are listed on one act,
    quantity or matter (None: 100); where there are more, TL209 says so. ``jobs`` is the number of
    worker processes (1: this process itself; 0: as many as there are cores); the report is the same
    for any.
    ``save_queries`` is a folder that each question is written to, as SMT-LIB. ``cross_check``
    ("cvc5") is a second solver that is asked them all, see ``Report.opinion``; what it contradicts
    is reported as undecided. ``cache`` is a folder that answers are kept in from run to run; the
    report is the same with it and without, and ``Report.effort`` tells what was asked.
    ``progress`` is called with the number of clauses checked and their
    total.

    Raises ReadError for a path that cannot be read, ValueError for an unknown profile or second
    solver, limits below one, fewer than no workers, or drafts that have files of the same names
    with different texts, ``checker.second.NotInstalled`` where cvc5 is not installed, and
    ``checker.queries.ForeignFile`` where the folder holds anything but earlier questions.
    """
    import checker
    from checker.engine import RESOURCES
    from checker.limits import CONFLICTS
    from treatylang.model.draft import Draft
    from treatylang.model.load import is_mixed_up

    given = [drafts] if isinstance(drafts, Draft | str | PathLike) else drafts
    read = [item if isinstance(item, Draft) else load(item) for item in given]
    texts: dict[str, str] = {}
    for draft in read:
        if is_mixed_up(texts, draft):
            raise ValueError(f"another draft has files of the same names as {draft.root}")
        texts |= draft.sources
    return checker.check(
        read,
        profile=profile,
        select=select,
        ignore=ignore,
        resolved=resolved,
        limit=RESOURCES if limit is None else limit,
        steps=steps,
        conflicts=CONFLICTS if conflicts is None else conflicts,
        jobs=jobs,
        save_queries=save_queries,
        cross_check=cross_check,
        cache=cache,
        progress=progress,
    )


@overload
def render(
    draft: Draft | str | PathLike[str],
    to: Literal["akn", "html", "markdown", "text"] = "markdown",
    lang: str = "en",
    *,
    line_numbers: bool = False,
    style: str | PathLike[str] | None = None,
    notes: bool = False,
    with_votes: bool = False,
) -> str: ...


@overload
def render(
    draft: Draft | str | PathLike[str],
    to: str,
    lang: str = "en",
    *,
    line_numbers: bool = False,
    style: str | PathLike[str] | None = None,
    notes: bool = False,
    with_votes: bool = False,
) -> str | bytes: ...


def render(
    draft: Draft | str | PathLike[str],
    to: str = "markdown",
    lang: str = "en",
    *,
    line_numbers: bool = False,
    style: str | PathLike[str] | None = None,
    notes: bool = False,
    with_votes: bool = False,
) -> str | bytes:
    """Return the draft's document in the format ``to``, in the language ``lang``.

    Formats are those of ``treatylang.documents.formats.FORMATS``; binary ones are bytes. Lines are
    numbered on request, where the format has lines. ``style`` is the folder of a house style, whose
    templates take the place of those shipped; with ``notes`` the reasons and sources of clauses are
    footnotes; ``with_votes`` lets tables and drawings of shares and power follow the text, in HTML.
    A draft with findings is rendered as far as it was read. Raises
    ReadError for a path that cannot be read, ValueError for an unknown format or language, for line
    numbers or figures that the format has no place for, for figures of a draft without votes, and
    for what is wrong with a house style, and ``treatylang.documents.formats.Unavailable`` where the
    format needs what is not installed.
    """
    from pathlib import Path

    from treatylang.documents import render as write
    from treatylang.documents.formats import Layout
    from treatylang.model.draft import Draft

    read = draft if isinstance(draft, Draft) else load(draft)
    house = None if style is None else Path(style)
    layout = Layout(line_numbers, _figures_page(read) if with_votes else "")
    return write(read, to=to, lang=lang, layout=layout, style=house, notes=notes)


def _figures_page(draft: Draft) -> str:
    """Return the figures of the draft's votes as HTML."""
    from treatylang.graph.bars import bars
    from treatylang.report.votes_html import votes_html

    if not draft.institutions.votes and not draft.institutions.entries:
        raise ValueError(f"{draft.root} has no votes: nothing to show")
    figures = votes(draft)
    drawings = {rule.name: bars(rule) for rule in figures.rules if rule.members}
    return votes_html(figures, drawings)


def votes(draft: Draft | str | PathLike[str]) -> VoteFigures:
    """Return the figures of a draft's voting rules: weights, power, coalitions, and its claims with
    their verdicts. Raises ReadError for a path that cannot be read.

    Shares and indices are exact fractions of one.
    """
    import checker
    from treatylang.model.draft import Draft

    return checker.votes(draft if isinstance(draft, Draft) else load(draft))


def design(draft: Draft | str | PathLike[str]) -> DesignFigures:
    """Return values of what the draft leaves to be chosen (``choose ... between ...``) with which
    all its claims hold; or a minimal set of claims that no such values keep together. Raises
    ReadError for a path that cannot be read.
    """
    import checker
    from treatylang.model.draft import Draft

    return checker.design(draft if isinstance(draft, Draft) else load(draft))


def run_scenarios(draft: Draft | str | PathLike[str]) -> tuple[ScenarioResult, ...]:
    """Run the draft's own scenarios, in the order of the draft, and return how each went.

    What lex specialis, posterior or superior settles, where the draft applies them, is settled
    in its scenarios, too; where the limit of steps leaves open what they settle, no scenario passes
    or fails. Days are counted from the entry into force. Raises ReadError for a path
    that cannot be read.
    """
    from treatylang.evaluate.timeline import run_scenarios as run
    from treatylang.model.draft import Draft

    read, left_open = draft if isinstance(draft, Draft) else load(draft), ""
    if read.principles and read.scenarios:
        from checker.maxims import written_out

        read, left_open = written_out(read)
    results = run(read)
    if left_open:
        return tuple(replace(item, failures=(), undecided=(left_open,)) for item in results)
    return results


def catalogue() -> tuple[Rule, ...]:
    """Return every rule, by code: those of reading a draft and those of checking it."""
    import_module("checker")
    import_module("treatylang.model.load")
    from treatylang.rules import catalogue as registered

    return registered()
