"""SMT-LIB terms as text: small builders that simplify what is trivially true or false."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

TRUE = "true"
FALSE = "false"


def conj(parts: Iterable[str]) -> str:
    """Conjunction; sorted, so that equal sets of conditions have equal text."""
    kept = sorted({part for part in parts if part != TRUE})
    if FALSE in kept:
        return FALSE
    if not kept:
        return TRUE
    return kept[0] if len(kept) == 1 else f"(and {' '.join(kept)})"


def disj(parts: Iterable[str]) -> str:
    """Disjunction, sorted."""
    kept = sorted({part for part in parts if part != FALSE})
    if TRUE in kept:
        return TRUE
    if not kept:
        return FALSE
    return kept[0] if len(kept) == 1 else f"(or {' '.join(kept)})"


def negation(part: str) -> str:
    if part in (TRUE, FALSE):
        return FALSE if part == TRUE else TRUE
    return f"(not {part})"


def implies(left: str, right: str) -> str:
    if left == TRUE:
        return right
    if left == FALSE or right == TRUE:
        return TRUE
    return f"(=> {left} {right})"


def real(value: Fraction) -> str:
    """An exact rational literal of sort Real."""
    top, bottom = abs(value.numerator), value.denominator
    text = f"{top}.0" if bottom == 1 else f"(/ {top}.0 {bottom}.0)"
    return text if value >= 0 else f"(- {text})"


def integer(value: int) -> str:
    return str(value) if value >= 0 else f"(- {-value})"


def plus(term: str, days: int) -> str:
    """A term of sort Int moved by a constant."""
    if days == 0:
        return term
    return f"(+ {term} {days})" if days > 0 else f"(- {term} {-days})"
