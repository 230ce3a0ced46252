"""The parser's machine, run on the table that Lark makes, one sentence at a time.

Lark's own interactive parser does the same for any grammar; a draft has ten thousand sentences,
and half of the time of reading it was spent between the steps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lark import Lark, Token
from lark.parsers.lalr_analysis import Shift

END = "$END"
_Build = Callable[[list[Any]], Any]
_Row = dict[str, tuple[int, _Build | None, int, str]]
"""For each kind of token: the next state, or the rule to reduce by (what builds its node, its
length, its name). For each name of a rule: the next state."""


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one start symbol. Rows are made when they are first needed."""

    states: dict[int, dict[str, tuple[object, Any]]]
    callbacks: dict[Any, _Build]
    start: int
    end: int
    rows: dict[int, _Row]

    def row(self, state: int) -> _Row:
        """Return what may follow in a state."""
        found = self.rows.get(state)
        if found is None:
            found = self.rows[state] = {
                kind: (arg, None, 0, "")
                if action is Shift
                else (-1, self.callbacks[arg], len(arg.expansion), arg.origin.name)
                for kind, (action, arg) in self.states[state].items()
            }
        return found


def table(lark: Lark, start: str) -> Table:
    """Return Lark's table for a start symbol."""
    conf = lark.parse_interactive(start=start).parser_state.parse_conf
    return Table(conf.states, conf.callbacks, conf.start_state, conf.end_state, {})


class Machine:
    """Takes the tokens of one sentence, building its nodes on the way."""

    __slots__ = ("_states", "_table", "_values")

    def __init__(self, table: Table) -> None:
        self._table = table
        self._states = [table.start]
        self._values: list[Any] = []

    @property
    def row(self) -> _Row:
        """What the state that the machine is in knows."""
        return self._table.row(self._states[-1])

    def feed(self, kind: str, token: Token | None) -> bool:
        """Take a token; return False, having taken nothing, where it cannot stand."""
        states, values, row_of = self._states, self._values, self._table.row
        while True:
            step = row_of(states[-1]).get(kind)
            if step is None:
                return False
            target, build, size, name = step
            if build is None:
                states.append(target)
                values.append(token)
                return True
            children: list[Any] = []
            if size:
                children = values[-size:]
                del values[-size:], states[-size:]
            values.append(build(children))
            states.append(row_of(states[-1])[name][0])
            if kind == END and states[-1] == self._table.end:
                return True

    def finish(self) -> Any:
        """End the sentence and return its node; None where it cannot end here."""
        return self._values[-1] if self.feed(END, None) else None

    def accepts(self) -> set[str]:
        """Return the kinds of tokens that can stand next, END among them."""
        return {kind for kind in self.row if kind.isupper() and self._can_take(kind)}

    def _can_take(self, kind: str) -> bool:
        states = list(self._states)
        while True:
            step = self._table.row(states[-1]).get(kind)
            if step is None:
                return False
            _, build, size, name = step
            if build is None:
                return True
            if size:
                del states[-size:]
            states.append(self._table.row(states[-1])[name][0])
            if kind == END and states[-1] == self._table.end:
                return True
