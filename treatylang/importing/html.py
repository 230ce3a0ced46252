"""HTML as blocks: what a browser shows, and nothing of what it runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from treatylang.importing.blocks import Block, Notice, Unreadable
from treatylang.importing.captions import PARAGRAPH, POINT, is_number

_SILENT = frozenset(
    "script style template noscript title svg math iframe object select textarea".split()
)
_BREAKS = frozenset(
    """address article aside blockquote body center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table
    tbody tfoot thead tr ul""".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_TAG = re.compile(r"<[a-zA-Z/!?]\w*")
_LONGEST_TAG = 20_000
"""Characters; beyond it a page is broken, and looking for the end of each tag would take long."""


@dataclass(slots=True)
class _List:
    kind: str
    """"1", "a", "A", "i", "I", or "-" of a list without numbers."""
    at: int


def blocks(text: str) -> tuple[list[Block], list[Notice]]:
    """Return the blocks of a page. What it does not show (scripts, styles, hidden elements,
    navigation) is left out; where a reader might miss it, a notice says so.

    Raises Unreadable where it cannot be told what the page shows.
    """
    for start in _TAG.finditer(text):
        if text.find(">", start.start(), start.start() + _LONGEST_TAG) < 0:
            line = text.count("\n", 0, start.start()) + 1
            raise Unreadable(f"the tag {start[0]} in line {line} is never closed; close it with >")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end()
    return reader.blocks, reader.notices


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []
        self.parts: list[str] = []
        self.line = 1
        self.level = 0
        self.number = ""
        self.lists: list[_List] = []
        self.cells: list[str] | None = None
        self.silent: list[str] = []
        """The open elements that are not shown, and those within them."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent:
            if tag not in _VOID:
                self.silent.append(tag)
            return
        given = {name: value or "" for name, value in attrs}
        unseen = "hidden" in given or bool(_UNSHOWN.search(given.get("style", "")))
        if tag in _SILENT or ((unseen or tag == "nav") and tag not in _VOID):
            self.flush()
            if unseen or tag == "nav":
                what = "navigation" if tag == "nav" else "text that the page does not show"
                self.notices.append(Notice(self.getpos()[0], f"{what} was left out here"))
            self.silent.append(tag)
            return
        if tag == "br":
            self._broken()
        elif tag == "img" and given.get("alt"):
            self.parts.append(f" {given['alt']} ")
        elif tag in ("td", "th") and self.cells is not None:
            self._cell()
        elif tag in _BREAKS:
            self.flush()
        if tag == "a" and "skip" in given.get("class", "").split():
            self.flush()
            self.notices.append(Notice(self.getpos()[0], "navigation was left out here"))
            self.silent.append(tag)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.level = int(tag[1])
        elif tag == "tr":
            self._row()
            self.cells = []
        elif tag in ("ol", "ul"):
            kind = given.get("type", "1") if tag == "ol" else "-"
            first = given.get("start", "1")
            at = int(first) if first.isdecimal() and len(first) < 6 else 1
            self.lists.append(_List(kind, at))
        elif tag == "li" and self.lists:
            last = self.lists[-1]
            value = given.get("value", "")
            self._alone()
            if value.isdecimal() and len(value) < 6:
                last.at = int(value)
            self.number = _numbered(last)
            last.at += 1

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag in self.silent:
                while self.silent and self.silent.pop() != tag:
                    pass
            return
        if tag in ("td", "th") and self.cells is not None:
            self._cell()
        elif tag in ("tr", "table"):
            self._row()
        elif tag in _BREAKS:
            self.flush()
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.level = 0
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self._alone()

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if not self.parts:
            blank = len(data) - len(data.lstrip())
            self.line = self.getpos()[0] + data[:blank].count("\n")
        if data.strip() or self.parts:
            self.parts.append(data)

    def _cell(self) -> None:
        assert self.cells is not None
        text = " ".join("".join(self.parts).split())
        self.parts = []
        self.cells += [text] if text else []

    def _row(self) -> None:
        """End the row that is being read, if any; pages need not close it."""
        if self.cells is None:
            self.flush()
            return
        self._cell()
        cells, self.cells = self.cells, None
        if cells:
            numbered = is_number(cells[0])
            between = " " if numbered and len(cells) == 2 else " | "
            self._add(between.join(cells), row=len(cells) > 1 + numbered)

    def _broken(self) -> None:
        """Take a line break for the end of a block, save within headings and tables."""
        if self.level or self.cells is not None:
            self.parts.append(" ")
        else:
            self.flush()

    def end(self) -> None:
        """End what is still being read."""
        if self.silent:
            raise Unreadable(
                f"the element <{self.silent[0]}>, which is not shown, is never closed, so that it "
                "is not clear what the page shows after it; close it"
            )
        self._row()

    def flush(self) -> None:
        """End the block that is being read."""
        if self.cells is not None:
            self.parts.append(" ")
            return
        text = " ".join("".join(self.parts).split())
        self.parts = []
        if text:
            self._add(text)

    def _alone(self) -> None:
        """Add the number of an item that has no words of its own."""
        if self.number:
            self.blocks.append(Block(self.number, self.line))
            self.number = ""

    def _add(self, text: str, row: bool = False) -> None:
        own = PARAGRAPH.match(f"{text} ") or POINT.match(f"{text} ")
        if self.number and not own:
            # A page whose items bring numbers of their own shows no others.
            text = f"{self.number} {text}"
        self.number = ""
        self.blocks.append(Block(text, self.line, level=self.level, row=row))


def _numbered(item: _List) -> str:
    """Return the number that a browser shows before the item of a list."""
    from treatylang.prose.lists import letter

    at = item.at
    match item.kind:
        case "-":
            return "-"
        case "a" | "A" if at > 0:
            said = letter(at - 1)
            return f"{said.upper() if item.kind == 'A' else said}."
        case "i" | "I" if 0 < at < 4000:
            said = _roman(at)
            return f"{said.upper() if item.kind == 'I' else said}."
        case _:
            return f"{at}."


def _roman(number: int) -> str:
    said = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    ):
        said += sign * (number // value)
        number %= value
    return said
