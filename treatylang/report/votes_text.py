"""Figures of voting rules as tables in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from treatylang.figures import (
    ClaimFigures,
    Coalitions,
    MemberFigures,
    ProcedureFigures,
    RuleFigures,
    StageFigures,
    VoteFigures,
)
from treatylang.report.page import Page
from treatylang.report.wrap import wrap

_LONGEST = 28
_MOST_NAMES = 12


def votes_text(figures: VoteFigures, page: Page) -> str:
    """Return the tables of all rules and procedures, and the claims with their verdicts."""
    parts = [_rule(item, page) for item in figures.rules]
    parts += [_procedure(item, page) for item in figures.procedures]
    if figures.claims:
        parts.append("\n".join(_claims(figures.claims, page)))
    return page.fit("\n\n".join(parts)) + "\n"


def _rule(rule: RuleFigures, page: Page) -> str:
    name = rule.name.replace("_", " ")
    lines = [page.paint(f"{name} ({rule.kind}, {rule.body})", "strong")]
    asked = "; ".join(rule.requirements)
    lines += [f"  {line}" for line in wrap(asked, page.width - 2)] if asked else []
    if rule.parties:
        lines.append(f"  for a dispute to which {', '.join(rule.parties)} is a party")
    if rule.members:
        lines += ["", *_table(rule, page), ""]
        lines += [f"  {line}" for line in _sums(rule, page)]
    if rule.refused:
        what = "not all of it was counted" if rule.members else "nothing was counted"
        lines += [f"  {line}" for line in wrap(f"{what}: {rule.refused}", page.width - 2)]
    return "\n".join(lines)


def _table(rule: RuleFigures, page: Page) -> list[str]:
    formulas = list(dict.fromkeys(name for member in rule.members for name in member.votes))
    shown = [name for name in formulas if _is_whole(rule.members, name)]
    heads = ["", *(name.replace("_", " ") for name in shown), "share", "Banzhaf",
             "Shapley-Shubik", ""]  # fmt: skip
    rows = [heads]
    for member in rule.members:
        rows.append(
            [
                _short(member.phrase),
                *(_number(member.votes.get(name)) for name in shown),
                percent(member.share),
                percent(member.banzhaf),
                percent(member.shapley),
                " ".join(["veto"] * member.veto + ["dummy"] * member.dummy),
            ]
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    lines = []
    for number, row in enumerate(rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:-1], widths[1:-1], strict=True)]
        cells.append(row[-1])
        line = ("  " + "  ".join(cells)).rstrip()
        lines.append(page.paint(line, "strong") if number == 0 else line)
    return lines


def _is_whole(members: Sequence[MemberFigures], name: str) -> bool:
    """Whether the votes are whole numbers: shares of one say nothing more than the share does."""
    return all(member.votes.get(name, Fraction(0)).denominator == 1 for member in members)


def _sums(rule: RuleFigures, page: Page) -> Iterator[str]:
    if rule.efficiency is not None:
        yield f"{percent(rule.efficiency)} of all coalitions carry"
    if rule.needed is not None:
        enough = f"; any {rule.enough} carry" if rule.enough is not None else ""
        yield f"at least {rule.needed} members are needed{enough}"
    if rule.dictator is not None:
        yield f"{rule.dictator} decides alone"
    phrases = {member.name: member.phrase for member in rule.members}
    for words, found in (("winning", rule.winning), ("blocking", rule.blocking)):
        yield from wrap(_coalitions(words, found, phrases), page.width - 2)


def _coalitions(words: str, found: Coalitions, phrases: dict[str, str]) -> str:
    count = "an uncounted number of" if found.count is None else f"{found.count:,}"
    told = f"minimal {words} coalitions: {count}"
    if found.smallest is None:
        return told
    names = [phrases.get(name, name) for name in found.smallest]
    if len(names) > _MOST_NAMES:
        names = [*names[: _MOST_NAMES - 1], f"{len(names) - _MOST_NAMES + 1} others"]
    return f"{told}; one of the smallest: {{ {', '.join(names)} }}"


def _procedure(procedure: ProcedureFigures, page: Page) -> str:
    lines = [page.paint(f"{procedure.name.replace('_', ' ')} (procedure)", "strong")]
    for stage in procedure.stages:
        lines.append(f"  {_days(stage)}: {stage.rule.replace('_', ' ')}")
    lines.append(f"  at its end: {procedure.end}")
    return "\n".join(lines)


def _days(stage: StageFigures) -> str:
    if not stage.reached:
        return "never reached"
    if stage.start is None:
        return (
            "then, until a day that is not stated" if stage.end is None else f"to day {stage.end}"
        )
    end = "a day that is not stated" if stage.end is None else f"day {stage.end}"
    return f"day {stage.start} to {end}"


def _claims(claims: Sequence[ClaimFigures], page: Page) -> Iterator[str]:
    yield page.paint("Claims", "strong")
    for item in claims:
        style = {"proved": "strong", "refuted": "error", "vacuous": "warning"}.get(
            item.verdict, "undecided"
        )
        first, *rest = wrap(item.claim, page.width - 12)
        yield f"  {page.paint(f'{item.verdict:9}', style)} {first}"
        yield from (f"            {line}" for line in rest)
        if item.verdict != "proved":
            told = item.why + (f" What does hold: {item.instead}." if item.instead else "")
            yield from (f"            {line}" for line in wrap(told, page.width - 12))


def percent(value: Fraction | None) -> str:
    """Return a share to two places: "34.10 %"."""
    return "–" if value is None else f"{float(value * 100):.2f} %"


def _number(value: Fraction | None) -> str:
    return "" if value is None else f"{value.numerator:,}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
