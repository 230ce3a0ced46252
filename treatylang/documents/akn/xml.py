"""Making XML: elements, and lines that leave running text alone."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from treatylang.documents.akn.ids import Ids
from treatylang.documents.tree import Runs
from treatylang.prose.marks import Link

_MIXED = frozenset(["p", "num", "heading", "docTitle", "docStage"])
"""Elements with running text, in which white space would be text."""


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """Add an element with this text; "class_" is the attribute "class"."""
    made = SubElement(parent, tag, {key.rstrip("_"): value for key, value in attributes.items()})
    made.text = text or None
    return made


def write_runs(parent: Element, runs: Runs, ids: Ids) -> None:
    """Write runs at the end of an element; a reference to what is not in the document is words."""
    for run in runs:
        if not isinstance(run, Link):
            write_text(parent, run)
        elif target := ids.get(run.target):
            add(parent, "ref", run.words, href=f"#{target}")
        else:
            write_text(parent, run.words)


def write_text(parent: Element, text: str) -> None:
    """Write text at the end of an element, after its children."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def in_lines(root: Element) -> str:
    """Return the document, an element a line."""
    _indent(root, 0)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _indent(element: Element, depth: int) -> None:
    if not len(element) or element.tag in _MIXED:
        return
    inner = "\n" + "  " * (depth + 1)
    element.text = inner
    for child in element:
        child.tail = inner
        _indent(child, depth + 1)
    element[-1].tail = "\n" + "  " * depth
