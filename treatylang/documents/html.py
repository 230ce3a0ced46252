"""Writing a document as one self-contained HTML page, escaped throughout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from treatylang.documents.formats import PLAIN, Layout
from treatylang.documents.tree import Division, Document, Runs, walk
from treatylang.prose.marks import Link, words
from treatylang.prose.templates import environment

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_LEFT_TO_RIGHT = re.compile(
    r"((?<![^\W_])[\d.,]+ × 10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+"
    r"|[A-Za-z\u00c0-\u024f](?:[^\u0590-\u08ff«»]*[A-Za-z\u00c0-\u024f\d)])?)"
)
"""What is read from left to right: products of figures, and words in Latin letters with the figures
and marks between and behind them."""


def write(document: Document, layout: Layout = PLAIN) -> str:
    """Return the document as a page with its style inside and no outside resources."""
    template = linking(_anchors(document)).get_template("layout/document.html.j2")
    from markupsafe import Markup

    page = template.render(document=document, appendix=Markup(layout.appendix)).strip() + "\n"
    if layout.appendix not in page:
        raise ValueError("the page of this house style has no place for figures ({{ appendix }})")
    return page


def linking(known: frozenset[str]) -> Environment:
    """Return what fills templates of a page on which there are these anchors."""
    filling = environment(autoescape=True)

    def text(runs: Runs) -> Markup:
        return _text(runs, known)

    filling.filters["text"] = text
    return filling


def _text(runs: Runs, known: frozenset[str]) -> Markup:
    """Return runs in HTML; a reference to what is not on the page is its words."""
    from markupsafe import Markup

    link = Markup('<a href="#{}">{}</a>')
    right = any(_RIGHT_TO_LEFT.search(words([run])) for run in runs)
    return Markup("").join(
        link.format(run.target, _set_apart(run.words, right))
        if isinstance(run, Link) and run.target in known
        else _set_apart(words([run]), right)
        for run in runs
    )


def _set_apart(text: str, right: bool) -> Markup:
    """Return words in HTML; among words from ``right`` to left those in Latin letters, and products
    of figures, keep their own order."""
    from markupsafe import Markup, escape

    if not right:
        return escape(text)
    apart = Markup('<bdi dir="ltr">{}</bdi>')
    return Markup("").join(
        apart.format(part) if at % 2 else escape(part)
        for at, part in enumerate(_LEFT_TO_RIGHT.split(text))
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
