"""The framed source lines of a finding: each member's place, marked, with what it contributes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rich.cells import cell_len

from treatylang.findings import Finding, Member
from treatylang.report.excerpt import excerpt
from treatylang.report.page import Page
from treatylang.report.visible import one_line
from treatylang.report.wrap import wrap
from treatylang.syntax.source import Place

_WHOLE = 4
"""Places of more lines than this are shown by their first two and their last."""
_NARROWEST = 20


def frame(finding: Finding, sources: Mapping[str, str], page: Page) -> list[str]:
    """Return the frame's lines: one part for each file, the primary member's first.

    A member without a place in the source (what is built in) is left to the caller.
    """
    placed = [member for member in finding.members if member.place.path]
    if not placed:
        return []
    files = list(dict.fromkeys(member.place.path for member in placed))
    gutter = _Gutter(page, max(_last_line(member.place, sources) for member in placed))
    lines: list[str] = []
    for path in files:
        here = [member for member in placed if member.place.path == path]
        corner = "├─" if lines else "┌─"
        place = here[0].place
        where = page.fit(f"{one_line(path)}:{place.line}:{place.column}")
        lines.append(f"{gutter.blank(corner)} {where}")
        if path in sources:
            lines.append(gutter.blank("│"))
            lines += _file(here, finding.members[0], _split(sources[path]), gutter)
        else:
            lines += [gutter.note(_label(member)) for member in here]
    return lines


class _Gutter:
    """The column of line numbers, as wide as the largest."""

    def __init__(self, page: Page, largest: int) -> None:
        self.page = page
        self.width = max(2, len(str(largest)))
        self.room = max(_NARROWEST, page.excerpt - self.width - 2)

    def blank(self, sign: str) -> str:
        return self.page.paint(" " * self.width + self.page.fit(sign), "frame")

    def source(self, number: int, text: str) -> str:
        start = self.page.paint(f"{number:>{self.width}}{self.page.fit('│')}", "frame")
        return f"{start} {text}".rstrip()

    def note(self, text: str) -> str:
        return f"{self.blank('│')} {self.page.fit(text)}".rstrip()


def _file(
    members: Iterable[Member], primary: Member, source: Sequence[str], gutter: _Gutter
) -> list[str]:
    lines: list[str] = []
    shown: tuple[int, int] | None = None
    for member in members:
        first, last = _rows(member.place, source)
        if shown is not None and shown != (first, last):
            lines.append(gutter.blank("·"))
        if shown != (first, last):
            lines += _above(first, last, source, gutter)
        text, mark = _marked(member, member is primary, first, last, source, gutter)
        if shown != (first, last):
            lines.append(gutter.source(last, text))
        lines += mark
        shown = (first, last)
    return lines


def _rows(place: Place, source: Sequence[str]) -> tuple[int, int]:
    """Return the first and the last line of the place, counted from one."""
    first = min(max(place.line, 1), len(source))
    column = place.column - 1
    left = place.end - place.start
    last = first
    while last < len(source) and left > len(source[last - 1]) - column + 1:
        left -= len(source[last - 1]) - column + 1
        column = 0
        last += 1
    return first, last


def _above(first: int, last: int, source: Sequence[str], gutter: _Gutter) -> list[str]:
    """Show the lines of a place before its last, in full or abbreviated."""
    numbers = range(first, last)
    cut = last - first >= _WHOLE
    lines = [
        gutter.source(number, excerpt(source[number - 1], 0, 0, gutter.page, gutter.room).text)
        for number in (numbers[:2] if cut else numbers)
    ]
    if cut:
        lines.append(gutter.note("..."))
    return lines


def _marked(
    member: Member, is_primary: bool, first: int, last: int, source: Sequence[str], gutter: _Gutter
) -> tuple[str, list[str]]:
    """Return the place's last line, and the mark under it with the member's label."""
    line = source[last - 1]
    place = member.place
    if first == last:
        start = place.column - 1
        end = start + place.end - place.start
    else:
        before = sum(len(source[number - 1]) + 1 for number in range(first, last))
        start = len(line) - len(line.lstrip())
        end = place.end - place.start + place.column - 1 - before
    # A place's end may lie on the blanks after it: the mark ends with what is seen.
    end = max(start, min(end, len(line.rstrip()))) if line.strip() else end
    shown = excerpt(line, start, end, gutter.page, gutter.room)
    style = "error" if is_primary else "second"
    stroke = ("^" if is_primary else "-") * (shown.end - shown.start)
    label = gutter.page.fit(_label(member))
    indent = " " * shown.start
    under = indent + gutter.page.paint(stroke, style)
    edge = gutter.blank("│")
    if not label:
        return shown.text, [f"{edge} {under}"]
    if shown.end + 1 + cell_len(label) <= gutter.room:
        return shown.text, [f"{edge} {under} {gutter.page.paint(label, style)}"]
    if gutter.room - shown.start < max(_NARROWEST, min(cell_len(label), gutter.room // 2)):
        indent = ""
    rows = wrap(label, gutter.room - len(indent))
    return shown.text, [
        f"{edge} {under}",
        *(f"{edge} {indent}{gutter.page.paint(row, style)}" for row in rows),
    ]


def _label(member: Member) -> str:
    """Return the margin note: the article, where it has one, and the role.

    The treaty is not named: the file is, just above.
    """
    article = member.article.partition(" of ")[0]
    return one_line(": ".join(part for part in (article, member.role) if part))


def _last_line(place: Place, sources: Mapping[str, str]) -> int:
    source = sources.get(place.path)
    return place.line if source is None else _rows(place, _split(source))[1]


@lru_cache(maxsize=64)
def _split(source: str) -> tuple[str, ...]:
    """Return the lines of a source; only a line feed ends one, as in the places."""
    return tuple(source.split("\n"))
