"""Real numbering where it gives exactly the numbers that the document has.

A series of labels ("2.", "3.", or "(a)", "(b)") becomes a list that begins at its first number, if
a word processor counts it the same way; otherwise its labels are text, which nothing renumbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from treatylang.documents.word.elements import Element, el

_LETTERS = list("abcdefghijklmnopqrstuvwxyz")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
_FORMATS: dict[str, list[str]] = {
    "decimal": [str(n) for n in range(1, 1000)],
    "lowerLetter": _LETTERS,
    "lowerRoman": _ROMAN,
    "upperLetter": [item.upper() for item in _LETTERS],
    "upperRoman": [item.upper() for item in _ROMAN],
}
"""Ways of counting that all programs share. Beyond "z", and in other scripts, they differ."""
_LABEL = re.compile(r"(?P<before>\(?)(?P<value>[0-9]+|[A-Za-z]+)(?P<after>[.)]{0,2})")


class Lists:
    """The lists of a document, for its numbering part."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str, int], int] = {}
        self._starts: list[tuple[int, int]] = []

    def of(self, labels: Sequence[str], indent: int) -> str:
        """Return the id of a new list that numbers its paragraphs so; "" where none can.
        ``indent`` is where its text stands, in twentieths of a point."""
        found = _series(labels)
        if not found:
            return ""
        style, pattern, start = found
        kind = self._kinds.setdefault((style, pattern, indent), len(self._kinds))
        self._starts.append((kind, start))
        return str(len(self._starts))

    def fill(self, part: Element, hanging: int) -> None:
        """Write the lists into the numbering part; numbers hang out by ``hanging``."""
        for child in list(part):
            part.remove(child)
        for (style, pattern, indent), kind in self._kinds.items():
            level = el(
                "w:lvl",
                el("w:start", val="1"),
                el("w:numFmt", val=style),
                el("w:lvlText", val=pattern),
                el("w:lvlJc", val="left"),
                el(
                    "w:pPr",
                    el("w:tabs", el("w:tab", val="num", pos=str(indent))),
                    el("w:ind", left=str(indent), hanging=str(hanging)),
                ),
                ilvl="0",
            )
            several = el("w:multiLevelType", val="singleLevel")
            part.append(el("w:abstractNum", several, level, abstractNumId=str(kind)))
        for at, (kind, start) in enumerate(self._starts, start=1):
            begin = el("w:lvlOverride", el("w:startOverride", val=str(start)), ilvl="0")
            part.append(el("w:num", el("w:abstractNumId", val=str(kind)), begin, numId=str(at)))


def _series(labels: Sequence[str]) -> tuple[str, str, int] | None:
    """Return the format, the pattern ("(%1)") and the first number of a series; None for none."""
    found = [match for label in labels if (match := _LABEL.fullmatch(label))]
    frames = {(match["before"], match["after"]) for match in found}
    if len(found) != len(labels) or len(frames) != 1:
        return None
    (before, after), values = frames.pop(), [match["value"] for match in found]
    for style, counted in _FORMATS.items():
        if values[0] in counted:
            start = counted.index(values[0])
            if counted[start : start + len(values)] == values:
                return style, f"{before}%1{after}", start + 1
    return None
