"""Figures of voting rules for other programs: JSON and CSV, exact.

JSON: one object with version, root, rules, procedures and claims, as ``treatylang.figures`` names
their parts; fractions are text ("421/2145"). CSV: one line for each member of each rule.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction

from treatylang.figures import DesignFigures, VoteFigures

VERSION = 1
_COLUMNS = (
    "rule", "kind", "body", "member", "phrase", "share", "banzhaf", "penrose", "shapley_shubik",
    "veto", "dummy", "votes",
)  # fmt: skip


def votes_json(figures: VoteFigures) -> str:
    """Return the figures as JSON text, in ASCII, with sorted keys."""
    data = {"version": VERSION, **asdict(figures), "exit_status": figures.exit_status}
    return json.dumps(_plain(data), indent=2, sort_keys=True) + "\n"


def design_json(figures: DesignFigures) -> str:
    """Return what was found for the choices as JSON text."""
    data = {"version": VERSION, **asdict(figures), "exit_status": figures.exit_status}
    return json.dumps(_plain(data), indent=2, sort_keys=True) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def votes_csv(figures: VoteFigures) -> str:
    """Return a table with a line for each member of each rule, decimals to nine places.

    A cell that a spreadsheet would take for a formula is led by an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for rule in figures.rules:
        for member in rule.members:
            votes = "; ".join(f"{name} {value}" for name, value in member.votes.items())
            indices = (member.share, member.banzhaf, member.penrose, member.shapley)
            writer.writerow(
                [
                    *map(_cell, (rule.name, rule.kind, rule.body, member.name, member.phrase)),
                    *("" if value is None else f"{float(value):.9f}" for value in indices),
                    "yes" if member.veto else "",
                    "yes" if member.dummy else "",
                    _cell(votes),
                ]
            )
    return text.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
