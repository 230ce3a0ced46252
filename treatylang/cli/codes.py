"""Codes of rules as the user writes them: lists, prefixes, misspellings."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import treatylang
from treatylang.cli import output


def expand(written: Iterable[str]) -> tuple[str, ...]:
    """Return the codes that lists such as "TL201,TL4" stand for, sorted.

    Raises output.Refused, with the nearest code, for one that stands for none.
    """
    names = [name.strip().upper() for item in written for name in item.split(",")]
    if not any(names):
        return ()
    known = [rule.code for rule in treatylang.catalogue()]
    codes: set[str] = set()
    for name in filter(None, names):
        matching = [code for code in known if code.startswith(name)]
        if not matching:
            raise unknown(name, known)
        codes.update(matching)
    return tuple(sorted(codes))


def unknown(name: str, known: Iterable[str]) -> output.Refused:
    """Return the error for a code that no rule has."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.0)
    hint = f"; the nearest is {near[0]}" if near else ""
    return output.Refused(f"no rule has the code {name}{hint} (treatylang rules lists all)")
