"""Redlines: what changed in the text between two drafts, clause by clause."""

from __future__ import annotations

import re
from importlib import import_module

from treatylang.documents import speakable
from treatylang.documents.redline.compare import Redline, redlined
from treatylang.model.draft import Draft
from treatylang.syntax.hidden import shown

__all__ = ["AUTHOR", "FORMATS", "Redline", "compare", "write"]

FORMATS = ("text", "markdown", "html", "docx")
AUTHOR = "treatylang"
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def compare(
    before: Draft, after: Draft, lang: str = "en", names: tuple[str, str] | None = None
) -> Redline:
    """Return what changed in the text of a draft in a language; ``names`` is what the two are
    called, their files where it is None.

    Raises ValueError for a language that there is not or that one of the two has no words in, and
    ``cldr.NotInstalled`` without Babel.
    """
    from treatylang.documents.build import build

    for draft in (before, after):
        speakable(draft, lang)
    first, second = names or (before.root, after.root)
    return redlined(build(before, lang), build(after, lang), first, second)


def write(redline: Redline, to: str = "text", author: str = AUTHOR, date: str = "") -> str | bytes:
    """Return a redline in a format of ``FORMATS``.

    ``author`` and ``date`` ("2030-01-31"; none where it is "") are those of the tracked changes
    of DOCX. Raises ValueError for an unknown format or a day that is none, and
    ``formats.Unavailable`` for DOCX without python-docx.
    """
    if to not in FORMATS:
        raise ValueError(f"unknown format “{to}”; known are {', '.join(FORMATS)}")
    if date and not _DAY.fullmatch(date):
        raise ValueError(f"“{date}” is no day; write it as 2030-01-31")
    if to == "docx":
        from treatylang.documents.word import require

        require()
        from treatylang.documents.redline.tracked import tracked

        return tracked(redline, author, date)
    written: str = import_module(f"treatylang.documents.redline.{to}").write(redline)
    return shown(written)
