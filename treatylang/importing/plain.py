"""Plain text as blocks: paragraphs between blank lines, and lines that begin with a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatylang.importing.blocks import Block
from treatylang.importing.captions import (
    CLOSING,
    PARAGRAPH,
    POINT,
    PROSE_END,
    caption,
    is_heading,
    is_shouted,
)

_ENDS = (".", ";", ":", ",", "—", "-", "”", '"', ")", "; and", "; or", "。", "；", "：")
_SHORT = 60
_RECITAL = re.compile(
    r"(?:[A-Z][a-z]+(?:ing|ed)|Have|HAVE|Hereby|Mindful|Conscious|Desirous)(?!\w)"
)
_WIDE = "[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_UNSPACED = re.compile(rf"(?<={_WIDE})\n(?={_WIDE})")


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a plain text, each with its first line's number, from 1."""
    gathered: list[str] = []
    start, before, blank = 0, "", False
    lines = text.split("\n")
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        if gathered and not line and not blank and _goes_on(gathered[-1], lines, number):
            blank = True
            continue
        blank = not line
        if gathered and (not line or _opens(line, gathered) or _ends(gathered, before, line)):
            before = _joined(gathered)
            yield Block(before, start)
            gathered = []
        if line:
            start = start if gathered else number
            gathered.append(line)
    if gathered:
        yield Block(_joined(gathered), start)


def _goes_on(last: str, lines: list[str], at: int) -> bool:
    """Tell whether a sentence goes on after a single blank line, as where each line is followed by
    one."""
    following = lines[at].strip() if at < len(lines) else ""
    return (
        following[:1].islower()
        and last[-1:].isalpha()
        and not (PARAGRAPH.match(following) or POINT.match(following))
        and caption(last) is None
    )


def _joined(lines: list[str]) -> str:
    """Join lines with blanks; Chinese is broken anywhere, and has none."""
    return _UNSPACED.sub("", "\n".join(lines)).replace("\n", " ")


def _ends(gathered: list[str], before: str, line: str) -> bool:
    """Tell whether the line that was read is the heading of the caption before it, and a provision
    follows without a blank line."""
    head = caption(before)
    return (
        len(gathered) == 1
        and head is not None
        and head.is_alone
        and is_heading(gathered[0])
        and not line[:1].islower()
        and (line.endswith(PROSE_END) or len(line) > len(gathered[0]) * 3 // 2)
    )


def _opens(line: str, before: list[str]) -> bool:
    """Tell whether a line begins a block though no blank line stands before it.

    A line of running text may begin with "Article 5 of ..." or "(a)" as well: what stands before
    it has then no stop.
    """
    last = before[-1]
    found = caption(line)
    if found and (found.is_alone or (found.has_heading and found.mark)):
        return last.endswith(_ENDS) or len(before) == 1
    head = caption(last) if len(before) == 1 else None
    if head and (head.is_alone or (head.has_heading and len(last) < _SHORT)):
        return True
    if is_shouted(last) and not is_shouted(line):
        return True
    if last.endswith((",", ";", ":")) and _RECITAL.match(line):
        return True
    stopped = last.endswith(_ENDS) or last.endswith((" and", " or"))
    return stopped and bool(PARAGRAPH.match(line) or POINT.match(line) or CLOSING.match(line))
