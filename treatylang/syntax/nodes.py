"""From tokens to nodes: what every builder of the syntax tree shares."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date
from typing import Any, cast

from lark import Token

from treatylang.syntax import ast
from treatylang.syntax.source import Place

_LITERALS = ("NAME", "STRING", "NUMBER", "DATE")


class BadLiteral(Exception):
    """A token that is well formed as such and means nothing (31 February)."""

    def __init__(self, message: str, place: Place, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.advice = advice


def place_of(token: Token, path: str) -> Place:
    """Return the token's place in the file at ``path``."""
    start, line, column = token.start_pos, token.line, token.column
    return Place(path, start or 0, token.end_pos or 0, line or 1, column or 1)


def unquote(text: str) -> str:
    """Return what a quoted string says: quotes and escapes off, line breaks folded."""
    inner = re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", " ", inner)


def _place(child: Any, path: str) -> Place | None:
    """The place of a part: a token, a node, or a tuple of nodes (its first)."""
    if isinstance(child, Token):
        return place_of(child, path)
    if isinstance(child, tuple):
        return next((found for part in child if (found := _place(part, path))), None)
    return None if child is None else cast(Place, child.place)


def _end(child: Any) -> int:
    """Where a part ends; -1 where it is not there."""
    if isinstance(child, Token):
        return child.end_pos or 0
    if isinstance(child, tuple):
        return max(map(_end, child), default=-1)
    return -1 if child is None else cast(int, child.place.end)


def _span(children: list[Any], path: str) -> Place:
    """From the first to the last of the parts that are there."""
    first = None
    for child in children:
        first = _place(child, path)
        if first is not None:
            break
    assert first is not None, "no rule that makes a node is empty"
    for child in reversed(children):
        end = _end(child)
        if end >= 0:
            break
    if end <= first.end:
        return first
    return Place(path, first.start, end, first.line, first.column)


def is_token(child: object, kind: str) -> bool:
    """Tell whether a part is a token of this kind."""
    return isinstance(child, Token) and child.type == kind


def is_keyword(child: object) -> bool:
    """Tell whether a part is a word or a sign of the language."""
    return isinstance(child, Token) and child.type not in _LITERALS


class Nodes:
    """Makes nodes of the file at ``path``, which is set before each file.

    No rule of the grammar may be named like a helper here.
    """

    path = ""

    def _span(self, children: list[Any]) -> Place:
        return _span(children, self.path)

    def word(self, token: Token) -> ast.Word:
        text = unquote(token) if token.type == "STRING" else str(token)
        return ast.Word(text, place_of(token, self.path), token.type == "STRING")

    def _lower(self, children: list[Any]) -> ast.Word:
        """Keywords as one word: "shall not", "at least"."""
        return ast.Word(" ".join(t.lower() for t in children if t), self._span(children))

    def _words(self, children: list[Any]) -> tuple[Any, ...]:
        """Names, strings, numbers and dates read, nodes kept, keywords and absent parts dropped."""
        kept: list[Any] = []
        for child in children:
            if not isinstance(child, Token):
                kept += [child] if child is not None else []
            elif child.type in ("NAME", "STRING", "NUMBER"):
                kept.append(self.word(child))
            elif child.type == "DATE":
                kept.append(self._date(child))
        return tuple(kept)

    def _date(self, token: Token) -> date:
        try:
            return date.fromisoformat(token)
        except ValueError:
            year, month = int(token[:4]), int(token[5:7])
            advice = "Write the year, the month and the day: 2035-01-31."
            if year and 1 <= month <= 12:
                name, length = month_name[month], monthrange(year, month)[1]
                advice = f"{name} {year} has {length} days."
            raise BadLiteral(
                f"{token} is not a day of the calendar", place_of(token, self.path), advice
            ) from None
