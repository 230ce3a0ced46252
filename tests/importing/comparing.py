"""The words of a treaty in any format, told apart from the code that imports and prints it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

WIDE = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"


def words(text: str) -> list[str]:
    """Return what stands between blanks, save what has neither letters nor figures. Lines of
    Chinese are broken anywhere."""
    text = re.sub(rf"(?<={WIDE}) *\n *(?={WIDE})", "", text)
    return [word for word in text.split() if re.search(r"[^\W_]", word)]


def of_markdown(text: str) -> list[str]:
    """Return the words of Markdown as this project writes it."""
    return words(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", re.sub(r"(?m)^#+ ", "", text)))


def of_html(page: str) -> list[str]:
    """Return the words of a page: its body, without the link that skips to the text."""
    reader = _Page()
    reader.feed(page)
    return words("".join(reader.parts))


def of_xml(text: str) -> list[str]:
    """Return the words of an Akoma Ntoso document without its metadata."""
    root = ElementTree.fromstring(text)
    return words(" ".join(_inside(root)))


def _inside(element: ElementTree.Element) -> list[str]:
    if element.tag.endswith("}meta"):
        return []
    said = [element.text or ""]
    for child in element:
        said += [*_inside(child), child.tail or ""]
    return said


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.silent and (tag in ("head", "style") or ("class", "skip") in attrs):
            self.silent = tag
        if tag not in ("a", "i", "b"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""
        if tag != "a":
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)
