"""English typography: the marks that a keyboard has no keys for, in the words of a draft."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from treatylang.documents.tree import Document
from treatylang.prose.marks import Link

_NO_PROSE = frozenset(["anchor", "number", "label", "kind", "lang", "direction", "labels", "name"])
_APOSTROPHE = re.compile(r"(?<=\w)'|(?<!\S)'(?=\d\ds?\b)|^'(?=s\b)")
_OPENED = re.compile(r"(?<![\w.,;:!?)])'(?=\w)")
_QUOTED = re.compile(r'"([^"]*)"')


def typeset(document: Document) -> Document:
    """Return the document with typographic apostrophes and quotation marks; a treaty that is
    printed as it stands keeps its own."""
    return replace(
        document,
        instruments=tuple(item if item.exact else _mended(item) for item in document.instruments),
    )


def mend(text: str) -> str:
    """Return the text with “ and ” for straight quotation marks, and ’ for apostrophes."""
    if "'" not in text and '"' not in text:
        return text
    text = _QUOTED.sub(r"“\1”", text)
    return _OPENED.sub("‘", _APOSTROPHE.sub("’", text)).replace("'", "’")


def _mended(item: Any) -> Any:
    """Mend all words of a node; what identifies and numbers it stays."""
    if isinstance(item, str):
        return mend(item)
    if isinstance(item, Link):
        return Link(item.target, mend(item.words))
    if isinstance(item, tuple):
        return tuple(map(_mended, item))
    if not is_dataclass(item) or isinstance(item, type):
        return item
    told = [field.name for field in fields(item) if field.init and field.name not in _NO_PROSE]
    return replace(item, **{name: _mended(getattr(item, name)) for name in told})
