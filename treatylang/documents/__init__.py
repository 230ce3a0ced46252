"""Documents: a draft as a treaty text, in each of the formats that treaty sections circulate."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from treatylang.documents.formats import FORMATS, PLAIN, Layout
from treatylang.model.draft import Draft
from treatylang.prose.language import LANGUAGES
from treatylang.prose.templates import styled
from treatylang.syntax.hidden import shown


def render(
    draft: Draft,
    to: str = "markdown",
    lang: str = "en",
    layout: Layout = PLAIN,
    style: Path | None = None,
    notes: bool = False,
) -> str | bytes:
    """Return the treaty text of a draft: bytes where the format is binary. With ``notes`` the
    reasons and sources of its clauses are footnotes.

    ``style`` is the folder of a house style, whose templates take the place of those shipped.

    Raises ValueError for an unknown format or language, a language that the draft has no words in,
    or a layout that the format does not have; ``cldr.NotInstalled``, which is one, without Babel;
    ``templates.StyleError``, another, for what is wrong with the house style;
    ``formats.Unavailable`` where the format needs what is not installed.
    """
    if to not in FORMATS:
        raise ValueError(f"unknown format “{to}”; known are {', '.join(FORMATS)}")
    speakable(draft, lang)
    chosen = FORMATS[to]
    if layout.line_numbers and not chosen.numbers_lines:
        able = ", ".join(item.name for item in FORMATS.values() if item.numbers_lines)
        raise ValueError(f"lines have no numbers in {to}; they have in {able}")
    if layout.appendix and to != "html":
        raise ValueError(f"figures of votes do not go into {to}; they go into html")
    from treatylang.documents.build import build

    writer = import_module(chosen.module)
    with styled(style):
        written: str | bytes = writer.write(build(draft, lang, notes), layout)
    return shown(written) if isinstance(written, str) else written


def speakable(draft: Draft, lang: str) -> None:
    """Raise ValueError for an unknown language, or one that the draft has no words in."""
    if lang not in LANGUAGES:
        raise ValueError(f"unknown language “{lang}”; known are {', '.join(LANGUAGES)}")
    if lang != "en" and lang not in draft.lexicons:
        stem = draft.root.rpartition("/")[2].removesuffix(".treaty")
        raise ValueError(
            f"the draft has no words in “{lang}”; they stand in {stem}.{lang}.lexicon beside it, "
            "and in the lexicons beside what it includes"
        )
