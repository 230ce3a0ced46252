"""Writing a document as Markdown. Nothing of a draft's text can become markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from treatylang.documents.formats import PLAIN, Layout
from treatylang.documents.tree import Document, Runs
from treatylang.prose import templates
from treatylang.prose.marks import words

if TYPE_CHECKING:
    from jinja2 import Environment

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
_AT_START = re.compile(r"^(\s*)([-+#=>:]|\d+[.)])")
_ADDRESS = re.compile(r"(?<=:)/(?=/)|(?<=www)\.|@", re.IGNORECASE)


class Markdown(str):
    """Text that is Markdown already."""

    __slots__ = ()


def write(document: Document, layout: Layout = PLAIN) -> str:
    """Return the document as Markdown; what a template prints is escaped unless it is markup."""
    template = environment().get_template("layout/document.md.j2")
    return re.sub(r"\n{3,}", "\n\n", template.render(document=document)).strip() + "\n"


def environment() -> Environment:
    """Return what fills templates of Markdown."""
    filling = templates.environment(finish=_finish)  # escapes what is printed
    filling.filters |= {"text": _text, "markdown": Markdown}
    return filling


def escape(text: str) -> str:
    """Return text such that Markdown prints it as it is."""
    text = _SPECIAL.sub(r"\\\1", text)
    text = _ADDRESS.sub(lambda match: f"\\{match[0]}", text)
    return _AT_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", text)


def _finish(value: Any) -> str:
    return value if isinstance(value, Markdown) else escape(str(value))


def _text(runs: Runs) -> Markdown:
    """Return runs in Markdown; a cross reference is its words, for the text is read as it is."""
    return Markdown(escape(words(runs)))
