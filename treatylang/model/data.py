"""Data files: figures of the declared States, as assumptions that name their source."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from fractions import Fraction

from treatylang.findings import Member
from treatylang.model.context import Context, Refused, nearest
from treatylang.model.draft import Assumption, Quantity
from treatylang.model.formula import Agent, Compare, Number, Op, QuantityOf
from treatylang.model.units import PURE
from treatylang.syntax import ast
from treatylang.syntax.source import Place

_KEYS = ("iso3", "code", "state", "name")
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,2})?")


def enter_columns(context: Context, declaration: ast.Declaration) -> None:
    """Declare the quantities that a ``data`` sentence asks for and nothing else declares."""
    for word in _columns(declaration):
        if word.text in context.quantities:
            continue
        context.declare(word)
        of = declaration.item("of")
        holder = of.values[0] if of else None
        assert isinstance(holder, ast.Word)
        context.quantities[word.text] = Quantity(
            word.text,
            context.agent_class(holder),
            PURE,
            word.text.replace("_", " "),
            False,
            False,
            word.place,
        )
        context.used.add(word.text)


def _columns(declaration: ast.Declaration) -> list[ast.Word]:
    """The quantity that each column gives."""
    items = [item for item in declaration.items if item.kind == "column"]
    return [next(v for v in item.values if isinstance(v, ast.Word)) for item in items]


def lose_columns(context: Context, declaration: ast.Declaration) -> None:
    """Where the file cannot be read, nobody need be told that its figures are missing."""
    context.lost.update(word.text for word in _columns(declaration))


def figures(
    context: Context, declaration: ast.Declaration, path: str, text: str
) -> list[Assumption]:
    """Read the columns that a ``data`` sentence asks for, for every declared State.

    An empty cell gives no figure. Raises Refused (reported) for a missing column or a cell that
    is not a number.
    """
    place = declaration.place
    table = context.tables.get(path)
    if table is None:
        table = context.tables[path] = _rows(context, place, path, text)
    header = [cell.strip() for cell in table[0][1]]
    key = _key_column(context, declaration, header, path)
    rows = context.rows.get((path, key))
    if rows is None:
        rows = context.rows[path, key] = list(_of_states(context, table, key, path, text))
    assumptions = []
    for item in declaration.items:
        if item.kind != "column":
            continue
        words = [value for value in item.values if isinstance(value, ast.Word)]
        quantity, column = context.quantities.get(words[0].text), words[-1]
        if quantity is None:  # another thing has its name, as reported
            continue
        if column.text not in header:
            raise _no_column(context, column, path, header)
        at = header.index(column.text)
        for where, state, row in rows:
            cell = row[at].strip() if at < len(row) else ""
            if not cell:
                continue
            if not _NUMBER.fullmatch(cell):
                raise context.refuse(
                    "TL110",
                    f"line {where.line} of “{path}”: “{cell[:40]}” is not a number",
                    place,
                    "Write figures without separators or units (1234567.8); leave out what is "
                    "not known.",
                    (Member(f"{path}: {state}", where, "this cell"),),
                )
            value = Number(Fraction(cell) * quantity.unit.scale, quantity.unit)
            term = QuantityOf(quantity.name, Agent(state), quantity.unit)
            label = f"{quantity.name} of {state}"
            assumptions.append(Assumption(label, where, formula=Compare(term, Op.EQ, value)))
    return assumptions


def _rows(context: Context, place: Place, path: str, text: str) -> list[tuple[int, list[str]]]:
    """The rows of a file, each with the line that it ends on."""
    reader = csv.reader(io.StringIO(text))
    try:
        rows = [(reader.line_num, row) for row in reader if any(row)]
    except csv.Error as error:
        raise context.refuse(
            "TL110", f"line {reader.line_num} of “{path}” cannot be read: {error}", place
        ) from None
    if not rows:
        raise context.refuse("TL110", f"“{path}” is empty", place, "Its first line names columns.")
    return rows


def _of_states(
    context: Context, table: list[tuple[int, list[str]]], key: int, path: str, text: str
) -> Iterator[tuple[Place, str, list[str]]]:
    """Yield the rows of declared States, each with its last line and the State."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for line, row in table[1:]:
        state = row[key].strip() if key < len(row) else ""
        if state in context.states:
            start = starts[line - 1]
            end = text.find("\n", start)
            yield Place(path, start, len(text) if end < 0 else end, line, 1), state, row


def _no_column(context: Context, word: ast.Word, path: str, header: list[str]) -> Refused:
    near = nearest(word.text, header)
    advice = f"Did you mean “{near}”?" if near else f"Its columns are: {', '.join(header[:12])}."
    return context.refuse("TL110", f"“{path}” has no column “{word.text}”", word.place, advice)


def _key_column(
    context: Context, declaration: ast.Declaration, header: list[str], path: str
) -> int:
    by = declaration.item("by")
    if by:
        word = by.values[0]
        assert isinstance(word, ast.Word)
        if word.text not in header:
            raise _no_column(context, word, path, header)
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
