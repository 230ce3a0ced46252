"""Differences between two texts, in words; and how alike two texts are.

The measure is the share of words that two texts have in common in the same order: twice their
number over the words of both (Ratcliff and Obershelp, as ``difflib`` computes it), from 0 to 1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_TOKEN = re.compile(rf"[{_WIDE}]|(?:(?![{_WIDE}])\w)+(?:[’'.,-](?:(?![{_WIDE}])\w)+)*|\s|.", re.S)
_LARGEST = 4_000_000
"""Beyond this product of lengths, order is not looked at, so that no text takes minutes."""
_SMALL = 2
"""What two texts keep between two changes is told as changed where it is no longer than this."""


class Op(Enum):
    """Where a piece of text is: in both texts, only in the first, or only in the second."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    op: Op
    text: str


Pieces = tuple[Piece, ...]


def before(pieces: Sequence[Piece]) -> str:
    """Return the first text."""
    return "".join(piece.text for piece in pieces if piece.op is not Op.NEW)


def after(pieces: Sequence[Piece]) -> str:
    """Return the second text."""
    return "".join(piece.text for piece in pieces if piece.op is not Op.GONE)


def whole(op: Op, text: str) -> Pieces:
    return (Piece(op, text),) if text else ()


def merged(pieces: Sequence[Piece]) -> Pieces:
    """Return the pieces with neighbours of one kind as one."""
    return tuple(
        Piece(op, "".join(piece.text for piece in group))
        for op, group in groupby(pieces, key=lambda piece: piece.op)
    )


def likeness(first: str, second: str, least: float = 0.0) -> float:
    """Return how alike two texts are; 0 where it is less than ``least``.

    Of texts that are too long to compare in order, the words that they share are counted.
    """
    a, b = _words(first), _words(second)
    total = len(a) + len(b)
    if a == b:
        return 1.0
    if not total:
        return 0.0
    at_most = 2 * sum((Counter(a) & Counter(b)).values()) / total
    if at_most < least or len(a) * len(b) > _LARGEST:
        return at_most if at_most >= least else 0.0
    found = SequenceMatcher(None, a, b, autojunk=False).ratio()
    return found if found >= least else 0.0


def compared(first: str, second: str) -> Pieces:
    """Return the pieces that turn one text into the other, word by word."""
    a, b = _TOKEN.findall(first), _TOKEN.findall(second)
    start = _shared(a, b)
    end = _shared(a[start:][::-1], b[start:][::-1])
    inner = (a[start : len(a) - end], b[start : len(b) - end])
    found = [
        Piece(Op.SAME, "".join(a[:start])),
        *_between(*inner),
        Piece(Op.SAME, "".join(a[len(a) - end :])),
    ]
    return _tidied([piece for piece in found if piece.text])


def _between(a: list[str], b: list[str]) -> list[Piece]:
    if len(a) * len(b) > _LARGEST:
        return [Piece(Op.GONE, "".join(a)), Piece(Op.NEW, "".join(b))]
    found: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece(Op.SAME, "".join(a[i:j])))
        else:
            found += [Piece(Op.GONE, "".join(a[i:j])), Piece(Op.NEW, "".join(b[k:m]))]
    return [piece for piece in found if piece.text]


def _tidied(pieces: list[Piece]) -> Pieces:
    """Run changes together that have next to nothing between them: a reader reads phrases."""
    found: list[Piece] = []
    gone = new = ""
    for at, piece in enumerate(pieces):
        inside = 0 < at < len(pieces) - 1 and len(piece.text.strip()) <= _SMALL
        if piece.op is Op.SAME and not (inside and (gone or new)):
            found += [*whole(Op.GONE, gone), *whole(Op.NEW, new), piece]
            gone = new = ""
        else:
            gone += piece.text if piece.op is not Op.NEW else ""
            new += piece.text if piece.op is not Op.GONE else ""
    return (*found, *whole(Op.GONE, gone), *whole(Op.NEW, new))


def _shared(a: Sequence[str], b: Sequence[str]) -> int:
    """Return how many tokens two texts begin with in common."""
    count = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        count += 1
    return count


def _words(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text) if not token.isspace()]
