"""What each block is in a treaty: its title, the caption of an article, a paragraph, a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from treatylang.importing.blocks import Block, Role
from treatylang.importing.captions import (
    CLOSING,
    PARAGRAPH,
    POINT,
    Caption,
    caption,
    is_heading,
    is_number,
    is_shouted,
    unnumbered,
)

_LONGEST_TITLE = 60
_SHORTEST_SENTENCE = 10
"""Words."""
_OF_KIND = {
    "article": Role.ARTICLE, "annex": Role.ANNEX, "part": Role.PART, "section": Role.SECTION,
}  # fmt: skip


def joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, a number that stands in a block of its own together with what it numbers."""
    number: Block | None = None
    for block in blocks:
        if number is not None:
            goes_on = block.role is Role.UNKNOWN and not (
                block.level or block.row or caption(block.text) or block.text[:1] in "-–—•*"
            )
            if goes_on:
                block = replace(block, text=f"{number.text} {block.text}", line=number.line)
            else:
                yield number
            number = None
        if block.role is Role.UNKNOWN and not block.level and is_number(block.text):
            number = block
        else:
            yield block
    if number is not None:
        yield number


def assign(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks with their roles; one that is a caption and a provision on one line is cut."""
    blocks = list(joined(blocks))
    at = 0
    titled = any(block.role is Role.TITLE for block in blocks)
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if block.role is not Role.UNKNOWN:
            yield block
            continue
        found = None if block.row else caption(block.text)
        if not found and block.level and at > 1:
            found = unnumbered(block.text)
        if found and _is_head(found, block):
            heading, rest = (found.rest, "") if found.has_heading else ("", found.rest)
            if block.level:
                heading, rest = found.rest, ""
            role = _OF_KIND[found.kind]
            if found.kind == "section" and rest:
                yield replace(block, role=Role.PARAGRAPH, label=found.printed, text=rest)
                continue
            if not heading and not rest and at < len(blocks) and _is_heading_of(blocks, at):
                heading = blocks[at].text
                at += 1
            yield replace(block, role=role, label=found.printed, text=heading)
            if rest:
                yield from _provision(Block(rest, block.line))
        elif not titled and at == 1 and (block.level == 1 or _is_title(block.text)):
            titled = True
            yield replace(block, role=Role.TITLE)
        elif block.level or (is_shouted(block.text) and is_heading(block.text)):
            yield replace(block, role=Role.HEADING)
        else:
            yield from _provision(block)


def _is_title(text: str) -> bool:
    number = len(text.split())
    return number <= (_SHORTEST_SENTENCE if text.endswith((".", ";", ",")) else _LONGEST_TITLE)


def _is_head(found: Caption, block: Block) -> bool:
    """Tell whether a text that begins like a caption is one: no running text goes on from it."""
    if block.level:
        return True
    if found.is_alone or found.has_heading:
        return True
    first = found.rest[:1]
    return found.mark and not first.islower() and (first.isalpha() or first in '(“"1')


def _is_heading_of(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether the block after a caption is its heading: short, without a stop, and followed
    by a provision (or marked as a heading by its format)."""
    block = blocks[at]
    if block.role is not Role.UNKNOWN or block.row or caption(block.text):
        return False
    if not block.level and (not is_heading(block.text) or block.text[:1].islower()):
        return False
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    return following is not None


def _provision(block: Block) -> Iterator[Block]:
    """Yield a provision with its number taken off."""
    if block.row:
        yield replace(block, role=Role.TEXT)
        return
    if CLOSING.match(block.text):
        yield replace(block, role=Role.CLOSING)
        return
    for pattern, role in ((PARAGRAPH, Role.PARAGRAPH), (POINT, Role.POINT)):
        found = pattern.fullmatch(block.text)
        if not found or not found["rest"]:
            continue
        inner = POINT.fullmatch(found["rest"]) if role is Role.PARAGRAPH else None
        if inner and inner["rest"]:  # "1. (a) ...": the paragraph has no words of its own
            yield replace(block, role=role, label=found["label"], text="")
            yield replace(block, role=Role.POINT, label=inner["label"], text=inner["rest"])
        else:
            yield replace(block, role=role, label=found["label"], text=found["rest"])
        return
    yield replace(block, role=Role.TEXT)
