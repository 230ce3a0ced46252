"""Lists in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def series(parts: Sequence[str], word: str = "and") -> str:
    """Return "A", "A and B", "A, B and C"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def letter(position: int) -> str:
    """Return "a", "b", ..., "z", "aa", ... for a position from zero."""
    rest, last = divmod(position, 26)
    return ("" if not rest else letter(rest - 1)) + chr(ord("a") + last)


def roman(position: int) -> str:
    """Return "i", "ii", "iii", ... for a position from zero; letters after "xii"."""
    known = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
    return known[position] if position < len(known) else letter(position)
