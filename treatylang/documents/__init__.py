"""Documents: a draft as a treaty text, in Markdown or as one self-contained HTML page."""

from __future__ import annotations

from importlib import import_module

from treatylang.model.draft import Draft
from treatylang.prose.language import LANGUAGES
from treatylang.syntax.hidden import shown

_WRITERS = {"markdown": "treatylang.documents.markdown", "html": "treatylang.documents.html"}
FORMATS = tuple(_WRITERS)


def render(draft: Draft, to: str = "markdown", lang: str = "en") -> str:
    """Return the treaty text of a draft; raise ValueError for an unknown format or language."""
    if to not in _WRITERS:
        raise ValueError(f"unknown format “{to}”; known are {', '.join(FORMATS)}")
    if lang not in LANGUAGES:
        raise ValueError(f"unknown language “{lang}”; known are {', '.join(LANGUAGES)}")
    from treatylang.documents.build import build

    written: str = import_module(_WRITERS[to]).write(build(draft, lang))
    return shown(written)
