"""Differences between two texts, in words; and how alike two texts are.

The measure is the share of words that two texts have in common in the same order: twice their
number over the words of both (Ratcliff and Obershelp, as ``difflib`` computes it), from 0 to 1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
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
    return next((alike for alike, _, _ in alikes([first], [second], least)), 0.0)


def alikes(
    first: Sequence[str], second: Sequence[str], least: float
) -> Iterator[tuple[float, int, int]]:
    """Yield how alike each text of the first is to each of the second, with their positions,
    where it is ``least`` or more; two without a word in common are not looked at."""
    others = [_words(text) for text in second]
    having: dict[str, list[tuple[int, int]]] = {}
    for j, b in enumerate(others):
        for word, count in Counter(b).items():
            having.setdefault(word, []).append((j, count))
    for i, text in enumerate(first):
        a = _words(text)
        shared = [0] * len(others)
        for word, count in Counter(a).items():
            for j, other in having.get(word, ()):
                shared[j] += min(count, other)
        for j, number in enumerate(shared):
            b = others[j]
            at_most = 2 * number / (len(a) + len(b)) if number else float(a == b)
            if at_most and at_most >= least:
                found = _in_order(a, b, at_most)
                if found >= least:
                    yield found, i, j


def _in_order(a: list[str], b: list[str], at_most: float) -> float:
    if a == b:
        return 1.0
    if len(a) * len(b) > _LARGEST:
        return at_most
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


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
