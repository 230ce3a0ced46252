"""Data files: figures of the declared States, as assumptions that name their source."""

from __future__ import annotations

import csv
import io
import re
from fractions import Fraction

from treatylang.model.context import ANY_STATE, Context
from treatylang.model.draft import Assumption, Quantity
from treatylang.model.formula import Agent, Compare, Number, Op, QuantityOf
from treatylang.model.units import PURE
from treatylang.syntax import ast
from treatylang.syntax.source import Place

_KEYS = ("iso3", "code", "state", "name")
_NUMBER = re.compile(r"[+-]?\d{1,40}(\.\d{1,40})?([eE][+-]?\d{1,2})?")


def figures(
    context: Context, declaration: ast.Declaration, path: str, text: str
) -> list[Assumption]:
    """Read the columns that a ``data`` sentence asks for, for every declared State.

    An empty cell gives no figure. Raises Refused (reported) for a missing column or a cell that
    is not a number.
    """
    place = declaration.place
    rows = list(csv.reader(io.StringIO(text)))
    if not rows:
        raise context.refuse("TL110", f"“{path}” is empty", place)
    header = [cell.strip() for cell in rows[0]]
    key = _key_column(context, declaration, header, path)
    assumptions = []
    for item in declaration.items:
        if item.kind != "column":
            continue
        words = [value for value in item.values if isinstance(value, ast.Word)]
        quantity = _quantity(context, declaration, words[0])
        column = words[-1]
        if column.text not in header:
            raise context.undefined(f"a column of “{path}”", column.text, column.place, header)
        at = header.index(column.text)
        for line, row in enumerate(rows[1:], start=2):
            state = row[key].strip() if key < len(row) else ""
            cell = row[at].strip() if at < len(row) else ""
            if state not in context.states or not cell:
                continue
            if not _NUMBER.fullmatch(cell):
                raise context.refuse(
                    "TL110", f"line {line} of “{path}”: “{cell[:40]}” is not a number", place
                )
            value = Number(Fraction(cell) * quantity.unit.scale, quantity.unit)
            term = QuantityOf(quantity.name, Agent(state), quantity.unit)
            assumptions.append(
                Assumption(
                    f"{quantity.name} of {state}",
                    _line_place(path, text, line),
                    formula=Compare(term, Op.EQ, value),
                )
            )
    return assumptions


def _key_column(
    context: Context, declaration: ast.Declaration, header: list[str], path: str
) -> int:
    by = declaration.item("by")
    if by:
        word = by.values[0]
        assert isinstance(word, ast.Word)
        if word.text not in header:
            raise context.undefined(f"a column of “{path}”", word.text, word.place, header)
        return header.index(word.text)
    for name in _KEYS:
        if name in header:
            return header.index(name)
    raise context.refuse(
        "TL110",
        f"which column of “{path}” names the State is not said",
        declaration.place,
        f"Write “by COLUMN”, or name the column one of {', '.join(_KEYS)}.",
    )


def _quantity(context: Context, declaration: ast.Declaration, word: ast.Word) -> Quantity:
    """The quantity a column gives; one that is not declared becomes a pure number of States."""
    if word.text not in context.quantities:
        context.declare(word)
        of = declaration.item("of")
        holder = of.values[0] if of else None
        assert isinstance(holder, ast.Word)
        name = holder.text if holder.text == ANY_STATE else context.agent_class(holder)
        spoken = word.text.replace("_", " ")
        context.quantities[word.text] = Quantity(
            word.text, name, PURE, spoken, False, False, word.place
        )
        context.used.add(word.text)
    return context.quantities[word.text]


def _line_place(path: str, text: str, line: int) -> Place:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    end = text.find("\n", start)
    return Place(path, start, len(text) if end < 0 else end, line, 1)
