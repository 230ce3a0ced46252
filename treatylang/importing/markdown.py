"""Markdown (CommonMark with tables) as blocks."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from treatylang.importing.blocks import Block, Notice

_HEADING = re.compile(r"^(#{1,6})(?=[^#\s])", re.MULTILINE)
"""A heading without the blank that CommonMark wants, as much older Markdown has it."""


def blocks(text: str) -> tuple[list[Block], list[Notice]]:
    """Return the blocks of a Markdown text: what a reader of the page sees, with the numbers of its
    lists."""
    reader = _Reader()
    reader.read(MarkdownIt("commonmark").enable("table").parse(_HEADING.sub(r"\1 ", text)))
    return reader.blocks, reader.notices


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []
        self.number = ""
        """Of the list item that has just begun."""
        self.cells: list[str] | None = None

    def read(self, tokens: list[Token]) -> None:
        level, line = 0, 1
        for token in tokens:
            line = token.map[0] + 1 if token.map else line
            match token.type:
                case "heading_open":
                    level = int(token.tag[1:])
                case "heading_close":
                    level = 0
                case "list_item_open":
                    self._alone(line)
                    self.number = f"{token.info}{token.markup}" if token.info else "-"
                case "list_item_close":
                    self._alone(line)
                case "tr_open":
                    self.cells = []
                case "tr_close":
                    self._add(" | ".join(self.cells or []), line, row=True)
                    self.cells = None
                case "inline" if self.cells is not None:
                    self.cells.append(_shown(token))
                case "inline":
                    self._add(_shown(token), line, level)
                case "fence" | "code_block":
                    for at, part in enumerate(token.content.splitlines()):
                        self._add(part, line + at)
                case "html_block" if token.content.strip():
                    self._html(token.content, line)
                case _:
                    pass

    def _add(self, text: str, line: int, level: int = 0, row: bool = False) -> None:
        said = f"{self.number} {text}" if self.number else text
        self.number = ""
        self.blocks.append(Block(said, line, level=level, row=row))

    def _alone(self, line: int) -> None:
        """Add the number of an item that has no words of its own."""
        if self.number:
            self.blocks.append(Block(self.number, line))
            self.number = ""

    def _html(self, content: str, line: int) -> None:
        from treatylang.importing.html import blocks as of_html

        found, notices = of_html(content)
        self.blocks += [
            Block(item.text, item.line + line - 1, level=item.level, row=item.row) for item in found
        ]
        self.notices += [Notice(item.line + line - 1, item.message) for item in notices]


def _shown(token: Token) -> str:
    """Return what a reader sees of a line: of a link its words, of a picture its text."""
    said = ""
    for part in token.children or []:
        if part.type in ("text", "code_inline", "text_special"):
            said += part.content
        elif part.type in ("softbreak", "hardbreak"):
            said += " "
        elif part.type == "image":
            said += part.content
        elif part.type == "html_inline" and part.content.lower().startswith("<br"):
            said += " "
    return said
