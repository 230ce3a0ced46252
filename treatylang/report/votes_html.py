"""Figures of votes as a part of an HTML page: a table and a drawing for each rule, and claims."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape

from treatylang.figures import MemberFigures, RuleFigures, VoteFigures
from treatylang.report.votes_text import percent

_COLUMNS = ("share", "Banzhaf", "Shapley-Shubik", "")


def votes_html(figures: VoteFigures, drawings: Mapping[str, str]) -> str:
    """Return a section to follow the text of a treaty, of which it says that it is no part.

    ``drawings`` are SVG documents by the names of rules; each is set as a picture of its own, so
    that its style stays with it.
    """
    lines = [
        '<section class="votes" aria-label="Votes and power">',
        "<h2>Votes and power</h2>",
        "<p>These figures are worked out from the text, and are no part of it.</p>",
    ]
    for rule in figures.rules:
        lines += _rule(rule, drawings.get(rule.name, ""))
    if figures.claims:
        lines += ["<h3>Claims</h3>", "<ul>"]
        for item in figures.claims:
            told = item.why + (f" What does hold: {item.instead}." if item.instead else "")
            more = f" {told}" if item.verdict != "proved" else ""
            lines.append(
                f"<li><b>{_text(item.verdict)}</b>: {_text(item.claim)}.{_text(more)}</li>"
            )
        lines.append("</ul>")
    return "\n".join([*lines, "</section>"])


def _rule(rule: RuleFigures, drawing: str) -> Iterator[str]:
    name = rule.name.replace("_", " ")
    yield f"<h3>{_text(f'{name} ({rule.kind}, {rule.body})')}</h3>"
    if rule.requirements:
        yield f"<p>{_text('; '.join(rule.requirements))}</p>"
    if rule.parties:
        parties = ", ".join(rule.parties)
        yield f"<p>{_text(f'For a dispute to which {parties} is a party.')}</p>"
    if drawing:
        data = b64encode(drawing.encode("utf-8")).decode("ascii")
        words = _text(f"Shares and power: {name}")
        yield f'<img src="data:image/svg+xml;base64,{data}" alt="{words}">'
    if rule.members:
        yield from _table(rule)
    sums = []
    if rule.efficiency is not None:
        sums.append(f"{percent(rule.efficiency)} of all coalitions carry")
    if rule.needed is not None:
        sums.append(f"at least {rule.needed} members are needed")
    if rule.enough is not None:
        sums.append(f"any {rule.enough} carry")
    if sums:
        yield f"<p>{_text('; '.join(sums))}.</p>"
    if rule.refused:
        what = "Not all of it was counted" if rule.members else "Nothing was counted"
        yield f"<p>{_text(f'{what}: {rule.refused}.')}</p>"


def _table(rule: RuleFigures) -> Iterator[str]:
    formulas = list(dict.fromkeys(name for member in rule.members for name in member.votes))
    whole = [f for f in formulas if all(_is_whole(member, f) for member in rule.members)]
    heads = ["", *(name.replace("_", " ") for name in whole), *_COLUMNS]
    yield "<table>"
    row = "".join(f'<th scope="col">{_text(head)}</th>' for head in heads)
    yield f"<tr>{row}</tr>"
    for member in rule.members:
        cells = [
            *(
                f"{member.votes[name].numerator:,}" if name in member.votes else ""
                for name in whole
            ),
            percent(member.share),
            percent(member.banzhaf),
            percent(member.shapley),
            " ".join(["veto"] * member.veto + ["dummy"] * member.dummy),
        ]
        row = "".join(f"<td>{_text(cell)}</td>" for cell in cells)
        yield f'<tr><th scope="row">{_text(member.phrase)}</th>{row}</tr>'
    yield "</table>"


def _is_whole(member: MemberFigures, name: str) -> bool:
    return name not in member.votes or member.votes[name].denominator == 1


def _text(words: str) -> str:
    return escape(words)
