"""Writing a document as one self-contained HTML page, escaped throughout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatylang.documents.formats import PLAIN, Layout
from treatylang.documents.tree import Division, Document, Runs, walk
from treatylang.prose.marks import Link
from treatylang.resources import folder

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def write(document: Document, layout: Layout = PLAIN) -> str:
    """Return the document as a page with its style inside and no outside resources."""
    template = linking(_anchors(document)).get_template("layout/document.html.j2")
    return template.render(document=document).strip() + "\n"


def linking(known: frozenset[str]) -> Environment:
    """Return what fills templates of a page on which there are these anchors."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=FileSystemLoader(folder("templates")),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def text(runs: Runs) -> Markup:
        return _text(runs, known)

    environment.filters["text"] = text
    return environment


def _text(runs: Runs, known: frozenset[str]) -> Markup:
    """Return runs in HTML; a reference to what is not on the page is its words."""
    from markupsafe import Markup, escape

    link = Markup('<a href="#{}">{}</a>')
    return Markup("").join(
        link.format(run.target, run.words)
        if isinstance(run, Link) and run.target in known
        else escape(run.words if isinstance(run, Link) else run)
        for run in runs
    )


def _anchors(document: Document) -> frozenset[str]:
    found: set[str] = set()
    for item in document.instruments:
        parts = [*walk(item.body), *item.annexes]
        found.add(item.anchor)
        for part in parts:
            found.add(part.anchor)
            if isinstance(part, Division):
                found.update(paragraph.anchor for paragraph in part.paragraphs)
    return frozenset(found)
