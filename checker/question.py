"""Questions and answers: what the checker asks, apart from who decides it.

A question is a value. Its script is SMT-LIB 2 text with sorted declarations and assertions and
without places, so the same question has the same text whatever the order of clauses and files;
any solver can be given it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from fractions import Fraction

from checker.text import integer, real


class Status(Enum):
    SAT = "sat"
    UNSAT = "unsat"
    UNKNOWN = "unknown"


Value = bool | Fraction


@dataclass(frozen=True, slots=True)
class Question:
    """Whether the assertions have a common solution; ``names`` are the constants with sorts.

    ``about`` are the norms that it was asked about. They are no part of it: the same may be asked
    about others.
    """

    assertions: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    about: tuple[str, ...] = field(default=(), compare=False)

    @property
    def script(self) -> str:
        """The question as SMT-LIB text, without ``(check-sat)``."""
        declared = [f"(declare-const {name} {sort})" for name, sort in self.names]
        asserted = [f"(assert {text})" for text in self.assertions]
        return "\n".join([*declared, *asserted, ""])

    @property
    def key(self) -> str:
        """What the question is known by: a hash of its text."""
        return hashlib.sha256(self.script.encode()).hexdigest()

    def at(self, model: Mapping[str, Value]) -> Question:
        """Return the question whether this very model is a solution."""
        values = (f"(= {name} {_written(sort, model[name])})" for name, sort in self.names)
        return replace(self, assertions=tuple(sorted({*self.assertions, *values})))


@dataclass(frozen=True, slots=True)
class Answer:
    """``model`` gives every constant its value where the answer is SAT and a model was asked."""

    status: Status
    model: Mapping[str, Value] | None = None
    reason: str = ""


def _written(sort: str, value: Value) -> str:
    if sort == "Bool":
        return "true" if value else "false"
    return real(Fraction(value)) if sort == "Real" else integer(int(value))
