"""Writing a document as Markdown. Nothing of a draft's text can become markup."""

from __future__ import annotations

import re
from typing import Any

from treatylang.documents.formats import PLAIN, Layout
from treatylang.documents.tree import Document, Runs
from treatylang.prose.marks import words
from treatylang.resources import folder

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
_AT_START = re.compile(r"^(\s*)([-+#=>:]|\d+[.)])")
_ADDRESS = re.compile(r"(?<=:)/(?=/)|(?<=www)\.|@", re.IGNORECASE)


class Markdown(str):
    """Text that is Markdown already."""

    __slots__ = ()


def write(document: Document, layout: Layout = PLAIN) -> str:
    """Return the document as Markdown; what a template prints is escaped unless it is markup."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=FileSystemLoader(folder("templates")),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # "finalize" escapes, as Markdown asks for
    )
    environment.filters |= {"text": _text, "markdown": Markdown}
    template = environment.get_template("layout/document.md.j2")
    return re.sub(r"\n{3,}", "\n\n", template.render(document=document)).strip() + "\n"


def escape(text: str) -> str:
    """Return text such that Markdown prints it as it is."""
    text = _SPECIAL.sub(r"\\\1", text)
    text = _ADDRESS.sub(lambda match: f"\\{match[0]}", text)
    return _AT_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", text)


def _finalize(value: Any) -> str:
    return value if isinstance(value, Markdown) else escape(str(value))


def _text(runs: Runs) -> Markdown:
    """Return runs in Markdown; a cross reference is its words, for the text is read as it is."""
    return Markdown(escape(words(runs)))
