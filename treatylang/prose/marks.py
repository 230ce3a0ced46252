"""Cross references inside plain text, marked so that a writer can turn them into links.

The marks are noncharacters of Unicode, which no text exchanged between systems contains; a writer
that meets them in a draft's own words drops them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_OPEN, _BETWEEN, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_MARK = re.compile(f"{_OPEN}([^{_OPEN}-{_CLOSE}]*){_BETWEEN}([^{_OPEN}-{_CLOSE}]*){_CLOSE}")
_STRAY = re.compile(f"[{_OPEN}-{_CLOSE}]")


@dataclass(frozen=True, slots=True)
class Link:
    """Words that point to a provision: a clause, an article or an instrument."""

    target: str
    words: str


Run = str | Link


def mark(target: str, words: str) -> str:
    """Return the words, marked as a reference to the target."""
    return f"{_OPEN}{target}{_BETWEEN}{words}{_CLOSE}"


def plain(text: str) -> str:
    """Return the text without its marks."""
    return _STRAY.sub("", _MARK.sub(r"\2", text))


def words(items: Iterable[Run]) -> str:
    """Return the words of runs: of a link, what it says."""
    return "".join(run.words if isinstance(run, Link) else run for run in items)


def runs(text: str) -> tuple[Run, ...]:
    """Cut a marked text into plain strings and links."""
    found: list[Run] = []
    end = 0
    for match in _MARK.finditer(text):
        found += [_STRAY.sub("", text[end : match.start()]), Link(match[1], match[2])]
        end = match.end()
    found.append(_STRAY.sub("", text[end:]))
    return tuple(run for run in found if run)
