"""Questions and answers: what the checker asks, apart from who decides it.

A question is a value. Its script is SMT-LIB 2 text with sorted declarations and assertions and
without places, so the same question has the same text whatever the order of clauses and files;
any solver can be given it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Status(Enum):
    SAT = "sat"
    UNSAT = "unsat"
    UNKNOWN = "unknown"


Value = bool | Fraction


@dataclass(frozen=True, slots=True)
class Question:
    """Whether the assertions have a common solution; ``names`` are the constants with sorts."""

    assertions: tuple[str, ...]
    names: tuple[tuple[str, str], ...]

    @property
    def script(self) -> str:
        """The question as SMT-LIB text, without ``(check-sat)``."""
        declared = [f"(declare-const {name} {sort})" for name, sort in self.names]
        asserted = [f"(assert {text})" for text in self.assertions]
        return "\n".join([*declared, *asserted, ""])


@dataclass(frozen=True, slots=True)
class Answer:
    """``model`` gives every constant its value where the answer is SAT and a model was asked."""

    status: Status
    model: Mapping[str, Value] | None = None
    reason: str = ""
